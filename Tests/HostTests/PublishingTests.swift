import Foundation
import TestSupport
import Testing

@testable import Publishing
@testable import Support

/// The README's ways to publish, run as they are there.
@Suite struct PublishingTests {
    /// The code block of the README that holds `mark`.
    private static func block(with mark: String) throws -> String {
        let readme = try String(contentsOfFile: repository + "/README.md", encoding: .utf8)
        let blocks = readme.components(separatedBy: "```sh\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
        return try #require(blocks.first { $0.contains(mark) })
    }

    /// Runs a script in a folder; what it said where it failed.
    private static func run(_ script: String, in folder: String, _ environment: [String: String]) throws
        -> String?
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-euo", "pipefail", "-c", script]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        // What this machine says of stores elsewhere is not meant for this one.
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("AWS_") }
            .merging(environment) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? nil : String(decoding: text, as: UTF8.self)
    }

    /// All files below a folder, by path.
    private static func files(_ folder: String) throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        let walk = FileManager.default.enumerator(atPath: folder)
        while let path = walk?.nextObject() as? String {
            if Disk.status("\(folder)/\(path)")?.kind == .file {
                found[path] = try Disk.read("\(folder)/\(path)")
            }
        }
        return found
    }

    private static func publish(_ site: BuiltSite) async throws -> Build.Report {
        var build = Build()
        build.options.site = site.path
        build.writesManifest = true
        return try await build.run()
    }

    @Test func theManifestHasEveryFile() async throws {
        let site = try await BuiltSite.small()
        for _ in 0..<2 {
            _ = try await Self.publish(site)
            let text = String(decoding: try Disk.read(site.path + "/.guides/manifest.json"), as: UTF8.self)
            let manifest = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
            let files = try Self.files(site.path + "/Public").mapValues { ContentHash.hexadecimal($0) }
            #expect(manifest == files)
            #expect(text.split(separator: "\n").count == files.count + 2)
            // The second time nothing changed, and it is written all the same.
            try Disk.removeFile(site.path + "/.guides/manifest.json")
        }
    }

    @Test func rsyncUploadsWhatChanged() async throws {
        let site = try await BuiltSite.small()
        let target = site.path + "/target"
        let script =
            try Self.block(with: "rsync").replacing("rsync -r", with: "rsync --out-format='%o %n' -r")
            + " > log"
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        #expect(
            try Self.run(script.replacing("\n > log", with: " > log"), in: site.path, ["TARGET": target])
                == nil)
        #expect(try Self.files(target) == (try Self.files(site.path + "/Public")))
        try await Self.change(site)
        #expect(
            try Self.run(script.replacing("\n > log", with: " > log"), in: site.path, ["TARGET": target])
                == nil)
        #expect(try Self.files(target) == (try Self.files(site.path + "/Public")))
        let sent = try String(contentsOfFile: site.path + "/log", encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix("send ") && !$0.hasSuffix("/") }
        #expect(sent.contains("send guides/gadgets.html") && !sent.contains("send guides/widgets.html"))
    }

    /// Another text in one guide, and a file less.
    private static func change(_ site: BuiltSite) async throws {
        let gadgets = String(decoding: try Disk.read(site.path + "/Content/guides/gadgets.md"), as: UTF8.self)
        try site.write("Content/guides/gadgets.md", gadgets + "\nOne more paragraph.\n")
        let widgets = String(decoding: try Disk.read(site.path + "/Content/guides/widgets.md"), as: UTF8.self)
        try site.write("Content/guides/widgets.md", widgets.replacing("aliases: [old-widgets]\n", with: ""))
        let report = try await publish(site)
        #expect(!report.hasErrors && report.removed == 2)
    }

    /// moto's server stands for the store; `.ci/setup tests` puts it at hand where PyPI is.
    private static let moto = repository + "/.build-tools/bin/moto_server"

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: moto)))
    func rcloneUploadsWhatChanged() async throws {
        let site = try await BuiltSite.small()
        _ = try await Self.publish(site)
        let port = WebServer.nextPort()
        let server = Process()
        server.executableURL = URL(fileURLWithPath: Self.moto)
        server.arguments = ["-H", "127.0.0.1", "-p", String(port)]
        server.standardOutput = FileHandle.nullDevice
        server.standardError = FileHandle.nullDevice
        try server.run()
        defer { kill(server.processIdentifier, SIGKILL) }
        var environment = [
            "RCLONE_CONFIG": site.path + "/rclone.conf", "RCLONE_CONFIG_STORE_TYPE": "s3",
            "RCLONE_CONFIG_STORE_PROVIDER": "Other",
            "RCLONE_CONFIG_STORE_ENDPOINT": "http://127.0.0.1:\(port)",
            "RCLONE_CONFIG_STORE_ACCESS_KEY_ID": "id", "RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY": "key",
            "RCLONE_CONFIG_STORE_REGION": "us-east-1", "STORE": "store:site", "no_proxy": "127.0.0.1",
            "NO_PROXY": "127.0.0.1",
        ]
        var said: String? = "never asked"
        for _ in 0..<60 where said != nil {
            said = try Self.run(
                "rclone mkdir store:site --retries 1 --low-level-retries 1", in: site.path, environment)
            if said != nil { try await Task.sleep(for: .milliseconds(250)) }
        }
        try #require(said == nil, "\(said ?? "")")
        let script = try Self.block(with: "rclone")
        #expect(try Self.run(script, in: site.path, environment) == nil)
        func stored() throws -> [String: [UInt8]] {
            Disk.removeTree(site.path + "/copy")
            #expect(try Self.run("rclone copy store:site copy", in: site.path, environment) == nil)
            var files = try Self.files(site.path + "/copy")
            #expect(files.removeValue(forKey: ".manifest.json") != nil)
            return files
        }
        #expect(try stored() == (try Self.files(site.path + "/Public")))
        try await Self.change(site)
        environment["RCLONE_VERBOSE"] = "0"
        #expect(try Self.run(script, in: site.path, environment) == nil)
        let changed = try String(contentsOfFile: site.path + "/changed.txt", encoding: .utf8).split(
            separator: "\n")
        #expect(changed.contains("guides/gadgets.html") && !changed.contains("guides/widgets.html"))
        #expect(
            try String(contentsOfFile: site.path + "/gone.txt", encoding: .utf8).split(separator: "\n") == [
                "guides/old-widgets.html", "guides/old-widgets.md",
            ])
        #expect(try stored() == (try Self.files(site.path + "/Public")))
    }
}
