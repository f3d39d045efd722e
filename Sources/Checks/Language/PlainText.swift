import Content
import Findings
import Library
import Support
import Words

/// A text of front matter or settings that readers see, as the checks of language read it.
struct PlainText {
    /// The most words of one text that one check reports.
    private static let mostReported = 100
    /// The most bytes of a text in which a word is replaced: YAML has to read the text again for each.
    private static let longestFixed = 10_000

    private let text: Located
    private let file: String
    private let source: SourceText
    let prose: Prose
    private let others: WordsOfOthers

    init(_ text: Located, file: String, source: SourceText) {
        self.text = text
        self.file = file
        self.source = source
        prose = Prose(text.text)
        others = WordsOfOthers(prose.text)
    }

    /// What to say about some words.
    struct Report {
        var message: String
        var help: String
        /// What to write instead, if that is known.
        var better: String?
        /// Whether that is surely what is meant.
        var isSafe: Bool
    }

    /// Findings about words of the text, which are in order, without those that are not its author's own.
    func findings<Word>(
        _ check: any Check.Type, _ words: [Word], range: (Word) -> Range<Int>, _ report: (Word) -> Report
    ) -> [Finding] {
        var places = Places(self)
        var findings: [Finding] = []
        for word in words where findings.count < Self.mostReported {
            let range = range(word)
            guard !others.hold(range), !others.holdPart(range) else { continue }
            findings.append(finding(check, report(word), of: range, at: places.next(range)))
        }
        return findings
    }

    /// - Parameter written: its bytes in the file; nil where they cannot be told.
    private func finding(
        _ check: any Check.Type, _ report: Report, of range: Range<Int>, at written: Range<Int>?
    ) -> Finding {
        guard let written else {
            return Finding(
                check, file: file, at: text.location, to: text.end, report.message, help: report.help)
        }
        let fix = report.better.flatMap { edit($0, at: written, for: range) }.map {
            Fix([$0], isSafe: report.isSafe)
        }
        return Finding(
            check, file: file, at: source.location(of: written.lowerBound),
            to: source.location(of: written.upperBound), report.message, help: report.help, fix: fix)
    }

    /// The text as the file has it, with its quotation marks; nil where that cannot be told.
    private var written: Range<Int>? {
        guard let start = source.offset(of: text.location), let last = text.end,
            let end = source.offset(of: last), start < end
        else { return nil }
        return start..<end
    }

    /// Replaces a part of the text so that YAML reads it as it is meant: where it would not, the whole text goes into quotes.
    private func edit(_ better: String, at part: Range<Int>, for range: Range<Int>) -> Fix.Edit? {
        guard let whole = written, whole.count <= Self.longestFixed else { return nil }
        let edited =
            source.bytes[whole.lowerBound..<part.lowerBound] + better.utf8
            + source.bytes[part.upperBound..<whole.upperBound]
        let expected = String(
            decoding: prose.text[..<range.lowerBound] + better.utf8 + prose.text[range.upperBound...],
            as: UTF8.self)
        let isPlain = ![UInt8(ascii: "\""), UInt8(ascii: "'")].contains(source.bytes[whole.lowerBound])
        // What ends a value in brackets ends none that is read by itself.
        let mayEnd = isPlain && better.utf8.contains { ",[]{}".utf8.contains($0) }
        let value = YAML.value(ofScalar: String(decoding: edited, as: UTF8.self))
        if !mayEnd, value?.split(whereSeparator: \.isWhitespace).joined(separator: " ") == expected {
            return Fix.Edit(source, part, better)
        }
        // A text of several lines, such as one after `|`, is left to the author.
        guard !source.bytes[whole].contains(10) else { return nil }
        return Fix.Edit(source, whole, YAML.quoted(expected))
    }

    /// Where words of the text are in its file, one after the other.
    private struct Places {
        private let text: [UInt8]
        private let source: [UInt8]
        /// What is not looked through yet, in both.
        private var rest: Int
        private var written: Range<Int>

        init(_ text: PlainText) {
            self.text = text.prose.text
            source = text.source.bytes
            rest = 0
            written = text.written ?? 0..<0
        }

        /// The place of the word at `range`: it comes as often before it in the file as in the text.
        mutating func next(_ range: Range<Int>) -> Range<Int>? {
            let word = text[range]
            let before = text[rest..<range.lowerBound].ranges(of: word).count
            for _ in 0...before {
                guard let place = source[written].firstRange(of: word) else { return nil }
                written = place.upperBound..<written.upperBound
            }
            rest = range.upperBound
            return written.lowerBound - word.count..<written.lowerBound
        }
    }
}

extension CheckContext {
    /// The texts of its front matter that readers see.
    var plainTexts: [PlainText] {
        let texts =
            [frontMatter.title, frontMatter.summary] + frontMatter.agentNotes
            + frontMatter.resources.map(\.note)
        return texts.map { PlainText($0, file: file, source: document.source) }
    }
}

extension SiteContent {
    /// The texts of settings and terms that readers see.
    var plainTexts: [PlainText] {
        let ofSite =
            [site.summary] + site.agentNotes
            + site.categories.flatMap { [$0.title, $0.summary] + $0.agentNotes }
            + site.start.flatMap { [$0.title, $0.summary].compactMap { $0 } }
        return [(Site.file, ofSite), (Term.file, terms.map(\.definition))].flatMap { file, found in
            let source = texts[file] ?? SourceText([])
            return found.map { PlainText($0, file: file, source: source) }
        }
    }
}
