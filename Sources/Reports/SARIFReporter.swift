/// Reports in SARIF 2.1.0 (OASIS), for code hosts and editors.
package struct SARIFReporter: Reporter {
    /// The path from the repository to the site, see `RepositoryPath`.
    private let prefix: String

    package init(prefix: String) { self.prefix = prefix }

    package func report(on result: CheckResult) throws -> [ReportPiece] {
        let log = SARIFLog(
            result.findings, site: result.reading.site, result.reading, prefix: prefix)
        return [.data(try log.text() + "\n")]
    }
}
