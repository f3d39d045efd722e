import Analysis
import ArgumentParser
import Dispatch
import FoundationEssentials
import Glibc
import Preview
import Reports
import Support

/// `guides preview`.
struct PreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Show the site as it will be published, and update open pages whenever a file is saved.",
        discussion: "Example: guides preview --open --drafts")

    @OptionGroup var options: SiteOptions

    @OptionGroup var listen: ListenOptions

    @Flag(help: "Open the index in a browser.")
    var open = false

    @Flag(help: "Show drafts too.")
    var drafts = false

    @Option(
        help: ArgumentHelp(
            "Address that opens a file in an editor, with the placeholders {path}, {line} and {column}.",
            valueName: "address"))
    var editor = EditorLink.visualStudioCode

    /// The most findings that are printed when the preview starts, so that its address is still in sight.
    private static let mostFindings = 5

    func validate() throws {
        guard let scheme = editor.split(separator: ":").first,
            !["javascript", "data"].contains(scheme.lowercased()),
            editor.contains("{path}")
        else {
            throw ValidationError(
                "--editor must be an address with {path} in it, such as \(EditorLink.visualStudioCode)")
        }
    }

    func run() async throws {
        var reading = options.reading
        if Disk.realPath(reading.site) != nil {
            reading.site = Disk.plainPath(reading.site)
        }
        reading.withDrafts = drafts
        var serving = PreviewServer.Options()
        (serving.host, serving.port, serving.editor) = (listen.host, listen.port, editor)
        // Nothing has to be put in order at the end, so Ctrl-C may end at once.
        let interrupt = Terminal.onInterrupt {
            Terminal.write("\n")
            Glibc.exit(0)
        }
        defer { interrupt.cancel() }
        let (start, started) = (ContinuousClock().now, Date())
        // Watched from before it is read, so that nothing is missed between.
        let watch = FolderWatch(site: reading.site)
        let preview = PreviewSite(reading)
        try await preview.start()
        let milliseconds = Int((ContinuousClock().now - start) / .milliseconds(1))
        if let notice = watch.notice { Terminal.error("notice: \(notice)") }
        let (firstResults, firstResult) = AsyncStream<CheckResult>.makeStream()
        let following = Task {
            await preview.follow(watch) {
                Terminal.error("notice: \($0)")
            } onFirstCheck: {
                firstResult.yield(
                    CheckResult(
                        $1, of: $0, showsNotes: Terminal.isOutputTerminal, known: nil, failing: .error,
                        started: started))
                firstResult.finish()
            }
        }
        defer { following.cancel() }
        let (guides, opens, address, isLocal) = (
            preview.guideCount, open, serving.address, serving.isLocal
        )
        try await PreviewServer(preview, serving).run {
            Terminal.output(
                "\(guides, "guide") read in \(milliseconds) ms. Preview: \(address)  (overview: \(address)/_guides/)"
            )
            if !isLocal {
                Terminal.error(
                    "notice: anyone who can reach this machine over the network can read this preview, drafts and findings "
                        + "included, and apply safe fixes to its files")
            }
            Terminal.output("Press Ctrl-C to stop.")
            Task { for await result in firstResults { Self.report(result) } }
            guard opens else { return }
            // The browser may wait for the page, so the server must not wait for the browser.
            DispatchQueue(label: "browser").async {
                if !DesktopBrowser.open(address) {
                    Terminal.error("notice: no browser could be opened; open \(address) yourself")
                }
            }
        }
    }

    /// Prints what is wrong with the site at the start, as `guides check` does.
    private static func report(_ result: CheckResult) {
        let reporter = TextReporter(hasColor: Terminal.hasColor(STDOUT_FILENO))
        // Nothing here writes to a file, which alone could fail.
        try? Terminal.write(reporter.report(on: result, showing: mostFindings))
    }
}
