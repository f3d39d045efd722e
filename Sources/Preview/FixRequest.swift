import Findings

/// A request to fix one finding, as the preview's own pages send it. Findings have no other names.
struct FixRequest: Decodable {
    /// The id of its check, such as `links/own-site-address`.
    var id: String
    /// Relative to the site's folder, such as `Content/guides/tls.md`.
    var file: String
    /// From 1.
    var line: Int
    /// From 1.
    var column: Int

    /// Whether a finding is the one that is meant.
    func names(_ finding: Finding) -> Bool {
        finding.id == id && finding.file == file && Int(finding.location.line) == line
            && Int(finding.location.column) == column
    }
}
