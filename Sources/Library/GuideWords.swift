import Content
import Markdown
import Support
import Words

/// Facts about the words of one guide for checks of the whole library. The prose itself is not kept.
package struct GuideWords: Sendable {
    /// An acronym, at its first mention in the prose, or in title or summary.
    package struct Acronym: Sendable, Hashable {
        package var name: String
        package var location: SourceLocation
        /// Whether it is in title or summary.
        package var isInHead: Bool
    }

    /// Acronyms of three capitals or more that no term is, each once.
    package private(set) var acronyms: [Acronym] = []
    /// For each of its issues, a hash of its id. Equal ones are compared by name before they count.
    package private(set) var issueKeys: [UInt64] = []

    /// Which of its issues have a last step that does not verify the others.
    private(set) var unverifiedIssues: Set<Int> = []

    /// Parts of its issues that lean on text outside them.
    package private(set) var outsideReferences: [OutsideReference] = []

    init() {}

    init(_ frontMatter: FrontMatter, _ text: GuideProse, _ lexicon: Lexicon) {
        unverifiedIssues = Set(
            text.unverifiedSteps.indices.filter { text.unverifiedSteps[$0] != nil })
        outsideReferences = text.outsideReferences
        issueKeys = text.document.headings.filter(\.isIssue).map { Self.key(ofIssue: $0.anchor) }
        var known: Set<Int> = []
        for match in text.terms { known.formUnion(match.tokens) }
        var seen: Set<String> = []
        for (text, location) in [
            (frontMatter.title.text, frontMatter.title.location),
            (frontMatter.summary.text, frontMatter.summary.location),
        ] {
            for word in Self.acronyms(in: text, lexicon) where seen.insert(word).inserted {
                acronyms.append(Acronym(name: word, location: location, isInHead: true))
            }
        }
        let document = text.document
        for (index, token) in text.prose.tokens.enumerated()
        where token.text.count >= 3 && AcronymRule.holds(for: document.text[token.text])
            && !known.contains(index)
        {
            let name = String(decoding: document.text[token.text], as: UTF8.self)
            guard seen.insert(name).inserted, lexicon.forms.phrase(name) == nil else { continue }
            acronyms.append(Acronym(name: name, location: document.location(of: token), isInHead: false))
        }
    }

    /// A hash of an issue's id.
    package static func key(ofIssue id: String) -> UInt64 { Array(id.utf8).checksum }

    /// The acronyms of a plain text that belong to no term.
    private static func acronyms(in text: String, _ lexicon: Lexicon) -> [String] {
        let bytes = Array(text.utf8)
        let prose = Prose(text)
        var known: Set<Int> = []
        for match in lexicon.forms.matches(in: prose) { known.formUnion(match.tokens) }
        return prose.tokens.enumerated().compactMap { index, token in
            !known.contains(index) && AcronymRule.holds(for: bytes[token.text])
                ? String(decoding: bytes[token.text], as: UTF8.self) : nil
        }
    }
}

extension Document {
    /// The location of a byte of `text`.
    package func location(ofText offset: Int) -> SourceLocation {
        guard let run = run(at: offset) else { return .start }
        return location(of: offset - run.text.lowerBound, in: run)
    }

    /// The location of a word.
    package func location(of token: Prose.Token) -> SourceLocation {
        let run = runs[token.run]
        return location(of: token.text.lowerBound - run.text.lowerBound, in: run)
    }

    /// The location right after some text that is on one line as it reads.
    package func end(of text: Range<Int>, from start: SourceLocation) -> SourceLocation {
        let width = self.text[text].count { !$0.isUTF8Continuation }
        return start.advanced(by: width)
    }
}

extension GuideWords: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(acronyms)
        writer.write(issueKeys)
        writer.write(unverifiedIssues.sorted())
        writer.write(outsideReferences)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        acronyms = try reader.list()
        issueKeys = try reader.list()
        unverifiedIssues = Set(try reader.list(Int.self))
        outsideReferences = try reader.list()
    }
}

extension GuideWords.Acronym: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(name)
        writer.write(location)
        writer.write(isInHead)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        name = try reader.text()
        location = try reader.value()
        isInHead = try reader.flag()
    }
}
