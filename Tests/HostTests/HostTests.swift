import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Hosts
@testable import Support

@Suite(.timeLimit(.minutes(15))) struct HostTests {
    /// Also where site.yml names the server, and no small page leads from an address to another.
    @Test(arguments: WebServer.Kind.allCases, [false, true])
    func serversAnswerAsTheTableSays(_ kind: WebServer.Kind, isNamed: Bool) async throws {
        let site = try await TemporarySite.small(hosts: isNamed ? kind.rawValue : "")
        let server = try await WebServer(kind, site: site.path)
        let rows = try RequestRow.all(of: site) + RequestRow.strays
        #expect(rows.count >= 160)
        for row in rows {
            let answer = try await server.ask(row.path, method: row.method, accept: row.accept)
            let faults = answer.faults(
                against: row.outcome, method: row.method)
            #expect(
                faults.isEmpty,
                "\(row.testDescription): \(answer.status) \(answer.headers) breaks AnswerContract.swift:\(faults)"
            )
        }
    }

    @Test(arguments: WebServer.Kind.allCases)
    func serversAnswerForAWholeHost(_ kind: WebServer.Kind) async throws {
        let site = try await TemporarySite.small(at: "/")
        let server = try await WebServer(kind, site: site.path)
        for row in RequestRow.ofWholeHost {
            let answer = try await server.ask(row.path, accept: row.accept)
            let faults = answer.faults(against: row.outcome, method: row.method)
            #expect(
                faults.isEmpty,
                "\(row.testDescription): \(answer.status) \(answer.headers) breaks AnswerContract.swift:\(faults)"
            )
        }
    }

    @Test(arguments: WebServer.Kind.allCases)
    func serversAnswerForFolders(_ kind: WebServer.Kind) async throws {
        let site = try await TemporarySite.folders()
        let server = try await WebServer(kind, site: site.path)
        for row in RequestRow.ofFolders + RequestRow.straysOfFolders {
            let answer = try await server.ask(row.path, method: row.method, accept: row.accept)
            let faults = answer.faults(
                against: row.outcome, method: row.method)
            #expect(
                faults.isEmpty,
                "\(row.testDescription): \(answer.status) \(answer.headers) breaks AnswerContract.swift:\(faults)"
            )
        }
    }

    /// About how many tokens an agent pays, and the day of the guide, on every answer of markdown and on no other.
    @Test(arguments: WebServer.Kind.allCases)
    func markdownHasItsSizeAndDay(_ kind: WebServer.Kind) async throws {
        let site = try await TemporarySite.small()
        let server = try await WebServer(kind, site: site.path)
        let files = try site.published().keys.filter { $0.hasSuffix(".md") || $0.hasSuffix("llms.txt") }
        let former = ["old-widgets", "first", "widget-lost", "widget-is-gone", "fehlt"]
        var days: Set<String> = []
        for file in files where !former.contains(where: file.contains) && file != "404.md" {
            let path = "/" + PercentEncoding.encode(file, .location)
            let answer = try await server.ask(path)
            let count = Tokens.estimate(characters: Tokens.characters(answer.body.span))
            #expect(answer.status == 200 && answer.headers["x-markdown-tokens"] == String(count), "\(path)")
            let changed = try #require(answer.headers["last-modified"], "\(path)")
            let day: String? =
                file == "guides/gadgets.md"
                ? "Thu, 19 Nov 2026 00:00:00 GMT"
                : file == "guides/widgets.md" || file.hasPrefix("guides/i/")
                    ? "Fri, 20 Nov 2026 00:00:00 GMT" : nil
            if let day {
                #expect(changed == day, "\(path)")
            } else {
                #expect(!changed.contains(" 00:00:00 "))
            }
            days.insert(changed)
            guard path.hasSuffix(".md"), path != "/guides/index.md", path != "/sitemap.md" else { continue }
            let negotiated = try await server.ask(String(path.dropLast(3)), accept: "text/markdown")
            #expect(negotiated.headers["x-markdown-tokens"] == String(count), "\(path)")
            #expect(negotiated.headers["last-modified"] == changed, "\(path)")
            // What a client has is not sent again, and never taken for what it is not.
            let tag = try #require(answer.headers["etag"])
            #expect(try await server.ask(path, ["If-None-Match": tag]).status == 304, "\(path)")
            let early = ["If-Modified-Since": "Thu, 01 Jan 2026 00:00:00 GMT"]
            #expect(try await server.ask(path, early).status == 200, "\(path)")
            #expect(
                try await server.ask(path, ["If-Modified-Since": changed]).status == (day == nil ? 304 : 200))
        }
        #expect(days.count > 2 && files.count > 12)
        let missing = try await server.ask("/nowhere", accept: "text/markdown")
        let count = Tokens.estimate(characters: Tokens.characters(missing.body.span))
        #expect(missing.headers["x-markdown-tokens"] == String(count))
        let page = try await server.ask("/guides/widgets", accept: "text/html")
        #expect(page.headers["x-markdown-tokens"] == nil)
        #expect(page.headers["last-modified"]?.contains(" 00:00:00 ") == false)
        for path in ["/robots.txt", "/guides/issues.json"] {
            #expect(try await server.ask(path).headers["x-markdown-tokens"] == nil)
        }
    }

    /// What a site has at an address that agents guess stays there, be it a page of the host's own, an alias or a file.
    @Test(arguments: WebServer.Kind.allCases)
    func guessesAreInTheWayOfNothing(_ kind: WebServer.Kind) async throws {
        let site = try TemporarySite([
            "b.md": TemporarySite.guide("Beta", more: "aliases: [/docs/SPF]", "Text."),
            "spf.md": TemporarySite.guide("Alpha", "Text."),
        ])
        let report = try await site.build()
        try #require(!report.hasErrors, "\(report.findings)")
        for (path, text) in [
            (".well-known/llms.txt", "own"), ("sitemap.html", "own"), ("guides/SPF.html", "own"),
            ("guides/SPF.md", "own"), ("guides/spf/index.md", "own"),
        ] {
            let file = "\(site.path)/Public/\(path)"
            if let folder = Disk.parent(of: file) { try Disk.makeFolder(folder) }
            try Disk.writeNew(Array("\(text)\n".utf8), to: file)
        }
        let server = try await WebServer(kind, site: site.path)
        for path in [
            "/.well-known/llms.txt", "/sitemap", "/guides/SPF", "/guides/SPF.md", "/guides/spf/index.md",
        ] {
            let answer = try await server.ask(path, accept: "text/html")
            #expect(answer.status == 200 && answer.text == "own\n", "\(path): \(answer.status)")
        }
        for path in ["/docs/SPF", "/docs/SPF/"] {
            #expect(try await server.ask(path).headers["location"] == "/guides/b", "\(path)")
        }
        #expect(try await server.ask("/guides/Spf").headers["location"] == "/guides/spf")
        // There are no issues.
        #expect(try await server.ask("/guides/i").status == 404)
    }

    /// Files of the host's own (RFC 8615) are put into the published folder by hand; all else that starts with a dot is
    /// never served.
    @Test(arguments: WebServer.Kind.allCases)
    func serversKeepDotFilesPrivate(_ kind: WebServer.Kind) async throws {
        let site = try await TemporarySite.small()
        let folder = site.path + "/Public/.well-known"
        try Disk.makeFolder(folder + "/acme-challenge")
        for file in ["security.txt", "acme-challenge/token", ".hidden", "../.env"] {
            try Disk.removeFile("\(folder)/\(file)")
            _ = try Disk.writeNew(Array("text\n".utf8), to: "\(folder)/\(file)")
        }
        let server = try await WebServer(kind, site: site.path)
        for (path, status) in [
            ("/.well-known/security.txt", 200), ("/.well-known/acme-challenge/token", 200),
            ("/.well-known/nothing", 404), ("/.well-known/.hidden", 404), ("/.env", 404),
            ("/.well-known/", 404),
            ("/.well-known/%2e%2e/.env", 404),
        ] {
            let answer = try await server.ask(path)
            #expect(
                answer.status == status || status == 404 && answer.status == 400, "\(path): \(answer.status)")
        }
    }

    /// Paths that are meant to make a redirect lead to another host, to end a header, or to end the server's patience.
    private static let hostilePaths = [
        "//evil.example/..%2fguides/widgets/", "/%2fevil.example/..%2fguides/widgets/", "//guides/widgets/",
        "/%2f%2fguides/widgets/", "/\\evil.example", "/\\evil.example/", "/%5cevil.example/..",
        "/%5cevil.example/..%2fguides/widgets/", "/guides/widgets%0d%0aX:%20y/", "/guides/widgets%0aX/",
        "/guides/widgets%0a.html", "//guides/old-widgets", "///guides//old-widgets",
        "/guides//old-widgets.md", "//guides/i/widget-lost", "//evil.example/%2e%2e/guides/widgets/",
        "/.//evil.example/..//guides/widgets.html", "//guides/widgets.html", "/guides/widgets.html?//x",
        "/guides/widgets/?a=//b", "/guides/%00", "/guides/widgets%00.html",
        "/guides/" + String(repeating: "x", count: 300),
        "/guides/" + String(repeating: "x", count: 300) + "/",
        "/guides/" + String(repeating: "%C3%A9", count: 200),
        "/guides/" + String(repeating: "x", count: 5000),
        "/guides/x%", "/guides/%ff/", "//evil.example", "//evil.example/", "//", "/%2f",
        "/%2f%2fevil.example", "/evil.example%2f..%2f", "//guides", "//guides/", "/guides//",
        "/guides/x/../widgets/", "/;//evil.example/", "/guides/%c0%ae%c0%ae/", "/guides/widgets/%2f",
        "/guides/widgets%3f/", "/guides/widgets%23.html", "http://evil.example//guides/old-widgets",
    ]

    @Test(arguments: WebServer.Kind.allCases)
    func redirectsStayOnTheHost(_ kind: WebServer.Kind) async throws {
        let site = try await TemporarySite.small()
        let server = try await WebServer(kind, site: site.path)
        var redirects = 0
        for path in Self.hostilePaths {
            for host in [nil, "evil.example"] {
                let answer = RawRequest.send(path, port: server.port, host: host)
                let why: Comment = "\(path) on \(host ?? "its host"): \(answer.status) \(answer.fields)"
                #expect((200..<500).contains(answer.status), why)
                guard let location = answer.values("location").first else { continue }
                redirects += 1
                let own =
                    location.hasPrefix(server.address + "/")
                    ? String(location.dropFirst(server.address.utf8.count)) : location
                #expect(own.hasPrefix("/") && !own.hasPrefix("//") && !own.hasPrefix("/\\"), why)
                #expect(!location.contains("evil.example") && answer.values("x") == [], why)
                #expect(answer.values("location").count == 1, why)
            }
        }
        #expect(redirects > 20)
        // Former addresses are found whatever slashes are too many.
        for (path, to) in [
            ("//guides/old-widgets", "/guides/widgets"), ("/guides//old-widgets.md", "/guides/widgets.md"),
            ("///guides///i//widget-lost", "/guides/widgets#widget-is-gone"),
        ] {
            let answer = RawRequest.send(path, port: server.port, headers: ["Accept: text/html"])
            #expect(answer.status == 301, "\(path)")
            #expect(answer.values("location").first?.hasSuffix(to) == true, "\(path): \(answer.fields)")
        }
    }

    @Test(arguments: WebServer.Kind.allCases)
    func severalFieldsOfAcceptAreOne(_ kind: WebServer.Kind) async throws {
        let site = try await TemporarySite.small()
        let server = try await WebServer(kind, site: site.path)
        let answer = RawRequest.send(
            "/guides/widgets", port: server.port,
            headers: ["Accept: application/json", "Accept: text/markdown"])
        let type = kind.readsRepeatedHeaders ? "text/markdown; charset=utf-8" : "text/html; charset=utf-8"
        #expect(answer.values("content-type") == [type])
    }

    /// A strong tag names one row of bytes alone (RFC 9110 section 8.8.1).
    @Test(arguments: WebServer.Kind.allCases)
    func tagsTellPlainBytesFromCompressedOnes(_ kind: WebServer.Kind) async throws {
        let site = try await TemporarySite.small()
        // A file that is younger than a second has a weak tag in Apache httpd, since it may change once more within it.
        try await Task.sleep(for: .milliseconds(1100))
        let server = try await WebServer(kind, site: site.path)
        for (path, accept) in [
            ("/guides/gadgets", "text/html"), ("/guides/gadgets", "text/markdown"),
            ("/guides/gadgets.md", "*/*"), ("/llms.txt", "*/*"),
        ] {
            let why: Comment = "\(kind), \(path), \(accept)"
            let gzip = ["Accept-Encoding": "gzip, deflate, br"]
            let plain = try await server.ask(path, accept: accept)
            let small = try await server.ask(path, accept: accept, gzip)
            let (strong, weak) = (
                try #require(plain.headers["etag"]), try #require(small.headers["etag"])
            )
            #expect(small.headers["content-encoding"] == "gzip" && small.body != plain.body, why)
            #expect(strong != weak && weak.hasPrefix("W/\"") && strong.hasPrefix("\""), why)
            let vary = plain.list("vary").sorted()
            #expect(vary.contains("accept-encoding") && Set(vary).count == vary.count, why)
            #expect(small.list("vary").sorted() == vary, why)
            for (tag, encoding) in [(weak, gzip), (strong, [:]), (weak, [:])] {
                let same = try await server.ask(
                    path, accept: accept, encoding.merging(["If-None-Match": tag]) { $1 })
                #expect(same.status == 304 && same.body.isEmpty, why)
                #expect(same.list("vary").sorted() == vary, why)
            }
            // A part of the plain bytes is given to those who have the rest of them, and to nobody else.
            for encoding in [[:], gzip] {
                let part = try await server.ask(
                    path, accept: accept, encoding.merging(["Range": "bytes=0-9", "If-Range": strong]) { $1 })
                if part.status == 206 {
                    #expect(part.body == Array(plain.body.prefix(10)), why)
                    #expect(part.headers["content-encoding"] == nil, why)
                    #expect(part.headers["content-range"] == "bytes 0-9/\(plain.body.count)", why)
                } else {
                    #expect(part.status == 200 && !encoding.isEmpty, why)
                }
                let whole = try await server.ask(
                    path, accept: accept, encoding.merging(["Range": "bytes=0-9", "If-Range": weak]) { $1 })
                #expect(whole.status == 200, why)
                #expect(whole.body == plain.body || whole.headers["content-encoding"] == "gzip", why)
            }
        }
    }

    /// However `--listen` says where, the server takes the rules, answers there and nowhere else, and redirects to where it
    /// was asked, with a certificate and without.
    @Test(arguments: WebServer.Kind.allCases, [false, true])
    func serversListenWhereTheyAreTold(_ kind: WebServer.Kind, _ isSecure: Bool) async throws {
        let site = try await TemporarySite.small()
        let certificate = isSecure ? try Self.certificate(in: site.path) : nil
        let ways = [
            ("", "127.0.0.1"), ("*", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("[::]", "[::1]"),
            ("[::1]", "[::1]"),
            ("localhost", "localhost"),
        ]
        for (listen, host) in isSecure ? [ways[0], ways[4]] : ways {
            let server = try await WebServer(
                kind, site: site.path, certificate: certificate, listen: listen, host: host)
            let page = try await server.ask("/guides/widgets")
            #expect(
                page.faults(against: .page(twin: "/guides/widgets.md"), method: "GET")
                    == [],
                "\(kind), \(listen)")
            let moved = try await server.ask("/guides/old-widgets")
            #expect(
                moved.status == 301 && moved.headers["location"] == "/guides/widgets", "\(kind), \(listen)")
            // What Apache httpd listens on is in the server's own configuration; the system decides whether `[::]` is IPv4 too.
            guard kind != .apache, !isSecure, listen != "[::]" else { continue }
            let other = try? await HTTPExchange.ask("http://127.0.0.2:\(server.port)", "/robots.txt")
            #expect((other?.status == 200) == ["", "*", "0.0.0.0"].contains(listen), "\(kind), \(listen)")
        }
    }

    private static func certificate(in folder: String) throws -> (chain: String, key: String) {
        let (chain, key) = (folder + "/chain.pem", folder + "/key.pem")
        let made = try Program.run([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost",
            "-keyout", key, "-out", chain,
        ])
        try #require(made.code == 0, "\(made.error)")
        return (chain, key)
    }

    @Test(arguments: WebServer.Kind.allCases)
    func serversSpeakTLSWithACertificate(_ kind: WebServer.Kind) async throws {
        let site = try await TemporarySite.small()
        let server = try await WebServer(kind, site: site.path, certificate: Self.certificate(in: site.path))
        let page = try await server.ask("/guides/widgets")
        #expect(
            page.faults(against: .page(twin: "/guides/widgets.md"), method: "GET") == [])
        #expect(page.headers["strict-transport-security"]?.contains("max-age=31536000") == true)
        let moved = try await server.ask("/guides/old-widgets")
        #expect(moved.status == 301 && moved.headers["location"] == "/guides/widgets")
    }

    /// The policy forbids nothing that the site itself does.
    @Test func aBrowserObeysThePolicyWithoutAWord() async throws {
        let site = try await TemporarySite.small()
        let server = try await WebServer(.nginx, site: site.path)
        for path in ["/guides/widgets", "/guides", "/guides/categories/one", "/nowhere"] {
            let words = try await Self.console(of: server.address + path)
            #expect(!words.contains("Content Security Policy"), "\(words)")
        }
        // What is forbidden is told of: else the silence above would mean nothing.
        let rogue = try await WebServer(
            http: """
                server {
                    listen 127.0.0.1:PORT;
                    add_header Content-Security-Policy "style-src 'none'";
                    location / { proxy_pass \(server.address); proxy_hide_header Content-Security-Policy; }
                }
                """)
        #expect(
            try await Self.console(of: rogue.address + "/guides/widgets").contains("Content Security Policy"))
    }

    /// What a browser says while it shows a page.
    private static func console(of url: String) async throws -> String {
        let folder = try TemporaryFolder()
        let result = try Program.run([
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
            "--user-data-dir=\(folder.path)", "--virtual-time-budget=3000", "--dump-dom", url,
        ])
        #expect(result.code == 0)
        return result.error
    }

    @Test(arguments: ["cloudflare", "netlify", "github-pages"])
    func servicesGetWhatTheyCan(_ host: String) async throws {
        let site = try await TemporarySite.small()
        let reading = try await { () async throws in
            var options = AnalyzedSite.Options()
            options.site = site.path
            return try await AnalyzedSite(options)
        }()
        let kind = try #require(Hosts.named(host))
        let rules = kind.rules(try await HostedSite(reading, HostedSite.Options(site: site.path), jobs: 2))
        let text = rules.files.map(\.text).joined()
        #expect(kind.notes(on: rules).contains { $0.hasPrefix("Lost: markdown at a page's own address") })
        let lines = text.split(separator: "\n").map(String.init)
        switch host {
        case "github-pages":
            #expect(rules.files.map(\.name) == ["publish.yml"])
            #expect(text.contains("uses: actions/deploy-pages@") && text.contains("path: Public"))
            return
        case "cloudflare":
            #expect(lines.contains("/guides/old-widgets /guides/widgets 301"))
            #expect(lines.contains("/guides/old-widgets.md /guides/widgets.md 301"))
            #expect(lines.contains("/guides/i/missing-widget /guides/widgets#widget-is-gone 301"))
            #expect(rules.files.map(\.name) == ["_headers", "_redirects"])
        default:
            #expect(lines.contains("  from = \"/guides/old-widgets\""))
            #expect(lines.contains("  to = \"/guides/widgets#widget-is-gone\""))
        }
        #expect(text.contains("frame-ancestors 'none'"))
        #expect(text.contains("max-age=31536000, immutable"))
    }
}
