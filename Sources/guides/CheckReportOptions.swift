import ArgumentParser
import Findings
import FoundationEssentials
import Glibc
import Reports

/// Options of `guides check` about what it reports, and in which form.
struct CheckReportOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, sarif, github, junit }

    @Flag(help: "Fail on warnings too.")
    var strict = false

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Report only these checks or groups, such as links/self or keywords.", valueName: "id"),
        completion: .list(CheckID.names))
    var only: [String] = []

    @Flag(help: "Report notes in every format; text on a terminal always includes them.")
    var notes = false

    @Option(help: "Format of the report: text, json, sarif, github or junit.")
    var format = Format.text

    /// Findings of this severity and above make the command fail.
    var failing: Severity { strict ? .warning : .error }

    /// Notes are for the writer at the terminal; what CI keeps stays short.
    var showsNotes: Bool { notes || (format == .text && Terminal.isOutputTerminal) }

    func isFailing(_ findings: [Finding]) -> Bool { findings.contains { $0.severity >= failing } }

    /// Ends the command with 1 where findings make it fail.
    func end(with findings: [Finding]) throws {
        if isFailing(findings) { throw ExitCode(1) }
    }

    func reporter(site: String) -> any Reporter {
        let environment = ProcessInfo.processInfo.environment
        func prefix() -> String { RepositoryPath.prefix(ofSite: site, environment: environment) }
        return switch format {
        case .text: TextReporter(hasColor: Terminal.hasColor(STDOUT_FILENO))
        case .json: JSONReporter()
        case .sarif: SARIFReporter(prefix: prefix())
        case .github: GitHubReporter(prefix: prefix(), environment: environment)
        case .junit: JUnitReporter()
        }
    }
}
