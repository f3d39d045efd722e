import Markdown
import Support
import Words

/// The terms and titles that a guide's prose names.
package struct Mentions: Sendable {
    /// The numbers of the terms, each once, sorted.
    package let terms: [Int32]
    /// The keys of the titles (`Guide.titleKey`), each once, sorted.
    package let titles: [UInt64]
    /// For each term that may be linked, the first mention that can become a link; in the order of the text.
    package let linkable: [Mention]

    init(_ document: Document, _ prose: Prose, _ lexicon: Lexicon) {
        var isNamed = [Bool](repeating: false, count: lexicon.terms.count)
        var isLinkable = isNamed
        var terms: [Int32] = []
        var titles: [UInt64] = []
        var linkable: [Mention] = []
        for match in lexicon.names.matches(in: prose) {
            guard lexicon.owners.indices.contains(match.phrase) else {
                titles.append(lexicon.names.key(of: match.phrase))
                continue
            }
            let term = lexicon.owners[match.phrase].term
            if !isNamed[term] { terms.append(Int32(term)) }
            isNamed[term] = true
            guard !isLinkable[term], let mention = Mention(of: term, match.tokens, prose, document) else {
                continue
            }
            isLinkable[term] = true
            linkable.append(mention)
        }
        self.terms = terms.sorted()
        self.titles = Set(titles).sorted()
        self.linkable = linkable
    }
}

extension Mentions: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(terms)
        writer.write(titles)
        writer.write(linkable)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        terms = try reader.list()
        titles = try reader.list()
        linkable = try reader.list()
    }
}
