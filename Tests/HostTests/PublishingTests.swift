import Foundation
import TestSupport
import Testing

@testable import Publishing
@testable import Support

/// The ways to publish that the documentation has, run as they are there.
@Suite(.timeLimit(.minutes(15))) struct PublishingTests {
    /// The code block of the page on CI and publishing that holds `mark`.
    private static func block(with mark: String) throws -> String {
        let page = try String(
            contentsOfFile: repository + "/Documentation/Content/guides/ci-and-publishing.md", encoding: .utf8
        )
        let blocks = page.components(separatedBy: "```sh\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
        return try #require(blocks.first { $0.contains(mark) })
    }

    /// Runs a script in a folder; what it said where it failed.
    private static func run(_ script: String, in folder: String, _ environment: [String: String]) throws
        -> String?
    {
        // What this machine says of stores elsewhere is not meant for this one.
        let result = try shell(
            "unset \"${!AWS_@}\"\nset -euo pipefail\n\(script)", in: folder, environment: environment)
        return result.code == 0 ? nil : result.output + result.error
    }

    private static func publish(_ site: TemporarySite) async throws -> Build.Report {
        try await site.build { $0.writesManifest = true }
    }

    @Test func theManifestHasEveryFile() async throws {
        let site = try await TemporarySite.small()
        for _ in 0..<2 {
            _ = try await Self.publish(site)
            let text = String(decoding: try Disk.read(site.path + "/.guides/manifest.json"), as: UTF8.self)
            let manifest = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
            let files = try files(in: site.path + "/Public").mapValues { ContentHash.hexadecimal($0) }
            #expect(manifest == files)
            #expect(text.split(separator: "\n").count == files.count + 2)
            // The second time nothing changed, and it is written all the same.
            try Disk.removeFile(site.path + "/.guides/manifest.json")
        }
    }

    @Test func rsyncUploadsWhatChanged() async throws {
        let site = try await TemporarySite.small()
        let target = site.path + "/target"
        let script =
            try Self.block(with: "rsync").replacing("rsync -r", with: "rsync --out-format='%o %n' -r")
            + " > log"
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        #expect(
            try Self.run(script.replacing("\n > log", with: " > log"), in: site.path, ["TARGET": target])
                == nil)
        #expect(try files(in: target) == (try files(in: site.path + "/Public")))
        try await Self.change(site)
        #expect(
            try Self.run(script.replacing("\n > log", with: " > log"), in: site.path, ["TARGET": target])
                == nil)
        #expect(try files(in: target) == (try files(in: site.path + "/Public")))
        let sent = try String(contentsOfFile: site.path + "/log", encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix("send ") && !$0.hasSuffix("/") }
        #expect(sent.contains("send guides/gadgets.html") && !sent.contains("send guides/widgets.html"))
    }

    /// Another text in one guide, and a file less.
    private static func change(_ site: TemporarySite) async throws {
        let gadgets = String(decoding: try Disk.read(site.path + "/Content/guides/gadgets.md"), as: UTF8.self)
        try site.write("Content/guides/gadgets.md", gadgets + "\nOne more paragraph.\n")
        let widgets = String(decoding: try Disk.read(site.path + "/Content/guides/widgets.md"), as: UTF8.self)
        try site.write("Content/guides/widgets.md", widgets.replacing("aliases: [old-widgets]\n", with: ""))
        let before = Set(try site.published().keys)
        let report = try await publish(site)
        let gone = before.subtracting(try site.published().keys)
        #expect(!report.hasErrors && report.removed == gone.count)
        // Beside the two, files of the search index have other names now.
        #expect(
            gone.filter { !$0.hasPrefix("guides/assets/search/") }.sorted() == [
                "guides/old-widgets.html", "guides/old-widgets.md",
            ])
    }

    /// moto's server stands for the store; `.ci/setup tests` installs it.
    private static let moto = repository + "/.build-tools/bin/moto_server"

    @Test func rcloneUploadsWhatChanged() async throws {
        let site = try await TemporarySite.small()
        _ = try await Self.publish(site)
        let port = WebServer.nextPort()
        let server = try Program([Self.moto, "-H", "127.0.0.1", "-p", String(port)])
        defer { server.end() }
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
            var files = try files(in: site.path + "/copy")
            #expect(files.removeValue(forKey: ".manifest.json") != nil)
            return files
        }
        #expect(try stored() == (try files(in: site.path + "/Public")))
        try await Self.change(site)
        environment["RCLONE_VERBOSE"] = "0"
        #expect(try Self.run(script, in: site.path, environment) == nil)
        let changed = try String(contentsOfFile: site.path + "/changed.txt", encoding: .utf8).split(
            separator: "\n")
        #expect(changed.contains("guides/gadgets.html") && !changed.contains("guides/widgets.html"))
        #expect(
            try String(contentsOfFile: site.path + "/gone.txt", encoding: .utf8).split(separator: "\n").filter
            {
                !$0.hasPrefix("guides/assets/search/")
            } == [
                "guides/old-widgets.html", "guides/old-widgets.md",
            ])
        #expect(try stored() == (try files(in: site.path + "/Public")))
    }
}
