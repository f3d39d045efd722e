import Findings
import Markdown

/// A reference to a label or a footnote that nothing defines.
enum LinksUndefinedReference: GuideCheck {
    static let check = CheckID.linksUndefinedReference
    static let finds =
        "A reference such as `[text][label]`, or a footnote such as `[^1]`, that nothing defines."
    static let why =
        "Readers see the brackets instead of a link."
    static let examples = [
        Example(bad: "See [the guide][⟦nowhere⟧].", good: "See [the guide][there].\n\n[there]: tls.md"),
        Example(bad: "Text.⟦[^1]⟧", good: "Text.[^1]\n\n[^1]: A note."),
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        references(context) + footnotes(context)
    }

    /// Footnotes without a definition, which markdown takes for text.
    private static func footnotes(_ context: CheckContext) -> [Finding] {
        let document = context.document
        return document.positions(of: UInt8(ascii: "^")).compactMap { mark in
            guard mark > 0, let run = document.run(at: mark), !run.context.contains(.code),
                run.text.contains(mark - 1), document.text[mark - 1] == UInt8(ascii: "["),
                document.isAsWritten(mark - 1, in: run)
            else { return nil }
            let label = document.text[(mark + 1)..<run.text.upperBound].prefix {
                $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
            guard !label.isEmpty, label.endIndex < run.text.upperBound,
                document.text[label.endIndex] == UInt8(ascii: "]")
            else { return nil }
            let name = String(decoding: label, as: UTF8.self)
            let location = document.location(of: mark - 1 - run.text.lowerBound, in: run)
            return Finding(
                self, file: context.file, at: location,
                to: document.end(of: (mark - 1)..<(label.endIndex + 1), from: location),
                "nothing defines the footnote [^\(name)]",
                help: "add a line `[^\(name)]: text`, or write it between backticks to show it as it is")
        }
    }

    private static func references(_ context: CheckContext) -> [Finding] {
        let document = context.document
        let labels = Nearest.Names(document.definitions.map(\.label))
        var found = 0
        let first = document.text.firstIndex(of: UInt8(ascii: "["))
        func hasOpened(_ close: Int) -> Bool { first.map { $0 < close } ?? false }
        return document.positions(of: UInt8(ascii: "]")).compactMap { close in
            guard close + 2 < document.text.count, document.text[close + 1] == UInt8(ascii: "["),
                let run = document.run(at: close), !run.context.contains(.code), run.text.contains(close + 1),
                document.isAsWritten(close, in: run), document.isAsWritten(close + 1, in: run)
            else { return nil }
            // A label has no more than 999 characters (CommonMark section 4.7).
            let rest = document.text[(close + 2)..<run.text.upperBound].prefix(999)
            guard let end = rest.firstIndex(of: UInt8(ascii: "]")),
                !rest[..<end].contains(UInt8(ascii: "[")), hasOpened(close)
            else { return nil }
            let label = String(decoding: rest[..<end], as: UTF8.self)
            let location = document.location(of: close + 2 - run.text.lowerBound, in: run)
            // A collapsed reference, `[text][]`, is labelled by its text.
            let named = label.isEmpty ? textBefore(close, in: run, document) : label
            found += 1
            let near = found > AppliedFindings.most ? nil : labels.match(named)
            return Finding(
                self, file: context.file, at: location,
                to: document.end(of: (close + 2)..<end, from: location),
                named.isEmpty ? "nothing defines this reference" : "nothing defines the label \"\(named)\"",
                help: near.map { "did you mean [\($0)]?" }
                    ?? "add a line `[\(named)]: address`, or write the address in parentheses")
        }
    }
}

extension LinksUndefinedReference {
    /// The text between the brackets of which `close` is the second.
    private static func textBefore(_ close: Int, in run: Document.Run, _ document: Document) -> String {
        let text = document.text[max(run.text.lowerBound, close - 999)..<close]
        guard let open = text.lastIndex(of: UInt8(ascii: "[")) else { return "" }
        return String(decoding: text[(open + 1)...], as: UTF8.self)
    }
}

extension Document {
    /// Whether bytes of `text` are in the file as they are, without a backslash or an entity.
    func isAsWritten(_ range: Range<Int>, in run: Run) -> Bool {
        guard let start = sourceOffset(of: range.lowerBound - run.text.lowerBound, in: run) else {
            return false
        }
        return source.bytes[start...].starts(with: text[range])
    }

    /// Whether a byte of `text` is in the file without a backslash or an entity.
    func isAsWritten(_ offset: Int, in run: Run) -> Bool {
        guard run.context.contains(.escaped) else { return run.source != nil }
        guard let source = sourceOffset(of: offset - run.text.lowerBound, in: run) else { return false }
        return self.source.bytes[source] == text[offset]
    }
}
