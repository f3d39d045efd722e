import Findings

extension Suppression {
    /// Reads an entry of `suppressions` in `site.yml`.
    init?(_ file: String, _ reader: inout MappingReader) {
        let check = reader.string("check", isRequired: true, among: CheckID.namesInSettings)
        let path = reader.string("path", isRequired: true)
        let reason = reader.string("reason")
        guard let check, let path else { return nil }
        guard CheckID.isName(check.text) else {
            let near = Nearest.match(check.text, among: CheckID.names)
            reader.report(
                Finding(
                    .contentUnknownKey, file: file, at: check.location, "no check is named `\(check.text)`",
                    help: near.map { "did you mean `\($0)`?" } ?? "`guides checks` lists them"))
            return nil
        }
        guard CheckID.named(check.text)?.isAlwaysError != true else {
            reader.report(
                Finding(
                    .contentWrongType, file: file, at: check.location,
                    "`\(check.text)` is an error that cannot be suppressed",
                    help: "remove this suppression"))
            return nil
        }
        self.init(check: check, path: path, reason: reason?.text, file: file)
    }
}
