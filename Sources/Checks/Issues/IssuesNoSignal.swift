import Findings
import Support
import Words

/// An issue that does not say what a checker saw.
enum IssuesNoSignal: GuideCheck {
    static let check = CheckID.issuesNoSignal
    static let finds =
        "An issue whose first paragraph names nothing that a checker could see: no record, host, number or code."
    static let why =
        "It tells readers and agents whether this is the issue that they have."
    static let examples = [
        Example(
            bad:
                "## Fix Common Issues\n\n### Missing Record\n\n⟦Something is wrong with it.\n\n1. Add it.\n2. Run the checker again.",
            good:
                "## Fix Common Issues\n\n### Missing Record\n\nThe checker found no `TXT` record.\n\n1. Add it.\n2. Run the checker again."
        )
    ]

    /// Things that a checker sees.
    private static let subjects = TermIndex([
        "record", "host", "host name", "hostname", "port", "code", "header", "certificate", "lookup",
        "address", "status",
        "signature", "selector", "key", "policy file", "reply code", "error message", "redirect",
    ])

    static func run(_ context: CheckContext) -> [Finding] {
        context.issues.compactMap { issue in
            let document = context.document
            guard let heading = issue.heading else { return nil }
            guard let first = issue.blocks.first, document.blocks[first].kind == .paragraph else {
                guard !issue.blocks.isEmpty else { return nil }
                return Finding(
                    self, file: context.file, at: heading.location,
                    "this issue does not start with what was seen",
                    help:
                        "start with a paragraph that says what the checker found: a record, host, number or code"
                )
            }
            let text = document.blocks[first].text
            guard !context.document.hasCode(in: text), !hasSubject(document.text[text]),
                context.prose.tokens(in: text).map({ subjects.matches(in: context.prose, $0).isEmpty })
                    ?? true
            else { return nil }
            return Finding(
                self, file: context.file, at: context.document.location(ofBlock: first),
                "this paragraph names nothing that a checker could see",
                help: "name the record, host, number or code that it found or missed")
        }
    }

    /// A digit, a name of two capitals or more, or one with a dot in it.
    private static func hasSubject(_ text: ArraySlice<UInt8>) -> Bool {
        var capitals = 0
        var previous: UInt8 = 32
        for (offset, byte) in text.enumerated() {
            if byte.isASCIIDigit { return true }
            capitals = byte.isASCIIUppercase ? capitals + 1 : 0
            if capitals == 2 { return true }
            let next = offset + 1 < text.count ? text[text.startIndex + offset + 1] : 32
            if byte == UInt8(ascii: "."), previous != 32, next.isASCIILowercase { return true }
            previous = byte
        }
        return false
    }
}
