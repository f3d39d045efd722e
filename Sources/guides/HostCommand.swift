import ArgumentParser
import Foundation
import GuideKit

/// `guides host`.
struct HostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "host", abstract: "Print the rules by which a web server serves this very site.",
        discussion:
            "The hosts: \(Hosts.all.map { $0.name }.joined(separator: ", ")). What to do with the rules, and what a host cannot do, "
            + "is said on standard error.")

    @Argument(help: ArgumentHelp("The host.", valueName: "host"))
    var host: String

    @Option(help: ArgumentHelp("The site's folder, which holds Content/ and Templates/.", valueName: "dir"))
    var site = "."

    @Option(
        help: ArgumentHelp("The published folder. (default: Public in the site's folder)", valueName: "dir"))
    var root: String?

    @Option(
        help: ArgumentHelp(
            "Where to listen, instead of the site's own name and port.", valueName: "address:port"))
    var listen: String?

    @Option(help: ArgumentHelp("A certificate, with its chain; plain HTTP without one.", valueName: "file"))
    var certificate: String?

    @Option(help: ArgumentHelp("The certificate's key.", valueName: "file"))
    var key: String?

    @Option(
        help: ArgumentHelp(
            "Write the rules instead of printing them; a folder where the host wants several files.",
            valueName: "file"))
    var output: String?

    func validate() throws {
        guard Hosts.named(host) != nil else {
            let names = Hosts.all.map { $0.name }
            let near = Nearest.match(host, among: names)
            throw ValidationError(
                "no rules are known for \(host)\(near.map { "; did you mean \($0)?" } ?? "; there are \(names.joined(separator: ", "))")"
            )
        }
        if (certificate == nil) != (key == nil) {
            throw ValidationError("--certificate and --key go together.")
        }
        if let listen {
            let port = listen.split(separator: ":", omittingEmptySubsequences: false).last.flatMap {
                UInt16($0)
            }
            let isPlain = listen.utf8.allSatisfy {
                (97...122).contains($0 | 0x20) || (48...57).contains($0) || ".:[]*-".utf8.contains($0)
            }
            guard listen.contains(":"), isPlain, let port, port > 0 else {
                throw ValidationError("--listen is an address with a port, such as 127.0.0.1:8080.")
            }
        }
        for text in [root, certificate, key].compactMap({ $0 }) where text.utf8.contains(where: { $0 < 32 }) {
            throw ValidationError("A path holds a control character.")
        }
    }

    func run() async throws {
        guard let host = Hosts.named(host) else { return }
        var options = AnalyzedSite.Options()
        options.site = site
        options.jobs = ProcessInfo.processInfo.activeProcessorCount
        do {
            let reading = try await AnalyzedSite(options)
            let errors = try await reading.allFindings(options).filter { $0.severity == .error }
            guard errors.isEmpty else {
                var text = TextReport(site: site, reading, hasColor: Terminal.hasColor(STDERR_FILENO))
                for error in errors { Terminal.report(text.text(error), to: .standardError) }
                Terminal.error("no rules for a site that would not be published; fix these first")
                throw ExitCode(1)
            }
            var hosting = HostedSite.Options()
            let folder = root ?? "\(site)/Public"
            hosting.root = Disk.realPath(folder) ?? URL(fileURLWithPath: folder).path
            hosting.listen = listen
            if let certificate, let key {
                hosting.certificate = (Self.absolute(certificate), Self.absolute(key))
            }
            let rules = host.rules(try await HostedSite(reading, hosting, jobs: options.jobs))
            try write(rules)
            let saving = output == nil ? rules.saving : nil
            let notes = rules.notes(writtenTo: output.map(Self.absolute))
            for note in [saving].compactMap({ $0 }) + notes { Terminal.error("note: \(note)") }
        } catch let error as ExitCode {
            throw error
        } catch {
            Terminal.error("error: \(error)")
            throw ExitCode(2)
        }
    }

    private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).path }

    private func write(_ rules: HostRules) throws {
        guard let output else {
            for file in rules.files {
                if rules.files.count > 1 { Terminal.output("# file: \(file.name)") }
                Terminal.data(file.text)
            }
            return
        }
        let isFolder = rules.files.count > 1
        for file in rules.files {
            let path = isFolder ? "\(output)/\(file.name)" : output
            let url = URL(fileURLWithPath: path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            // Whole or not at all: a server may read it at any moment.
            try Data(file.text.utf8).write(to: url, options: .atomic)
        }
    }
}
