import Content
import Findings
import Library
import Support
import Words

/// A text of front matter or settings that readers see, as the checks of language read it.
struct PlainText {
    private let text: Located
    private let file: String
    private let source: SourceText
    let prose: Prose

    init(_ text: Located, file: String, source: SourceText) {
        self.text = text
        self.file = file
        self.source = source
        prose = Prose(text.text)
    }

    /// Its bytes.
    var bytes: [UInt8] { prose.text }

    /// Whether some of it is no word of its author's: part of a name, or between quotation marks or those of code.
    func isOfOthers(_ range: Range<Int>) -> Bool {
        let before = bytes[..<range.lowerBound]
        return WordsOfOthers.isOpen(UInt8(ascii: "\""), in: before)
            || WordsOfOthers.isOpen(UInt8(ascii: "`"), in: before)
            || WordsOfOthers.isPartOfName(range, in: bytes) { marks, index in
                bytes.indices.contains(index) && marks.utf8.contains(bytes[index])
            }
    }

    /// The bytes of the file where some of it is written; nil where they cannot be told.
    private func written(_ range: Range<Int>) -> Range<Int>? {
        guard let start = source.offset(of: text.location) else { return nil }
        // From the value on, or from the name of what the value belongs to: the word is on one of the next lines.
        let word = Array(bytes[range])
        let number = Self.places(of: word, in: bytes[..<range.lowerBound]).count
        let reach = source.bytes[start...].prefix(bytes.count + 400)
        return Self.places(of: word, in: reach).dropFirst(number).first
    }

    /// Where a text has a word that is not part of a longer one.
    private static func places(of word: [UInt8], in text: ArraySlice<UInt8>) -> [Range<Int>] {
        func isLetter(_ index: Int) -> Bool {
            text.indices.contains(index) && text[index].isASCIILetterOrDigit
        }
        return text.ranges(of: word).filter { !isLetter($0.lowerBound - 1) && !isLetter($0.upperBound) }
    }

    /// A finding about some of it.
    ///
    /// - Parameters:
    ///   - better: what to write instead.
    ///   - isSafe: whether that is surely what is meant.
    func finding(
        _ check: any Check.Type, about range: Range<Int>, _ message: String, help: String, better: String?,
        isSafe: Bool = true
    ) -> Finding {
        guard let written = written(range) else {
            return Finding(check, file: file, at: text.location, to: text.end, message, help: help)
        }
        return Finding(
            check, file: file, at: source.location(of: written.lowerBound),
            to: source.location(of: written.upperBound), message, help: help,
            fix: better.map { Fix([Fix.Edit(source, written, $0)], isSafe: isSafe) })
    }
}

extension CheckContext {
    /// The texts of its front matter that readers see.
    var plainTexts: [PlainText] {
        let texts =
            [frontMatter.title, frontMatter.summary] + frontMatter.agentNotes
            + frontMatter.resources.map { Located(text: $0.note, location: $0.location) }
        return texts.map { PlainText($0, file: file, source: document.source) }
    }
}

extension SiteContent {
    /// The texts of settings and terms that readers see.
    var plainTexts: [PlainText] {
        let ofSite =
            [Located(text: site.summary, location: site.summaryLocation)] + site.agentNotes
            + site.categories.flatMap { category in
                [category.title, category.summary].map { Located(text: $0, location: category.location) }
                    + category.agentNotes
            }
        let ofTerms = terms.map { Located(text: $0.definition, location: $0.location) }
        return [(Site.file, ofSite), (Term.file, ofTerms)].flatMap { file, found in
            let source = texts[file] ?? SourceText([])
            return found.map { PlainText($0, file: file, source: source) }
        }
    }
}
