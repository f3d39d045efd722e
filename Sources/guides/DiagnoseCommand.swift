import Analysis
import ArgumentParser
import FoundationEssentials
import LinkProbe
import Lookups
import Records
import Rendering
import Reports
import Support

/// `guides diagnose`.
struct DiagnoseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagnose",
        abstract: "Check the email records of a domain, and name the issue that fixes each fault.",
        discussion:
            "Exit codes: 0 nothing to fix, 1 something to fix, 2 something could not be asked, or usage error.\n\nExample: guides diagnose example.com --selector s1 --only spf,dkim,dmarc"
    )

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown, sarif }

    @Argument(help: ArgumentHelp("Domain to check, such as example.com.", valueName: "domain"))
    var domain: String

    @Option(
        name: .customLong("selector"),
        help: ArgumentHelp(
            "Selector of a DKIM key; several are possible. (default: a short list of usual ones)",
            valueName: "selector"))
    var selectors: [String] = []

    @Option(
        help: ArgumentHelp(
            "Kinds of records to look at, with commas between: \(DiagnoseCommand.kinds.joined(separator: ", ")).",
            valueName: "kinds"))
    var only: String?

    @Option(
        help: ArgumentHelp(
            "Resolver to ask: an IP address with or without a port, or an https address of DNS over HTTPS. (default: that of this system)",
            valueName: "resolver"))
    var resolver: String?

    @Option(
        help: ArgumentHelp(
            "Site whose issues fix the faults: a folder, or the address of a published one. (default: the folder here, if it holds a site)",
            valueName: "dir|url"), completion: .directory)
    var site: String?

    @Flag(help: "Connect to the mail servers, and look at STARTTLS and their certificates.")
    var connect = false

    @Flag(help: "Connect to addresses that are not public, too.")
    var allowPrivate = false

    @Option(help: "Format of the report: text, json, markdown or sarif.")
    var format = Format.text

    @Option(help: .hidden)
    var mailPort = 25

    @Option(help: .hidden)
    var webPort = 443

    @Option(help: .hidden)
    var trustAnchors: String?

    private static let kinds = (try? RecordRules.shared.kinds()) ?? []

    /// The kinds of `--only`; nil for all.
    private var chosen: [String]? {
        only?.split { $0 == "," || $0 == " " }.map { $0.lowercased() }
    }

    func validate() throws {
        if let fault = try RecordRules.shared.domain(of: domain).fault { throw ValidationError(fault) }
        if let fault = try RecordRules.shared.fault(inSelectors: selectors) {
            throw ValidationError(TerminalText.line(fault))
        }
        guard let chosen else { return }
        if chosen.isEmpty { throw ValidationError("--only must name a kind of record, such as --only spf") }
        for kind in chosen where !Self.kinds.contains(kind) {
            throw ValidationError(
                "no kind of record is called \(TerminalText.line(kind)); there are \(Self.kinds.joined(separator: ", "))"
            )
        }
    }

    func run() async throws {
        let meant = try RecordRules.shared.domain(of: domain)
        guard let name = meant.domain else { return }
        let resolver = try resolver.map { text throws(ResolverError) in try Resolver(text) } ?? .system
        let issues = try await IssuesOfSite(site, allowsPrivate: allowPrivate)
        let words: @Sendable () -> String = { "asking about \(name)" }
        let line = format == .text ? words : nil
        let report = try await Terminal.showing(line) {
            let lookups = try await DomainLookups(resolver, try options())
            let abilities = DiagnosisRequest.Abilities(
                policyFile: true, connect: connect, dnssec: lookups.validates)
            let request = DiagnosisRequest(
                domain: name, selectors: selectors + [meant.selector].compactMap { $0 }, only: chosen,
                can: abilities)
            let diagnosis = try await Diagnosis(request) { await lookups.answer($0) }
            return try DiagnosisReport(
                diagnosis, of: name, resolver: resolver.description, issues: issues.issues,
                origin: issues.origin)
        }
        switch format {
        case .text: Terminal.write(report.text())
        case .json: Terminal.json(try report.json())
        case .markdown: Terminal.write(report.markdown())
        case .sarif: Terminal.data(try report.sarif())
        }
        if report.exitCode != 0 { throw ExitCode(report.exitCode) }
    }

    private func options() throws -> DomainLookups.Options {
        let environment = ProcessInfo.processInfo.environment
        var options = DomainLookups.Options()
        options.allowsPrivate = allowPrivate
        options.proxy = Proxy(environment: environment)
        // As OpenSSL has it, for networks with an authority of their own.
        if let file = environment["SSL_CERT_FILE"], !file.isEmpty {
            options.trusted = String(decoding: try Disk.read(file), as: UTF8.self)
        }
        if let trustAnchors {
            options.anchors = String(decoding: try Disk.read(trustAnchors), as: UTF8.self)
                .split(separator: "\n").map(String.init)
        }
        options.mailPort = mailPort
        options.webPort = webPort
        return options
    }
}

/// The issues of a site, by the states that they fix: those of a folder as it is now, or those of a published site.
private struct IssuesOfSite {
    let issues: CheckerIssues?
    /// What comes before their paths, such as `https://guides.example.com`.
    let origin: String

    /// - Parameter site: a folder or an address; nil for the folder here, if it holds a site.
    init(_ site: String?, allowsPrivate: Bool) async throws {
        if let site, site.contains("://") {
            guard site.hasPrefix("https://") || site.hasPrefix("http://") else {
                throw CommandError(
                    "\(TerminalText.line(site)) is no web address; name a folder, or an address that begins with https://"
                )
            }
            var address = site[...]
            while address.hasSuffix("/") { address = address.dropLast() }
            if address.hasSuffix("/check") { address = address.dropLast(6) }
            var options = WebFile.Options()
            options.allowsPrivate = allowsPrivate
            options.proxy = Proxy(environment: ProcessInfo.processInfo.environment)
            let file: WebFile
            do throws(WebFile.Failure) {
                file = try await WebFile.fetch(
                    "\(address)/check.json", accept: "application/json", most: 8 << 20, options)
            } catch {
                throw CommandError(
                    "the results of \(TerminalText.line(String(address)))/check cannot be read: \(error). Name the folder of the guides, such as https://guides.example.com/guides."
                )
            }
            guard let issues = try? JSON.decode(CheckerIssues.self, from: file.bytes) else {
                throw CommandError(
                    "\(TerminalText.line(String(address)))/check.json is no list of results; name the folder of the guides of a site that has `checker`"
                )
            }
            self.issues = issues
            let host = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3)
            origin = host.joined(separator: "/")
            return
        }
        guard site != nil || Disk.status("Content/site.yml", followsLinks: true)?.kind == .file else {
            (issues, origin) = (nil, "")
            return
        }
        var options = AnalyzedSite.Options()
        options.site = site ?? "."
        options.jobs = ProcessInfo.processInfo.activeProcessorCount
        options.today = .current
        let reading = try await AnalyzedSite(options)
        issues = CheckerIssues(RenderedSite(reading))
        origin = reading.library.site.baseURL
    }
}
