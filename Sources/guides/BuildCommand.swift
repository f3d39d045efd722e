import ArgumentParser
import Content
import Glibc
import Publishing
import Reports

/// `guides build`.
struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Build the site: a page for people and a markdown twin for AI agents for each guide.",
        discussion: "Example: guides build --output /srv/guides")

    @OptionGroup var options: SiteOptions

    @Option(
        help: ArgumentHelp(
            "Folder to publish into. (default: Public in the site's folder)", valueName: "dir"),
        completion: .directory)
    var output: String?

    @Option(
        help: ArgumentHelp("Scheme and host of the site; replaces base-url in site.yml.", valueName: "url")
    )
    var baseURL: String?

    @Flag(help: "Publish drafts too.")
    var drafts = false

    @Flag(
        help:
            "Add the published addresses to Content/addresses.txt. From then on, a build that would lose one of them fails."
    )
    var record = false

    @Flag(
        help:
            "Write .guides/manifest.json, which lists each published file with its SHA-256, for tools that upload only what changed."
    )
    var manifest = false

    @OptionGroup var report: FormatOption

    @Flag(help: "Print only findings, no notices and no summary.")
    var quiet = false

    func validate() throws {
        if record, drafts {
            throw ValidationError(
                "--record and --drafts cannot be used together: addresses of drafts are not kept")
        }
        if output?.isEmpty == true {
            throw ValidationError("--output must name a folder; leave it out for Public in the site's folder")
        }
        if let baseURL, Site.origin(baseURL) == nil {
            throw ValidationError(
                "--base-url must be a scheme and a host without a path, such as https://example.com")
        }
    }

    func run() async throws {
        var build = Build()
        build.options = options.reading
        build.options.baseURL = baseURL.flatMap(Site.origin)
        build.options.withDrafts = drafts
        build.output = output
        build.records = record
        build.writesManifest = manifest
        let (started, isShown) = (ContinuousClock().now, report.format == .text && !quiet)
        let result = try await Terminal.showing(isShown ? Terminal.line(build.options.progress) : nil) {
            try await build.run()
        }
        let seconds = (ContinuousClock().now - started) / .seconds(1)
        switch report.format {
        case .json:
            if !quiet { result.notices.forEach { Terminal.error("notice: \($0)") } }
            try Terminal.write(try JSONReporter().report(on: result, seconds: seconds))
        case .text:
            // Notes are for the writer at the terminal; logs of CI stay short.
            let shown = result.findings.filter { $0.severity > .note || Terminal.isOutputTerminal }
            let reporter = TextReporter(hasColor: Terminal.hasColor(STDOUT_FILENO))
            try Terminal.write(
                reporter.report(
                    on: result, site: options.site, showing: shown, seconds: seconds, quiet: quiet))
        }
        if result.hasErrors { throw ExitCode(1) }
    }
}
