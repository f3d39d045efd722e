import Findings
import Library

/// A web address with too few or too many slashes before its host.
enum LinksMalformed: LinkCheck {
    static let check = CheckID.linksMalformed
    static let finds =
        "A web address without exactly two slashes before its host: `https:/example.com/a`."
    static let why =
        "With one slash or none a browser looks for the path on the site that it is on, and an agent looks for the host: the link is broken for one of them."
    static let examples = [
        Example(
            bad: "See [the report](⟦https:/example.net/report⟧).",
            good: "See [the report](https://example.net/report).")
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        library.findings(self, of: index) { _, _, target in
            guard case .malformed(let meant) = target else { return nil }
            return LinkFault(
                message: meant == nil
                    ? "this address names no host"
                    : "a web address has exactly two forward slashes before its host",
                help: meant.map { "did you mean \($0)?" } ?? "write the whole address",
                replacement: meant.map { ($0, false) }, address: meant.map { ($0, false) })
        }
    }
}
