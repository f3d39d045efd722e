import Publishing

/// Reports as JSON, for scripts.
package struct JSONReporter: Reporter {
    package init() {}

    package func report(on result: CheckResult) throws -> [ReportPiece] {
        let library = result.reading.library
        let document = JSONDocument(
            result.findings, notices: result.reading.notices, guides: library.guides.count,
            links: library.linkCount, before: result.known?.count, seconds: result.seconds)
        return [.data(try document.text() + "\n")]
    }

    /// The report of a build.
    package func report(on build: Build.Report, seconds: Double) throws -> [ReportPiece] {
        [.data(try JSONDocument(build, seconds: seconds).text() + "\n")]
    }
}
