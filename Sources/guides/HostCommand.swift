import Analysis
import ArgumentParser
import Findings
import Glibc
import Hosts
import OutputChecks
import Reports

/// `guides host`.
struct HostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "host",
        abstract: "Print the rules that a web server or hosting service needs to serve this site.",
        discussion:
            "Hosts: \(Hosts.names.joined(separator: ", ")). Standard error says what to do with the rules, "
            + "and what the host cannot do.\n\nExample: guides host nginx --root /srv/guides --output guides.conf"
    )

    @Argument(
        help: ArgumentHelp("Web server or service to print rules for.", valueName: "host"),
        completion: .list(Hosts.names))
    var host: String

    @OptionGroup var options: SiteOptions

    @Option(
        help: ArgumentHelp(
            "Published folder as the server sees it. (default: Public in the site's folder)",
            valueName: "dir"), completion: .directory)
    var root: String?

    @Option(
        help: ArgumentHelp(
            "Address and port to listen on. (default: host and port of the site)", valueName: "address:port"))
    var listen: String?

    @OptionGroup var certificate: CertificateOptions

    @Option(
        help: ArgumentHelp(
            "File to write the rules to instead of printing them; a folder if the host needs several files.",
            valueName: "file"), completion: .file())
    var output: String?

    func validate() throws {
        guard Hosts.named(host) != nil else {
            let near = Nearest.match(host, among: Hosts.names).map { "; did you mean \($0)?" }
            throw ValidationError(
                "no rules are known for \(host)\(near ?? "; the hosts are \(Hosts.names.joined(separator: ", "))")"
            )
        }
        if let listen, ListenAddress(listen) == nil {
            throw ValidationError("--listen must be an address with a port, such as 127.0.0.1:8080")
        }
        if output?.isEmpty == true {
            throw ValidationError("--output must name a file; leave it out to print the rules")
        }
        for path in [root, certificate.certificate, certificate.key].compactMap({ $0 })
        where !HostedSite.Options.isValidPath(path) {
            throw ValidationError("--root, --certificate and --key must not contain control characters")
        }
    }

    func run() async throws {
        guard let host = Hosts.named(host) else { return }
        let reading = try await AnalyzedSite(options.reading)
        let errors = try await reading.allFindings(options.reading).filter { $0.severity == .error }
        guard errors.isEmpty else {
            var text = FindingText(
                site: options.site, reading, hasColor: Terminal.hasColor(STDERR_FILENO))
            for error in errors { Terminal.report(text.text(error), to: STDERR_FILENO) }
            Terminal.error(
                "error: no rules were made, since the site has errors; fix them and run this again")
            throw ExitCode(1)
        }
        let rules = host.rules(try await HostedSite(reading, hosting, jobs: options.reading.jobs))
        let path = output.flatMap { $0 == "-" ? nil : HostedSite.Options.absolute($0) }
        if let path { try rules.write(to: path) } else { Terminal.data(rules.printed) }
        for note in host.notes(on: rules, writtenTo: path) { Terminal.error("note: \(note)") }
    }

    private var hosting: HostedSite.Options {
        HostedSite.Options(
            site: options.site, root: root, listen: listen.flatMap(ListenAddress.init),
            certificate: certificate.files)
    }
}
