import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Starter
@testable import Support

extension PageTests {
    /// The picture of the README: a page of a new site and its twin, side by side.
    @Suite struct PictureGoldenTests {
        private static let path = "Documentation/page-and-twin.webp"
        private static let (width, height) = (1280, 760)

        /// `make golden` takes the picture. Fonts differ between machines, so a picture is not compared with another one; what it
        /// shows is.
        @Test func showsPageAndTwin() async throws {
            let site = try TemporarySite()
            try Disk.removeFile("\(site.path)/Content/site.yml")
            _ = try NewSite(in: site.path, today: try #require(Day("2026-11-27"))).write()
            let report = try await site.build()
            #expect(report.findings == [])
            let server = try await WebServer(.nginx, site: site.path)
            let twin = try String(
                contentsOfFile: "\(site.path)/Public/guides/write-a-guide.md", encoding: .utf8)
            let page = try String(
                contentsOfFile: "\(site.path)/Public/guides/write-a-guide.html", encoding: .utf8)
            let style = try Disk.read("\(repository)/Templates/assets/style.css")
            try Golden.compare(
                [
                    "page.html": Golden.withoutHashes(page), "twin.md": twin,
                    "style.txt": ContentHash.hexadecimal(style) + "\n",
                ], with: "golden-picture")
            if Golden.isUpdated {
                try Data(try await Self.picture(server, twin: twin)).write(
                    to: URL(fileURLWithPath: "\(repository)/\(Self.path)"))
            }
            let picture = try Disk.read("\(repository)/\(Self.path)")
            #expect(picture.count < 100_000 && picture[8..<12].elementsEqual("WEBP".utf8))
            // Width and height, each less one (RFC 9649 section 2.7, extended file format).
            #expect(picture[12..<16].elementsEqual("VP8X".utf8))
            func number(at start: Int) -> Int {
                (0..<3).reduce(1) { $0 + Int(picture[start + $1]) << (8 * $1) }
            }
            #expect(number(at: 24) == Self.width && number(at: 27) == Self.height)
            let readme = try String(contentsOfFile: "\(repository)/README.md", encoding: .utf8)
            #expect(readme.contains("(\(Self.path))"))
        }

        private static func picture(_ server: WebServer, twin: String) async throws -> Data {
            let look = Look(theme: "light", width: width / 2, height: height - 40)
            let page = try await Browser.open("/guides/write-a-guide", of: server, look)
            let half = try await page.capture("png").base64EncodedString()
            try await page.close()
            let text = twin.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            let whole = """
                <!doctype html><meta charset="utf-8"><style>
                body { margin: 0; display: grid; grid-template-columns: 1fr 1fr; background: #fff; color: #222 }
                p { margin: 0; height: 40px; box-sizing: border-box; padding: 10px 16px; font: 15px ui-monospace, monospace;
                  background: #eef0f3; border-bottom: 1px solid #cfd4da }
                div { height: \(height - 40)px; overflow: hidden; border-left: 1px solid #cfd4da; box-sizing: border-box }
                div:first-of-type { border: 0 }
                pre { margin: 0; padding: 16px; font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap }
                img { display: block }
                </style><p>/guides/write-a-guide</p><p>/guides/write-a-guide.md</p>
                <div><img src="data:image/png;base64,\(half)"></div><div><pre>\(text)</pre></div>
                """
            let both = try await Browser.shared.value.tab(of: server, width: width, height: height)
            let encoded = Data(whole.utf8).base64EncodedString()
            try await both.go("data:text/html;base64,\(encoded)")
            defer { Task { try await both.close() } }
            return try await both.capture("webp")
        }
    }
}
