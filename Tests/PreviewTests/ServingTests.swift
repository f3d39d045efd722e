import Foundation
import TestSupport
import Testing

@testable import Hosts
@testable import Publishing
@testable import Support

extension ServerTests {
    /// What is at each address, with which headers.
    @Suite struct ServingTests {
        /// One request and what it must give.
        struct Row: Sendable, CustomTestStringConvertible {
            var path: String
            var method = "GET"
            var headers: [(String, String)] = []
            var status: Int
            /// Headers that the answer must have; nil for one that it must not have.
            var wanted: [String: String?] = [:]
            var body: String?
            var testDescription: String { "\(method) \(path) \(headers.map { "\($0.0): \($0.1)" })" }
        }

        private static let html = "text/html; charset=utf-8"
        private static let markdown = "text/markdown; charset=utf-8"
        private static let script = "text/javascript; charset=utf-8"
        private static let style = "text/css; charset=utf-8"

        private static let rows: [Row] = [
            Row(path: "/", status: 302, wanted: ["location": "/guides"]),
            Row(
                path: "/guides", status: 200, wanted: ["content-type": html, "vary": "Accept"],
                body: "Test Guides"),
            Row(path: "/guides/", status: 301, wanted: ["location": "/guides"]),
            Row(path: "/guides.md", status: 200, wanted: ["content-type": markdown], body: "# Test Guides"),
            Row(
                path: "/guides/one", status: 200, wanted: ["content-type": html, "vary": "Accept"],
                body: "Guide One"),
            Row(path: "/guides/one?x=y", status: 200, body: "Guide One"),
            Row(path: "/guides/one.md", status: 200, wanted: ["content-type": markdown], body: "# Guide One"),
            Row(path: "/guides/one.html", status: 301, wanted: ["location": "/guides/one"]),
            Row(path: "/guides/index.html", status: 301, wanted: ["location": "/guides"]),
            Row(path: "/guides/former", status: 301, wanted: ["location": "/guides/one"]),
            Row(path: "/guides/former.md", status: 301, wanted: ["location": "/guides/one.md"]),
            Row(
                path: "/guides/categories/one", status: 200, wanted: ["content-type": html],
                body: "Category One"),
            Row(
                path: "/guides/img/dot.svg", status: 200, wanted: ["content-type": "image/svg+xml"],
                body: "<svg"),
            Row(
                path: "/llms.txt", status: 200, wanted: ["content-type": "text/plain; charset=utf-8"],
                body: "Guide One"),
            Row(path: "/robots.txt", status: 200, body: "User-agent"),
            Row(
                path: "/sitemap.xml", status: 200, wanted: ["content-type": "application/xml; charset=utf-8"]),
            Row(
                path: "/guides/one", headers: [("Accept", "text/markdown, text/html, */*")], status: 200,
                wanted: ["content-type": markdown, "content-location": "/guides/one.md", "vary": "Accept"],
                body: "# Guide One"),
            Row(
                path: "/guides/one", headers: [("Accept", "text/markdown;q=0, */*")], status: 200,
                wanted: ["content-type": html, "content-location": nil]),
            Row(
                path: "/guides", headers: [("Accept", "text/markdown")], status: 200,
                wanted: ["content-type": markdown]),
            Row(
                path: "/guides/none", status: 404, wanted: ["content-type": html],
                body: "All guides are listed"),
            Row(
                path: "/guides/none", headers: [("Accept", "text/markdown")], status: 404,
                wanted: ["content-type": markdown]),
            Row(path: "/guides/none.md", status: 404),
            Row(path: "/404", status: 404), Row(path: "/guides/draft", status: 404),
            Row(path: "/guides/one", method: "HEAD", status: 200, wanted: ["content-type": html], body: ""),
            Row(path: "/guides/none", method: "HEAD", status: 404, body: ""),
            Row(path: "/guides/one", method: "POST", status: 405, wanted: ["allow": "GET, HEAD"]),
            Row(path: "/guides/one", method: "DELETE", status: 405),
            Row(path: "/_guides/apply", status: 405, wanted: ["allow": "POST"]),
            Row(path: "/_guides/apply", method: "POST", status: 403),
            Row(path: "/_guides/", status: 200, wanted: ["content-type": html], body: "Guide One"),
            Row(path: "/_guides", status: 200), Row(path: "/_guides/none", status: 404),
            Row(
                path: "/_guides/state?path=/guides/one", status: 200,
                wanted: ["content-type": "application/json"]
            ),
            Row(path: "/_guides/preview.js", status: 200, wanted: ["content-type": script], body: "import "),
            Row(path: "/_guides/morph.js", status: 200, wanted: ["content-type": script], body: "export "),
            Row(path: "/_guides/panel.js", status: 200, wanted: ["content-type": script], body: "export "),
            Row(path: "/_guides/events.js", status: 200, wanted: ["content-type": script]),
            Row(path: "/_guides/pages.js", status: 200, wanted: ["content-type": script]),
            Row(path: "/_guides/preview.css", status: 200, wanted: ["content-type": style]),
            Row(path: "/_guides/pages.css", status: 200, wanted: ["content-type": style]),
            Row(path: "/_guides/findings.css", status: 200, wanted: ["content-type": style]),
            Row(path: "/_guides/tabs.js", status: 200, wanted: ["content-type": script], body: "import "),
            Row(path: "/_guides/parts.js", status: 200, wanted: ["content-type": script], body: "export "),
            Row(path: "/_guides/morph.css", status: 404), Row(path: "/_guides/Client/morph.js", status: 404),
            Row(path: "/_guides/morph.js", method: "POST", status: 405, wanted: ["allow": "GET, HEAD"]),
            Row(path: "/_guides/morph.js", headers: [("Origin", "https://evil.example")], status: 403),
            Row(path: "/_guides/panel.js", headers: [("Host", "evil.example")], status: 403),
            Row(path: "/_guides/state?path=/../x", status: 400),
            Row(path: "/_guides/section?path=/guides/one&id=none", status: 404),
            // Nothing outside the site, however it is written.
            Row(path: "/guides/../site.yml", status: 400), Row(path: "/guides/%2e%2e/site.yml", status: 400),
            Row(path: "/guides/%2E%2E%2Fsite.yml", status: 400),
            Row(path: "/guides/..%5Csite.yml", status: 400),
            Row(path: "/guides/%252e%252e/site.yml", status: 404), Row(path: "//etc/passwd", status: 404),
            // More slashes than one are one, as on the hosts, and lead to no other host.
            Row(path: "//evil.example/", status: 404), Row(path: "//guides/one", status: 200),
            Row(path: "//guides/one/", status: 301, wanted: ["location": "/guides/one"]),
            Row(
                path: "//guides/i//missing-record.md", status: 301,
                wanted: ["location": "/guides/i/no-record.md"]
            ),
            Row(path: "/%2fevil.example/", status: 400),
            Row(path: "/guides/one%00.md", status: 400), Row(path: "/guides/one%0d%0aX:%20y", status: 400),
            Row(path: "/guides/./one", status: 400), Row(path: "/guides/one.md/..", status: 400),
            Row(path: "/Content/site.yml", status: 404), Row(path: "/guides/site.yml", status: 404),
            Row(path: "/guides/link.txt", status: 404), Row(path: "/.git/config", status: 404),
            // Nobody from elsewhere.
            Row(path: "/guides/one", headers: [("Host", "evil.example")], status: 403),
            Row(path: "/guides/one", headers: [("Host", "127.0.0.1.evil.example")], status: 403),
            Row(path: "/guides/one", headers: [("Host", "127.0.0.1")], status: 403),
            Row(path: "/guides/one", headers: [("Host", "127.0.0.1:1")], status: 403),
            Row(path: "/guides/one", headers: [("Origin", "https://evil.example")], status: 403),
            Row(path: "/guides/one", headers: [("Origin", "null")], status: 403),
            Row(
                path: "/guides/i/no-record", headers: [("Accept", "text/html")], status: 301,
                wanted: ["location": "/guides/one#missing-record", "vary": "Accept"]),
            Row(
                path: "/guides/i/missing-record", headers: [("Accept", "*/*, text/html")], status: 301,
                wanted: ["location": "/guides/one#missing-record"]),
            // Clients that name no HTML get markdown.
            Row(
                path: "/guides/i/no-record", status: 200,
                wanted: [
                    "content-location": "/guides/i/no-record.md", "content-type": markdown, "vary": "Accept",
                ], body: "# Missing Record"),
            Row(
                path: "/guides/i/missing-record", headers: [("Accept", "*/*")], status: 301,
                wanted: ["location": "/guides/i/no-record.md", "vary": "Accept"]),
            Row(
                path: "/guides/i/no-record", headers: [("Accept", "text/markdown")], status: 200,
                wanted: ["content-location": "/guides/i/no-record.md"], body: "# Missing Record"),
            Row(path: "/guides/i/no-record.md", status: 200, body: "# Missing Record"),
            Row(
                path: "/guides/i/missing-record.md", status: 301,
                wanted: ["location": "/guides/i/no-record.md"]),
            Row(path: "/guides/issues.json", status: 200, body: "\"id\":\"no-record\""),
            // The guides whose names are near come first.
            Row(
                path: "/guides/ones", headers: [("Accept", "text/markdown")], status: 404,
                wanted: ["content-type": markdown], body: "## Did you mean\n\n- [Guide One]("),
            Row(
                path: "/guides/nothing.md", headers: [("Accept", "text/markdown")], status: 404,
                body: "# Page not found"),
            Row(
                path: "/_guides/state?path=/",
                headers: [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")], status: 403),
            // Another port of this machine is another origin, though browsers call it the same site.
            Row(
                path: "/_guides/state?path=/",
                headers: [("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "no-cors")], status: 403),
            Row(
                path: "/guides/one",
                headers: [("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "cors")], status: 403),
            Row(path: "/_guides/preview.js", headers: [("Sec-Fetch-Site", "same-site")], status: 403),
            Row(path: "/guides/one", headers: [("Origin", "http://127.0.0.1:1")], status: 403),
            Row(path: "/guides/one", headers: [("Origin", "http://localhost")], status: 403),
            Row(
                path: "/_guides/changed?since=HEAD",
                headers: [("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "navigate")], status: 200,
                body: "Another site linked here."),
            Row(
                path: "/guides/one",
                headers: [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")],
                status: 200),
            Row(
                path: "/_guides/changed?since=HEAD",
                headers: [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")], status: 200,
                body: "Another site linked here."),
            Row(
                path: "/_guides/changed?since=HEAD",
                headers: [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "navigate")], status: 200,
                body: "git"),
        ]

        @Test func answersAsAGoodHostWould() async throws {
            let folder = try TemporarySite.example()
            let preview = try await PreviewProcess(folder.path)
            for row in Self.rows {
                let answer = try await preview.ask(row.path, method: row.method, headers: row.headers)
                let comment: Comment = "\(row.testDescription)"
                #expect(answer.status == row.status, comment)
                for (name, value) in row.wanted { #expect(answer.headers[name] == value, comment) }
                if let body = row.body {
                    #expect(body.isEmpty ? answer.body.isEmpty : answer.text.contains(body), comment)
                }
                #expect(answer.headers["x-content-type-options"] == "nosniff", comment)
                for (name, value) in ServingPolicy.securityHeaders {
                    #expect(answer.headers[name.lowercased()] == value, comment)
                }
            }
            // What the tool's build writes is what is served, but for the preview's script.
            var build = Build()
            build.options.site = folder.path
            #expect(try await !build.run().hasErrors)
            let twin = try await preview.ask("/guides/one.md").text
            #expect(twin == (try folder.read("Public/guides/one.md")))
            let page = try await preview.ask("/guides/one").text
            let script = "<script type=\"module\" src=\"/_guides/preview.js\"></script>\n"
            #expect(
                page.replacingOccurrences(of: script, with: "") == (try folder.read("Public/guides/one.html"))
            )
        }

        @Test func sendsAPageOnce() async throws {
            let folder = try TemporarySite.example()
            let preview = try await PreviewProcess(folder.path)
            let first = try await preview.ask("/guides/one")
            let tag = try #require(first.headers["etag"])
            let twin = try #require(
                try await preview.ask("/guides/one", headers: [("Accept", "text/markdown")]).headers["etag"])
            #expect(tag != twin)
            for header in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
                let again = try await preview.ask("/guides/one", headers: [("If-None-Match", header)])
                #expect(again.status == 304 && again.body.isEmpty && again.headers["etag"] == tag)
                #expect(again.headers["vary"] == "Accept")
            }
            #expect(try await preview.ask("/guides/one", headers: [("If-None-Match", twin)]).status == 200)
        }

        @Test func servesNoFileThatBecameALink() async throws {
            let folder = try TemporarySite.example()
            let preview = try await PreviewProcess(folder.path)
            let dot = "\(folder.path)/Content/guides/img/dot.svg"
            try Disk.removeFile(dot)
            try FileManager.default.createSymbolicLink(atPath: dot, withDestinationPath: "/etc/passwd")
            for _ in 0..<20 {
                let text = try await preview.ask("/guides/img/dot.svg").text
                #expect(!text.contains("root:"))
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }
}
