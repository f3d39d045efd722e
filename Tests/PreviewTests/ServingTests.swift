import Foundation
import Glibc
import GuideKit
import NIOCore
import NIOPosix
import TestSupport
import Testing

@testable import Preview

/// The preview answers as a good host would, and nobody but its editor.
@Suite(.serialized) struct ServingTests {
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
            path: "/guides/categories/one", status: 200, wanted: ["content-type": html], body: "Category One"),
        Row(
            path: "/guides/img/dot.svg", status: 200, wanted: ["content-type": "image/svg+xml"], body: "<svg"),
        Row(
            path: "/llms.txt", status: 200, wanted: ["content-type": "text/plain; charset=utf-8"],
            body: "Guide One"),
        Row(path: "/robots.txt", status: 200, body: "User-agent"),
        Row(path: "/sitemap.xml", status: 200, wanted: ["content-type": "application/xml; charset=utf-8"]),
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
        Row(path: "/guides/none", status: 404, wanted: ["content-type": html], body: "All guides are listed"),
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
            path: "/_guides/state?path=/guides/one", status: 200, wanted: ["content-type": "application/json"]
        ),
        Row(path: "/_guides/preview.js", status: 200, wanted: ["content-type": script], body: "import "),
        Row(path: "/_guides/morph.js", status: 200, wanted: ["content-type": script], body: "export "),
        Row(path: "/_guides/panel.js", status: 200, wanted: ["content-type": script], body: "export "),
        Row(path: "/_guides/events.js", status: 200, wanted: ["content-type": script]),
        Row(path: "/_guides/pages.js", status: 200, wanted: ["content-type": script]),
        Row(path: "/_guides/preview.css", status: 200, wanted: ["content-type": style]),
        Row(path: "/_guides/pages.css", status: 200, wanted: ["content-type": style]),
        Row(path: "/_guides/morph.css", status: 404), Row(path: "/_guides/Client/morph.js", status: 404),
        Row(path: "/_guides/morph.js", method: "POST", status: 405, wanted: ["allow": "GET, HEAD"]),
        Row(path: "/_guides/morph.js", headers: [("Origin", "https://evil.example")], status: 403),
        Row(path: "/_guides/panel.js", headers: [("Host", "evil.example")], status: 403),
        Row(path: "/_guides/state?path=/../x", status: 400),
        Row(path: "/_guides/section?path=/guides/one&id=none", status: 404),
        // Nothing outside the site, however it is written.
        Row(path: "/guides/../site.yml", status: 400), Row(path: "/guides/%2e%2e/site.yml", status: 400),
        Row(path: "/guides/%2E%2E%2Fsite.yml", status: 400), Row(path: "/guides/..%5Csite.yml", status: 400),
        Row(path: "/guides/%252e%252e/site.yml", status: 404), Row(path: "//etc/passwd", status: 404),
        // More slashes than one are one, as on the hosts, and lead to no other host.
        Row(path: "//evil.example/", status: 404), Row(path: "//guides/one", status: 200),
        Row(path: "//guides/one/", status: 301, wanted: ["location": "/guides/one"]),
        Row(
            path: "//guides/i//missing-record.md", status: 301, wanted: ["location": "/guides/i/no-record.md"]
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
        Row(path: "/guides/i/no-record", status: 301, wanted: ["location": "/guides/one#missing-record"]),
        Row(
            path: "/guides/i/missing-record", status: 301, wanted: ["location": "/guides/one#missing-record"]),
        Row(
            path: "/guides/i/no-record", headers: [("Accept", "text/markdown")], status: 200,
            wanted: ["content-location": "/guides/i/no-record.md"], body: "# Missing Record"),
        Row(path: "/guides/i/no-record.md", status: 200, body: "# Missing Record"),
        Row(path: "/guides/i/missing-record.md", status: 301, wanted: ["location": "/guides/i/no-record.md"]),
        Row(path: "/guides/issues.json", status: 200, body: "\"id\":\"no-record\""),
        Row(
            path: "/guides/nothing.md", headers: [("Accept", "text/markdown")], status: 404,
            body: "# Page not found"),
        Row(
            path: "/_guides/state?path=/",
            headers: [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")], status: 403),
        Row(
            path: "/guides/one", headers: [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")],
            status: 200),
        Row(
            path: "/_guides/changed?since=HEAD",
            headers: [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")], status: 200,
            body: "Another site led here."),
        Row(
            path: "/_guides/changed?since=HEAD",
            headers: [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "navigate")], status: 200,
            body: "git"),
    ]

    private func folder() throws -> PreviewFolder {
        let folder = try PreviewFolder(guides: [
            "one.md": PreviewFolder.guide(
                "Guide One",
                more: "aliases: [former]\nissues: [{issue: missing-record, former-ids: [no-record]}]",
                "A body.  See [it](https://example.org/guides/two).\n\n## Fix Common Issues\n\n### Missing Record\n\nNo `TXT` record.\n\n1. Add it.\n"
            ),
            "two.md": PreviewFolder.guide("Guide Two", "A body. See [one](one.md)."),
            "draft.md": PreviewFolder.guide("Guide Three", more: "draft: true", "A body."),
            "img/dot.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ])
        return folder
    }

    @Test func answersAsAGoodHostWould() async throws {
        let folder = try folder()
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
            for (name, value) in HostedSite.security {
                #expect(answer.headers[name.lowercased()] == value, comment)
            }
        }
        // What the tool's build writes is what is served, but for the preview's script.
        var build = Build()
        build.options.site = folder.path
        #expect(try await build.run().isPublished)
        let twin = try await preview.ask("/guides/one.md").text
        #expect(twin == (try folder.read("Public/guides/one.md")))
        let page = try await preview.ask("/guides/one").text
        let script = "<script type=\"module\" src=\"/_guides/preview.js\"></script>\n"
        #expect(
            page.replacingOccurrences(of: script, with: "") == (try folder.read("Public/guides/one.html")))
    }

    /// The preview answers as the servers do that have the printed rules: `HostTests` holds them to the same table.
    @Test func answersAsTheTableOfHostsSays() async throws {
        let site = try await BuiltSite.small()
        let preview = try await PreviewProcess(site.path)
        let assets = try Disk.names(in: site.path + "/Public/guides/assets").map { "/guides/assets/" + $0 }
        let rows = RequestRow.all(
            assets: (
                try #require(assets.first { $0.hasSuffix(".css") }),
                try #require(assets.first { $0.hasSuffix(".svg") }),
                try #require(
                    try Disk.names(in: site.path + "/Public/guides/assets/search").first.map {
                        "/guides/assets/search/" + $0
                    })
            ))
        for row in rows {
            let answer = RawRequest.send(
                row.path, port: preview.port, method: row.method,
                headers: row.accept.map { ["Accept: \($0)"] } ?? [])
            let faults = WebServer.Answer(answer).faults(
                against: row.outcome, method: row.method, countsTokens: false, isPreview: true)
            #expect(
                faults.isEmpty,
                "\(row.testDescription): \(answer.status) \(answer.fields) breaks RequestTable.swift:\(faults)"
            )
        }
        let several = RawRequest.send(
            "/guides/widgets", port: preview.port,
            headers: ["Accept: application/json", "Accept: text/markdown"])
        #expect(several.values("content-type") == [Self.markdown])
    }

    @Test func answersForAWholeHost() async throws {
        let site = try await BuiltSite.small(at: "/")
        let preview = try await PreviewProcess(site.path)
        for row in RequestRow.ofWholeHost {
            let answer = RawRequest.send(
                row.path, port: preview.port, headers: row.accept.map { ["Accept: \($0)"] } ?? [])
            let faults = WebServer.Answer(answer).faults(
                against: row.outcome, method: row.method, countsTokens: false, isPreview: true)
            #expect(
                faults.isEmpty,
                "\(row.testDescription): \(answer.status) \(answer.fields) breaks RequestTable.swift:\(faults)"
            )
        }
    }

    /// Anyone who names the preview by another name, or twice, is none of its editor's pages.
    @Test func knowsItsOwnNamesAlone() async throws {
        let folder = try folder()
        let preview = try await PreviewProcess(folder.path, ["--host", "0.0.0.0"])
        let port = preview.port
        for (target, host, status) in [
            ("http://127.0.0.1:\(port)/guides/one", "127.0.0.1:\(port)", 200),
            ("HTTP://LOCALHOST:\(port)/guides/one?x", "localhost:\(port)", 200),
            ("http://evil.example:\(port)/guides/one", "127.0.0.1:\(port)", 400),
            ("http://127.0.0.1:\(port)/guides/one", "evil.example:\(port)", 400),
            ("http://evil.example/guides/one", "evil.example", 403),
            ("http://127.0.0.1:\(port)@evil.example/guides/one", "127.0.0.1:\(port)", 400),
            ("/guides/one", "[evil.example]:\(port)", 403), ("/guides/one", "[::1]:\(port)", 200),
            ("/guides/one", "[2001:db8::7]:\(port)", 200), ("/guides/one", "[2001:db8::7", 403),
            ("/guides/one", "192.0.2.7:\(port)", 200), ("/guides/one", "192.0.2.07:\(port)", 403),
            ("/guides/one", "192.0.2.+7:\(port)", 403), ("/guides/one", "192.0.2:\(port)", 403),
            ("/guides/one", "127.0.0.1:0\(port)", 403), ("/guides/one", "127.0.0.1:+\(port)", 403),
            ("/guides/one", "127.0.0.1:", 403),
        ] {
            let answer = RawRequest.send(target, port: port, host: host)
            #expect(answer.status == status, "\(target), \(host)")
        }
        for second in ["127.0.0.1:\(port)", "evil.example"] {
            let answer = RawRequest.send("/guides/one", port: port, headers: ["Host: \(second)"])
            #expect(answer.status == 400)
        }
    }

    /// What may run beside the guides is an error; until it is away, no browser runs it with the rights of the preview.
    @Test func runsNothingBesideTheGuides() async throws {
        let folder = try folder()
        let script = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"
        for (file, text) in [
            ("evil.svg", script), ("evil.html", "<script src=\"evil.js\"></script>"), ("evil.js", "alert(1)"),
        ] {
            try folder.write("Content/guides/\(file)", text)
        }
        let preview = try await PreviewProcess(folder.path)
        for file in ["evil.svg", "evil.js"] {
            let policy = try await preview.ask("/guides/\(file)").headers["content-security-policy"]
            #expect(policy?.hasSuffix("; sandbox") == true, "\(file)")
            #expect(policy?.contains("script-src 'self'") == true, "\(file)")
        }
        // By its ending it would be a page, which has no ending.
        #expect(
            try await preview.ask("/guides/evil").headers["content-security-policy"]?.hasSuffix("; sandbox")
                == true)
        let picture = try await preview.ask("/guides/img/dot.svg")
        #expect(picture.headers["content-security-policy"]?.contains("sandbox") == false)
    }

    /// What the site allows to run does so in an origin of its own, and what it loads beside the guides is not refused.
    @Test func runsWhatIsAllowedApart() async throws {
        let folder = try folder()
        try folder.write(
            "Content/site.yml",
            try folder.read("Content/site.yml") + "files: {allow: [html, svg, javascript]}\n")
        try folder.write("Content/guides/demo.html", "<script src=\"demo.js\"></script>")
        try folder.write("Content/guides/demo.js", "document.title = 'ran'")
        try folder.write(
            "Content/guides/demo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")
        let preview = try await PreviewProcess(folder.path)
        for path in ["/guides/demo", "/guides/demo.js", "/guides/demo.svg"] {
            let policy = try await preview.ask(path).headers["content-security-policy"]
            #expect(policy?.contains("; sandbox allow-scripts ") == true, "\(path)")
            #expect(policy?.contains("allow-same-origin") == false)
        }
        // Its script may be loaded by the page, which is of no origin; nothing of the preview's own may.
        let embedded = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")]
        #expect(try await preview.ask("/guides/demo.js", headers: embedded).status == 200)
        for path in [
            "/_guides/state?path=/guides/one", "/_guides/events", "/_guides/preview.js", "/_guides/morph.js",
            "/_guides/panel.js", "/_guides/events.js", "/_guides/pages.js", "/guides/one",
            "/guides/one.md", "/guides/search.json",
        ] {
            #expect(try await preview.ask(path, headers: embedded).status == 403, "\(path)")
            #expect(try await preview.ask(path, headers: [("Origin", "null")]).status == 403, "\(path)")
        }
        let wanted = try await preview.ask(
            "/_guides/apply", method: "POST", headers: [("Origin", "null"), ("X-Guides-Token", "x")],
            body: "{}")
        #expect(wanted.status == 403)
    }

    /// Paths that no well-meant client sends.
    @Test(arguments: [
        "/guides/%ff", "/guides/%zz", "/guides/%", "/guides/%2", "guides/one", "*",
        "/guides/%c0%ae%c0%ae/site.yml", "/guides/one\u{7F}",
    ])
    func refusesPathsThatAreNone(path: String) async throws {
        let folder = try folder()
        let preview = try await PreviewProcess(folder.path)
        let status = try Self.status(
            preview.port, "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(preview.port)\r\n\r\n")
        #expect(
            status.hasPrefix("HTTP/1.1 400") || status.hasPrefix("HTTP/1.1 403") || status.isEmpty,
            "\(status)")
        #expect(try await preview.ask("/guides/one").status == 200)
    }

    /// The first line that a request's very bytes are answered with.
    private static func status(_ port: Int, _ request: String) throws -> String {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { Glibc.close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        #expect(isConnected)
        var time = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        _ = Array(request.utf8).withUnsafeBytes { send(socket, $0.baseAddress, $0.count, 0) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = recv(socket, &buffer, buffer.count, 0)
        return String(decoding: buffer.prefix(max(0, count)).prefix { $0 != 13 }, as: UTF8.self)
    }

    @Test func sendsAPageOnce() async throws {
        let folder = try folder()
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
        let folder = try folder()
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

    @Test func fixesOnlyForItsOwnPagesAndOnlyWhatIsSafe() async throws {
        let folder = try folder()
        let preview = try await PreviewProcess(folder.path)
        struct State: Decodable {
            struct Item: Decodable { var id: String, file: String, line: Int, column: Int, isFixable: Bool }
            struct Guide: Decodable { var findings: [Item] }
            var token: String
            var checked: Bool
            var guide: Guide
        }
        var state: State
        repeat {
            state = try JSONDecoder().decode(
                State.self, from: Data(try await preview.ask("/_guides/state?path=/guides/one").body))
        } while !state.checked
        let item = try #require(
            state.guide.findings.first { $0.id == "links/own-site-address" && $0.isFixable })
        func wanted(_ line: Int, _ id: String) -> String {
            "{\"id\":\"\(id)\",\"file\":\"\(item.file)\",\"line\":\(line),\"column\":\(item.column)}"
        }
        func apply(_ body: String, _ token: String?, _ headers: [(String, String)] = []) async throws -> Int {
            let own = token.map { [("X-Guides-Token", $0)] } ?? []
            let answer = try await preview.ask(
                "/_guides/apply", method: "POST", headers: headers + own, body: body)
            return answer.status
        }
        let before = try folder.read(item.file)
        #expect(try await apply(wanted(item.line, item.id), nil) == 403)
        #expect(try await apply(wanted(item.line, item.id), "guess") == 403)
        #expect(
            try await apply(wanted(item.line, item.id), state.token, [("Origin", "https://evil.example")])
                == 403)
        #expect(try await apply(wanted(item.line + 1, item.id), state.token) == 409)
        #expect(try await apply(wanted(item.line, "links/self"), state.token) == 409)
        #expect(try await apply("nonsense", state.token) == 400)
        #expect(try await apply(String(repeating: "x", count: 1 << 20), state.token) == 400)
        #expect(try folder.read(item.file) == before)
        #expect(try await apply(wanted(item.line, item.id), state.token) == 200)
        #expect(
            try folder.read(item.file)
                == before.replacingOccurrences(of: "https://example.org/guides/two", with: "two.md"))
    }

    @Test func saysWhereAPortIsTakenAndWhichIsFree() async throws {
        let folder = try folder()
        let preview = try await PreviewProcess(folder.path)
        let error = await #expect(throws: PreviewProcess.NotStarted.self) {
            _ = try await PreviewProcess(folder.path, port: preview.port)
        }
        #expect(error?.words.contains("another program listens on \(preview.address) already") == true)
        #expect(error?.words.contains("is free: add --port \(preview.port + 1)") == true)
    }

    @Test func endsAtOnce() async throws {
        let folder = try folder()
        let preview = try await PreviewProcess(folder.path)
        let stream = try await Self.connect(
            preview.port, "GET /_guides/events HTTP/1.1\r\nHost: 127.0.0.1:\(preview.port)\r\n\r\n")
        let (code, time) = preview.interrupt()
        #expect(code == 0)
        #expect(time < .seconds(2))
        try? await stream.close()
    }

    @Test func saysWhatAnOpenAddressMeans() async throws {
        let folder = try folder()
        let preview = try await PreviewProcess(folder.path, ["--host", "0.0.0.0"])
        #expect(
            preview.output.contains("everybody who reaches this machine on the network can read this preview")
        )
        #expect(
            try await preview.ask("/guides/one", headers: [("Host", "192.0.2.7:\(preview.port)")]).status
                == 200)
        #expect(
            try await preview.ask("/guides/one", headers: [("Host", "evil.example:\(preview.port)")]).status
                == 403)
    }

    private static func connect(_ port: Int, _ request: String, reads: Bool = true) async throws
        -> any Channel
    {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(ChannelOptions.autoRead, value: reads)
            .connect(host: "127.0.0.1", port: port).get()
        try await channel.writeAndFlush(NIOCore.ByteBuffer(string: request))
        return channel
    }

    /// Five hundred pages that listen, and clients that ask for much and read nothing, hold up nobody.
    @Test func servesOthersBesideManyAndSlowClients() async throws {
        let folder = try folder()
        let big = (0..<3000).map { "Part \($0) of a long text.\n\n" }.joined()
        try folder.write("Content/guides/big.md", PreviewFolder.guide("Big Guide", big))
        let preview = try await PreviewProcess(folder.path)
        let host = "Host: 127.0.0.1:\(preview.port)\r\n\r\n"
        var channels: [any Channel] = []
        for _ in 0..<500 {
            channels.append(try await Self.connect(preview.port, "GET /_guides/events HTTP/1.1\r\n\(host)"))
        }
        for _ in 0..<20 {
            let greedy = String(repeating: "GET /guides/big HTTP/1.1\r\n\(host)", count: 50)
            channels.append(try await Self.connect(preview.port, greedy, reads: false))
            channels.append(
                try await Self.connect(preview.port, "GET /guides/one HTTP/1.1\r\nX-Slow: ", reads: false))
        }
        let before = try Self.memory(of: preview)
        for round in 0..<20 {
            try folder.write("Content/guides/two.md", PreviewFolder.guide("Guide Two", "Round \(round)."))
            var text = ""
            for _ in 0..<300 where !text.contains("Round \(round).") {
                text = try await preview.ask("/guides/two").text
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(text.contains("Round \(round)."))
        }
        #expect(try Self.memory(of: preview) - before < 100 << 20)
        for channel in channels { try? await channel.close() }
    }

    /// Clients that connect and say nothing, or not all of it, keep nobody out.
    @Test func servesOthersBesideThousandsOfHalfOpenConnections() async throws {
        let folder = try folder()
        let preview = try await PreviewProcess(folder.path)
        var sockets: [Int32] = []
        defer { for socket in sockets { Glibc.close(socket) } }
        let head = Array("GET /guides/one HTTP/1.1\r\nHost: ".utf8)
        for number in 0..<2200 {
            let socket = RawRequest.connect(port: preview.port)
            if socket < 0 { break }
            sockets.append(socket)
            if number % 2 == 0 { _ = Glibc.send(socket, head, head.count, Int32(MSG_NOSIGNAL)) }
        }
        let start = ContinuousClock.now
        #expect(RawRequest.send("/guides/one", port: preview.port).status == 200)
        #expect(ContinuousClock.now - start < .seconds(2))
        // More than may wait, even where a process may not open as many files.
        #expect(sockets.count > WaitingConnections.most)
    }

    /// Bytes that a process holds in memory.
    private static func memory(of preview: PreviewProcess) throws -> Int {
        let text = String(
            decoding: try Data(contentsOf: URL(fileURLWithPath: "/proc/\(preview.processID)/status")),
            as: UTF8.self)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
        return (Int(line.split(separator: " ").dropFirst().first ?? "") ?? 0) << 10
    }
}
