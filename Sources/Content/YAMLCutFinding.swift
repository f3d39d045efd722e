import Findings
import Support

extension YAML.Scalar {
    /// A finding about the comment that cuts the text off.
    func finding(of cut: YAML.Cut, file: String) -> Finding {
        Finding(
            .contentCutText, file: file, at: cut.location,
            text.isEmpty
                ? "no text is read here: ` #` starts a comment"
                : "only \"\(MessageText.name(text))\" is read; the rest of the line is a comment",
            help: text.isEmpty
                ? "put the text in quotes\(MessageText.afterColon(cut.quoted))"
                : "put the text in quotes, or write two spaces before the comment",
            fix: cut.fix)
    }
}
