import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Support

/// A link in a site's folders to a file that is not in them is refused: nothing of the file is published, or shown in a
/// report.
@Suite(.timeLimit(.minutes(15))) struct LinkedFileTests {
    private static let secret = "A secret of somebody else: 4711."

    /// Files of each kind that are read, of each folder of a site.
    static let files = [
        "Content/guides/linked.md", "Content/guides/linked.txt", "Content/guides/deep/linked.svg",
        "Content/guides/linked", "Content/site.yml", "Content/terms.yml", "Content/queries.yml",
        "Content/addresses.txt", "Templates/footer.mustache", "Templates/more.mustache",
        "Templates/assets/custom.css", "Templates/assets/linked.txt",
    ]

    /// Files beside the folder, with names like its own; `@` is the folder's name.
    static let places = [
        "@-private/x", "@x", "@.bak/guides/x", "@ copy/x", "@2/x", "@~/x", "@guides/x", "x",
        "../BASE-beside/@/x", ".@/x",
        "elsewhere/@/guides/x", ".guides/x", "@\u{301}/x",
    ]

    @Test(arguments: files, places)
    func whatIsBesideTheFolderIsNotRead(_ file: String, _ place: String) async throws {
        // From the root of the disk on, or from the link's own folder.
        let isWhole = (file.utf8.count + place.utf8.count) % 2 == 0
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", "Text."), "Templates/own.mustache": "<p></p>\n",
            ], templates: false)
        let base = String(try #require(site.path.split(separator: "/").last))
        let folder = file.hasPrefix("Content") ? "Content" : "Templates"
        let target = place.replacing("@", with: folder).replacing("BASE", with: base)
        let location = "\(site.path)/\(target)"
        defer { if place.hasPrefix("..") { Disk.removeTree("\(site.path)-beside") } }
        try Disk.makeFolder(try #require(Disk.parent(of: location)))
        try Disk.writeNew(Array((Self.secret + "\n").utf8), to: location)
        try site.remove(file)
        let link = "\(site.path)/\(file)"
        try Disk.makeFolder(try #require(Disk.parent(of: link)))
        let up = String(repeating: "../", count: file.split(separator: "/").count - 1)
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: isWhole ? location : up + target)
        var options = AnalyzedSite.Options()
        options.site = site.path
        let report = try await site.build()
        let found = report.findings.filter { $0.file == file && $0.id == "content/unreadable" }
        #expect(
            found.map(\.message) == ["this symbolic link points out of the site's folder"],
            "\(report.findings)")
        #expect(report.hasErrors && Disk.status(site.path + "/Public") == nil)
        #expect(!"\(report)".contains("somebody else"))
        // Nor is its line shown beside a finding.
        for reading in [nil, try await AnalyzedSite(options)] {
            var lines = SourceLines(site: site.path, reading)
            #expect(lines.scalars(1, of: file).isEmpty)
        }
    }

    /// A link to another file of the folder is that file, through other links too.
    @Test(arguments: [
        ("Content/guides/linked.txt", "note.txt"), ("Content/guides/linked.txt", "deep/../note.txt"),
        ("Content/guides/deep/linked.txt", "../note.txt"), ("Content/guides/linked.txt", "again.txt"),
        ("Content/guides/linked.txt", "../../Content/guides/note.txt"),
        ("Content/guides/linked.txt", "../note.txt"),
    ])
    func whatIsInTheFolderIsPublished(_ file: String, _ target: String) async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", "Text."), "note.txt": "A note.\n", "deep/x.txt": "x",
                "Content/note.txt": "A note.\n",
            ], templates: false)
        for (link, target) in [("Content/guides/again.txt", "note.txt"), (file, target)] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(site.path)/\(link)", withDestinationPath: target)
        }
        #expect(try await !site.build().hasErrors)
        let path = "Public" + file.dropFirst("Content".count)
        #expect(try site.read(path) == "A note.\n")
        #expect(Disk.status("\(site.path)/\(path)")?.kind == .file)
    }
}
