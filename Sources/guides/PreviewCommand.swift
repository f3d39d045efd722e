import ArgumentParser
import Foundation
import GuideKit
import Preview

/// `guides preview`.
struct PreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Show the site as it will be published, and refresh it whenever a file is saved.")

    @Option(help: ArgumentHelp("The site's folder, which holds Content/ and Templates/.", valueName: "dir"))
    var site = "."

    @Option(help: ArgumentHelp("The port to listen on.", valueName: "port"))
    var port = 8080

    @Option(
        help: ArgumentHelp(
            "The address to listen on; any but this machine's own opens it to others.", valueName: "address"))
    var host = "127.0.0.1"

    @Flag(help: "Open the index in a browser.")
    var open = false

    @Flag(help: "Show drafts too.")
    var drafts = false

    @Option(
        help: ArgumentHelp(
            "The address that opens a file in an editor, with {path}, {line} and {column}.",
            valueName: "address"))
    var editor = EditorLink.visualStudioCode

    @Option(help: ArgumentHelp("How many workers. (default: as many as there are cores)", valueName: "n"))
    var jobs: Int?

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs is a number from 1.") }
        guard (1...65535).contains(port) else { throw ValidationError("--port is a number from 1 to 65535.") }
        guard let scheme = editor.split(separator: ":").first,
            !["javascript", "data"].contains(scheme.lowercased()),
            editor.contains("{path}")
        else {
            throw ValidationError(
                "--editor is an address with {path} in it, such as \(EditorLink.visualStudioCode)")
        }
    }

    func run() async throws {
        var reading = AnalyzedSite.Options()
        reading.site = Disk.realPath(site) == nil ? site : (site as NSString).standardizingPath
        reading.withDrafts = drafts
        reading.jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
        reading.today = Day(secondsSince1970: Int(Date().timeIntervalSince1970))
        var options = PreviewServer.Options()
        options.host = host
        options.port = port
        options.editor = editor
        // Nothing has to be put in order at the end, so Ctrl-C may end at once.
        let interrupt = Terminal.onInterrupt {
            Terminal.write("\n")
            Foundation.exit(0)
        }
        defer { interrupt.cancel() }
        do {
            let clock = ContinuousClock()
            let start = clock.now
            // Watched from before it is read, so that nothing is missed between.
            let watch = FolderWatch(site: reading.site)
            let preview = PreviewSite(reading)
            try await preview.start()
            let took = clock.now - start
            if let notice = watch.notice { Terminal.error("notice: \(notice)") }
            let following = Task { await preview.follow(watch) { Terminal.error("notice: \($0)") } }
            defer { following.cancel() }
            let (guides, address, isLocal, opens) = (
                preview.guideCount, options.address, options.isLocal, open
            )
            try await PreviewServer(preview, options).run {
                let milliseconds = Int(took / .milliseconds(1))
                Terminal.output(
                    "\(guides, "guide") read in \(milliseconds) ms. Preview: \(address)  (overview: \(address)/_guides/)"
                )
                if !isLocal {
                    Terminal.error(
                        "notice: everybody who reaches this machine on the network can read this preview, drafts and findings "
                            + "included, and apply safe fixes to its files")
                }
                Terminal.output("Ctrl-C ends it.")
                if opens { Self.open(address) }
            }
        } catch {
            Terminal.error("error: \(error)")
            throw ExitCode(2)
        }
    }

    private static func open(_ address: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["xdg-open", address]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
            process.waitUntilExit()
            if process.terminationStatus == 0 { return }
        } catch {
            // No such program; said below.
        }
        Terminal.error("notice: no browser could be opened; open \(address) in one")
    }
}
