import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Rendering

/// Pictures: what is read of their files, and what pages say of them.
@Suite(.timeLimit(.minutes(15))) struct PictureTests {
    static let folder = repository + "/Tests/Fixtures/pictures"
    /// Files that hold a picture of 40 by 30, turned or not.
    static let files: [(name: String, width: Int, height: Int)] = [
        ("alpha.webp", 40, 30), ("lossless.webp", 40, 30), ("lossy.webp", 40, 30), ("plain.avif", 40, 30),
        ("turned.avif", 30, 40), ("plain.gif", 40, 30), ("plain.jpg", 40, 30), ("progressive.jpg", 40, 30),
        ("turned.jpg", 30, 40), ("plain.png", 40, 30), ("plain.svg", 40, 30), ("box.svg", 40, 30),
    ]

    static func bytes(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
    }

    @Test(arguments: files.indices) func sizesAreRead(_ index: Int) throws {
        let file = Self.files[index]
        let bytes = try Self.bytes(file.name)
        let picture = Picture(bytes, try #require(Picture.Format(ofName: file.name)), bytes: bytes.count)
        #expect(picture.isWhole && picture.size == Picture.Size(file.width, file.height), "\(file.name)")
    }

    /// However a file is cut or spoiled, it is read to an end, and no size is made up of nothing.
    @Test(arguments: files.indices) func spoiledFilesAreReadToTheirEnd(_ index: Int) throws {
        let file = Self.files[index]
        let bytes = try Self.bytes(file.name)
        let format = try #require(Picture.Format(ofName: file.name))
        for count in 0..<min(bytes.count, 400) {
            let cut = Picture(Array(bytes.prefix(count)), format, bytes: count)
            if let size = cut.size, format != .svg {
                #expect(size == Picture.Size(file.width, file.height), "\(count)")
            }
        }
        var random = Seeded(21)
        for _ in 0..<2000 {
            var spoiled = bytes
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                spoiled[Int.random(in: 0..<min(bytes.count, 300), using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            let picture = Picture(spoiled, format, bytes: spoiled.count)
            #expect(picture.size.map { $0.width > 0 && $0.height > 0 } ?? true, "seed 21, \(file.name)")
        }
    }

    @Test(arguments: [
        ("<svg width=\"10\" height=\"20\"/>", 10, 20), ("<svg width='10px' height='2cm'>", 10, 76),
        ("<svg viewBox=\"0 0 30 40\" width=\"60\">", 60, 80),
        ("<svg viewBox='0,0,30,40' height='80'>", 60, 80),
        ("<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 3 4\">", 3, 4),
        ("<svg width=\"1in\" height=\"72pt\">", 96, 96),
        ("<svg data-width=\"5\" width = \"7\" height\n=\n\"8\">", 7, 8),
        ("\u{FEFF}<svg width=\"7.4\" height=\".6\">", 7, 1),
        ("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg width=\"7\" height=\"8\">", 7, 8),
    ])
    func svgSizesAreRead(_ text: String, _ width: Int, _ height: Int) {
        #expect(
            Picture(Array(text.utf8), .svg, bytes: text.utf8.count).size == Picture.Size(width, height),
            "\(text)")
    }

    @Test(arguments: [
        "", "<svg", "<svg>", "<svg width=\"10\">", "<svg width=\"0\" height=\"0\">",
        "<svg width=\"-1\" height=\"5\">",
        "<svg width=\"1e999\" height=\"5\">", "<svg viewBox=\"0 0 0 0\">", "<svg width=10 height=20>",
        "<html><svg width=\"1\" height=\"1\">",
        "<svg viewBox=\"0 0 nan 3\">", "<!-- <svg width=\"1\" height=\"1\">",
        "<svg width=\"70000\" height=\"5\">",
    ])
    func svgWithoutASizeHasNone(_ text: String) {
        #expect(Picture(Array(text.utf8), .svg, bytes: text.utf8.count).size == nil, "\(text)")
    }

    // MARK: Pages

    private static func body(_ page: [UInt8]) -> String {
        String(decoding: page, as: UTF8.self).split(separator: "\n").filter { $0.contains("<img") }.joined(
            separator: "\n")
    }

    @Test func pagesSayWhatPicturesNeed() async throws {
        let far = String(repeating: "Words that take room. ", count: 80)
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha",
                "![First](img/plain.png)\n\n![Second](<img/two words.gif> \"A title\")\n\n\(far)\n\n![Third](img/panel.jpg)\n\n![Elsewhere](https://example.net/x.png)\n\n![None](img/none.svg)\n\n[A link](img/plain.png)"
            )
        ])
        for (name, fixture) in [
            ("plain.png", "plain.png"), ("two words.gif", "plain.gif"), ("panel.jpg", "turned.jpg"),
            ("panel.dark.jpg", "plain.jpg"),
        ] { try site.write("Content/guides/img/\(name)", Self.bytes(fixture)) }
        try site.write("Content/guides/img/none.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        let report = try await site.build()
        #expect(!report.hasErrors, "\(report.findings.map(\.message))")
        let page = try String(contentsOfFile: site.path + "/Public/guides/a.html", encoding: .utf8)
        for expected in [
            "<img src=\"/guides/img/plain.png\" alt=\"First\" width=\"40\" height=\"30\">",
            "<img src=\"/guides/img/two%20words.gif\" alt=\"Second\" title=\"A title\" width=\"40\" height=\"30\">",
            "<picture><source media=\"screen and (prefers-color-scheme: dark)\" srcset=\"/guides/img/panel.dark.jpg\"><img src=\"/guides/img/panel.jpg\" alt=\"Third\" width=\"30\" height=\"40\" loading=\"lazy\"></picture>",
            "<img src=\"https://example.net/x.png\" alt=\"Elsewhere\" loading=\"lazy\">",
            "<img src=\"/guides/img/none.svg\" alt=\"None\" loading=\"lazy\">",
        ] { #expect(page.contains(expected), "\(expected)") }
        let twin = try String(contentsOfFile: site.path + "/Public/guides/a.md", encoding: .utf8)
        #expect(!twin.contains("width=") && !twin.contains("dark"))
    }

    // MARK: Findings

    @Test(arguments: [
        ("plain.png", 0), ("plain.png", 299_000), ("text.png", 0), ("plain.png", 300_000), ("empty.jpg", 0),
    ])
    func faultsAreFound(_ name: String, _ more: Int) async throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha", "Text.\n\n![A dot](img/\(name))\n\nMore ![again][ref].\n\n[ref]: img/\(name)")
        ])
        let bytes =
            name == "text.png" ? Array("not a picture".utf8) : name == "empty.jpg" ? [] : try Self.bytes(name)
        try site.write("Content/guides/img/\(name)", bytes + [UInt8](repeating: 0, count: more))
        let found = try await site.build().findings.filter { $0.id.hasSuffix("-picture") }
        let expected =
            more == 300_000 ? "links/large-picture" : name == "plain.png" ? nil : "links/broken-picture"
        #expect(Set(found.map(\.id)) == Set([expected].compactMap(\.self)))
        #expect(found.map(\.location.line) == (expected == nil ? [] : [10, 14]), "\(found.map(\.location))")
        #expect(found.allSatisfy { $0.message.contains("img/\(name)") && $0.severity == .warning })
    }

    /// Readers wait for what a page shows, not for what it offers.
    @Test func aDownloadMayBeLarge() async throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha",
                "Text.\n\nGet the [poster](img/plain.png), or [this one][ref].\n\n[ref]: img/plain.png")
        ])
        try site.write(
            "Content/guides/img/plain.png",
            try Self.bytes("plain.png") + [UInt8](repeating: 0, count: 300_000))
        #expect(try await site.build().findings.filter { $0.id == "links/large-picture" }.isEmpty)
    }
}
