import Markdown
import Support
import Words

/// A part of an issue that leans on text outside it: "as described above", or an acronym that is spelled out only elsewhere.
package struct OutsideReference: Sendable, Hashable {
    /// The way in which a part depends on other text.
    package enum Kind: Sendable, Hashable {
        /// Words that point to another part of the guide.
        case pointer
        /// An acronym that the guide spells out outside the issue alone.
        case acronym(String)
    }

    /// Index of the issue in `Document.issues`.
    package var issue: Int
    package var kind: Kind
    /// The location of its first word.
    package var location: SourceLocation
    /// The location after its last word.
    package var end: SourceLocation

    /// All of a guide, by issue; in each issue the pointers first.
    static func all(in issues: [Section], _ document: Document, _ prose: Prose, _ lexicon: Lexicon) -> [Self]
    {
        guard !issues.isEmpty else { return [] }
        let expansions = expansions(document, prose, lexicon)
        return issues.enumerated().flatMap { number, issue -> [Self] in
            guard let first = issue.blocks.first, let last = issue.blocks.last,
                let tokens = prose.tokens(
                    in: document.blocks[first].text.lowerBound..<document.blocks[last].text.upperBound)
            else { return [] }
            func reference(_ kind: Kind, _ text: Range<Int>, at location: SourceLocation) -> Self {
                Self(
                    issue: number, kind: kind, location: location,
                    end: document.end(of: text, from: location))
            }
            let found = pointers.matches(in: prose, tokens).filter { isPointer($0, document, prose) }
            // One that the issue spells out itself is none, wherever else it is spelled out.
            var known = Set(expansions.filter { tokens.contains($0.token) }.map(\.name))
            let acronyms = expansions.filter { known.insert($0.name).inserted }.compactMap { acronym in
                tokens.first {
                    document.text[prose.tokens[$0].text].elementsEqual(acronym.name.utf8)
                }.map { use in
                    let token = prose.tokens[use]
                    return reference(.acronym(acronym.name), token.text, at: document.location(of: token))
                }
            }
            return found.map { match in
                let text =
                    prose.tokens[match.tokens.lowerBound].text
                    .lowerBound..<prose.tokens[match.tokens.upperBound - 1].text.upperBound
                return reference(.pointer, text, at: document.location(ofText: text.lowerBound))
            } + acronyms
        }
    }

    private static let pointers = TermIndex([
        "above", "below", "earlier", "previous section", "next section", "preceding", "aforementioned",
        "as described", "as described above", "as described below", "as mentioned", "as mentioned above",
        "as explained", "see section",
    ])

    /// Words that point to a text only where nothing follows them: "above 4 %" says where a number is, and "below your
    /// domain" where a name is.
    private static let prepositions = ["above", "below", "earlier", "preceding"]

    /// Whether words point to a text, and none of them is a link there.
    private static func isPointer(_ match: TermIndex.Match, _ document: Document, _ prose: Prose) -> Bool {
        let word = prose.tokens[match.tokens.lowerBound]
        if match.tokens.contains(where: { document.runs[prose.tokens[$0].run].context.contains(.link) }) {
            return false
        }
        guard match.tokens.count == 1, match.tokens.upperBound < prose.tokens.count,
            prepositions.contains(String(decoding: document.text[word.text], as: UTF8.self).lowercased())
        else { return true }
        let next = prose.tokens[match.tokens.upperBound]
        return next.startsSentence || next.isApart
    }

    /// Acronyms that the guide spells out, `Long Name (LN)`, and that `terms.yml` does not know, each with its token there.
    private static func expansions(
        _ document: Document, _ prose: Prose, _ lexicon: Lexicon
    ) -> [(name: String, token: Int)] {
        prose.tokens.indices.compactMap { index in
            let text = prose.tokens[index].text
            guard text.lowerBound > 0, text.upperBound < document.text.count,
                document.text[text.lowerBound - 1] == UInt8(ascii: "("),
                document.text[text.upperBound] == UInt8(ascii: ")"),
                AcronymRule.holds(for: document.text[text])
            else { return nil }
            let name = String(decoding: document.text[text], as: UTF8.self)
            return lexicon.forms.phrase(name) == nil ? (name, index) : nil
        }
    }
}

extension OutsideReference: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(small: issue)
        if case .acronym(let name) = kind { writer.write(name) } else { writer.write("") }
        writer.write(location)
        writer.write(end)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        issue = try reader.small()
        let name = try reader.text()
        kind = name.isEmpty ? .pointer : .acronym(name)
        location = try reader.value()
        end = try reader.value()
    }
}
