import Foundation
import TestSupport
import Testing

@testable import Publishing
@testable import Support

/// The fixture site's whole output, compared with what was found right before. `make golden` writes it again.
///
/// Names of the theme's assets hold a hash of their bytes. Here it is a fixed word, so that an edit of a style or a script
/// changes no golden file.
@Suite(.timeLimit(.minutes(15))) struct GoldenTests {
    private static func withoutHashes(_ bytes: [UInt8]) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        return Array(text.replacing(/\.[0-9a-f]{12}\.(css|js|png|svg)/) { ".HASH.\($0.output.1)" }.utf8)
    }

    @Test func noHashIsInAGoldenFile() {
        for digit in "0123456789abcdef" {
            let name = "/assets/ranking.\(digit)2b4412758d0.js"
            #expect(Golden.withoutHashes(name) == "/assets/ranking.HASH.js")
            #expect(
                String(decoding: Self.withoutHashes(Array(name.utf8)), as: UTF8.self)
                    == "/assets/ranking.HASH.js")
        }
    }

    /// One site as most are, and one with folders, capitals and dots in its addresses.
    @Test(arguments: [("site", "golden"), ("site-folders", "golden-folders")])
    func outputIsAsItWas(_ name: String, _ expected: String) async throws {
        let fixture = repository + "/Tests/Fixtures/" + name
        let golden = repository + "/Tests/Fixtures/" + expected
        let folder = try TemporaryFolder()
        let work = folder.path
        // A copy outside any repository, so that no day comes from git.
        try copyTree(fixture, to: work)
        try copyTree(repository + "/Templates", to: work + "/Templates")
        var build = Build()
        build.options.site = work
        let report = try await build.run()
        #expect(report.findings.filter { $0.severity == .error } == [])
        // The theme's own assets are in Templates/; that they are published as they are is held elsewhere.
        let found = try files(in: work + "/Public").filter { path, _ in
            !path.hasPrefix("guides/assets/") || path.hasPrefix("guides/assets/search/")
        }
        .mapValues(Self.withoutHashes)
        if ProcessInfo.processInfo.environment["GUIDES_UPDATE_GOLDEN"] != nil {
            Disk.removeTree(golden)
            for (path, bytes) in found {
                let location = "\(golden)/\(path)"
                try Disk.makeFolder(String(location[..<location.lastIndex(of: "/")!]))
                try Disk.writeNew(bytes, to: location)
            }
            return
        }
        let expected = try files(in: golden)
        #expect(Set(found.keys) == Set(expected.keys))
        for (path, bytes) in expected {
            #expect(
                String(decoding: found[path] ?? [], as: UTF8.self) == String(decoding: bytes, as: UTF8.self),
                "\(path)")
        }
    }
}
