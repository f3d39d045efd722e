import Findings
import Markdown

/// A reference to a label that nothing defines.
enum LinksUndefinedReference: GuideCheck {
    static let check = CheckID.linksUndefinedReference
    static let finds =
        "A reference such as `[text][label]` whose label nothing defines."
    static let why =
        "Readers see the brackets instead of a link."
    static let examples = [
        Example(bad: "See [the guide][⟦nowhere⟧].", good: "See [the guide][there].\n\n[there]: tls.md")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
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
