import Analysis
import ArgumentParser
import Findings
import Foundation
import Hosts
import OutputChecks
import Reports

/// `guides host`.
struct HostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "host", abstract: "Print the configuration with which a web server serves this site.",
        discussion:
            "The hosts: \(Hosts.names.joined(separator: ", ")). What to do with the rules, and what a host cannot do, "
            + "is printed on standard error.")

    @Argument(help: ArgumentHelp("The host.", valueName: "host"))
    var host: String

    @OptionGroup var options: SiteOptions

    @Option(
        help: ArgumentHelp("The published folder. (default: Public in the site's folder)", valueName: "dir"))
    var root: String?

    @Option(
        help: ArgumentHelp(
            "Where to listen, instead of the site's own name and port.", valueName: "address:port"))
    var listen: String?

    @OptionGroup var certificate: CertificateOptions

    @Option(
        help: ArgumentHelp(
            "Write the rules instead of printing them; a folder where the host wants several files.",
            valueName: "file"))
    var output: String?

    func validate() throws {
        guard Hosts.named(host) != nil else {
            let near = Nearest.match(host, among: Hosts.names).map { "; did you mean \($0)?" }
            throw ValidationError(
                "no rules are known for \(host)\(near ?? "; there are \(Hosts.names.joined(separator: ", "))")"
            )
        }
        if let listen, ListenAddress(listen) == nil {
            throw ValidationError("--listen must be an address with a port, such as 127.0.0.1:8080.")
        }
        for path in [root, certificate.certificate, certificate.key].compactMap({ $0 })
        where !HostedSite.Options.isValidPath(path) {
            throw ValidationError("A path contains a control character.")
        }
    }

    func run() async throws {
        guard let host = Hosts.named(host) else { return }
        let reading = try await AnalyzedSite(options.reading)
        let errors = try await reading.allFindings(options.reading).filter { $0.severity == .error }
        guard errors.isEmpty else {
            var text = FindingText(
                site: options.site, reading, hasColor: Terminal.hasColor(STDERR_FILENO))
            for error in errors { Terminal.report(text.text(error), to: .standardError) }
            Terminal.error("no rules for a site with errors; fix these first")
            throw ExitCode(1)
        }
        let rules = host.rules(try await HostedSite(reading, hosting, jobs: options.reading.jobs))
        let path = output.map(HostedSite.Options.absolute)
        if let path { try rules.write(to: path) } else { Terminal.data(rules.printed) }
        for note in host.notes(on: rules, writtenTo: path) { Terminal.error("note: \(note)") }
    }

    private var hosting: HostedSite.Options {
        HostedSite.Options(
            site: options.site, root: root, listen: listen.flatMap(ListenAddress.init),
            certificate: certificate.files)
    }
}
