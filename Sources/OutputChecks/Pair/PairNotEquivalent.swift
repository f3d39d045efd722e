import Checks
import Content
import Findings
import Markdown
import Rendering
import Support

/// A twin that does not say what its page says: the proof failed.
enum PairNotEquivalent: Check {
    static let check = CheckID.pairNotEquivalent
    static let finds = "A twin that does not say what its page says."
    static let why =
        "An agent that reads the twin and a person who reads the page have to learn the same thing."
    static let examples = [
        Example(
            .described, bad: "The proof found a paragraph in the twin that the page does not have.",
            good: "The page and its twin say the same.")
    ]

    /// The finding against a twin that differs from its page.
    ///
    /// - Parameter location: where the guide has what differs.
    static func finding(_ difference: Proof.Difference, file: String, at location: SourceLocation) -> Finding
    {
        let message =
            switch difference.part {
            case .body: "the page says \"\(difference.expected)\", but the twin says \"\(difference.found)\""
            case .frame:
                "around its body, the twin says \"\(difference.found)\" instead of \"\(difference.expected)\""
            case .source:
                "the twin's text is \"\(difference.found)\", but the guide's is \"\(difference.expected)\""
            }
        return Finding(
            Self.self, file: file, at: location, message,
            help:
                "write the passage more plainly, and please report this: a page and its twin should never differ"
        )
    }

    /// The finding against a page that does not hold the body that the twin was compared with.
    static func findingOfPage(_ file: String) -> Finding {
        Finding(
            Self.self, file: file, at: .start,
            "the page does not show the body of the guide, which its twin has",
            help: "put {{{body}}} into Templates/guide.mustache, outside any section")
    }

    /// The finding against the twin of a list.
    static func finding(ofList fault: ListFault) -> Finding {
        Finding(
            Self.self, file: Site.file, at: .start,
            "\(fault.path) says \"\(fault.difference.found)\", but its page says \"\(fault.difference.expected)\"",
            help:
                "a template in Templates/ that shows such a list has to show all of its links; if you have no such template, please report this"
        )
    }
}
