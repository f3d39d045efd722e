import Foundation
import TestSupport
import Testing

/// What people see, in a real browser: one tab after the other, since only one is in front.
@Suite(.serialized, .timeLimit(.minutes(15))) struct PageTests {}

/// Sites as nginx serves them by the rules that the tool prints, policy and all; each is built once for all tests.
enum PublishedSite {
    /// The site of this repository.
    static let real = Task { () async throws -> Served in
        try await serve(TemporarySite.ofRepository())
    }

    /// A site, and the server that serves it.
    struct Served: Sendable {
        var site: TemporarySite
        var server: WebServer
    }

    /// The same site on a server that knows no rules: there an issue's own address has a page.
    static let plain = Task { try await serveWithoutRules(real.value.site) }
    /// The strained site in the same way: it has a former address.
    static let strainedPlain = Task { try await serveWithoutRules(strained.value.site) }

    private static func serveWithoutRules(_ site: TemporarySite) async throws -> Served {
        let server = try await WebServer(
            http: """
                types { text/html html; text/css css; text/javascript js; application/json json; image/svg+xml svg; }
                server { listen 127.0.0.1:PORT; root \(site.path)/Public; location / { try_files $uri $uri.html =404; } }
                """)
        return Served(site: site, server: server)
    }

    /// A site that strains the layout: written from right to left, with titles of 200 characters, a table of 60 rows
    /// and one of many columns, long words, and every mark that markdown has.
    static let strained = Task { () async throws -> Served in
        try await serve(TemporarySite(StrainedSite.files))
    }

    /// Whole sites in other languages, by the language's subtag.
    static let languages = Dictionary(
        uniqueKeysWithValues: LanguageSite.all.map { language in
            (language.language, Task { () async throws -> Served in try await serve(language.make()) })
        })

    /// Pages of every kind of such a site.
    static let pagesOfLanguages = LanguageSite.all.flatMap { language in
        [
            "/guides/domain-records", "/guides/first-message", "/guides", "/guides/categories/sending",
            "/guides/glossary", "/guides/search", "/nowhere",
        ].map { (language, $0) }
    }

    private static func serve(_ site: TemporarySite) async throws -> Served {
        let report = try await site.build()
        guard !report.hasErrors else {
            throw Program.Failure("\(report.findings.filter { $0.severity == .error }.map(\.message))")
        }
        return Served(site: site, server: try await WebServer(.nginx, site: site.path))
    }

    /// One page of each kind of the real site, with a name for screenshots.
    static let kinds: [Kind] = [
        Kind("guide", "/guides/mta-sts-and-tls-reporting"), Kind("guide-2", "/guides/spf"),
        Kind("index", "/guides"), Kind("category", "/guides/categories/authentication-and-deliverability"),
        Kind("glossary", "/guides/glossary"), Kind("search", "/guides/search?q=missing%20record"),
        Kind("missing", "/guides/mta-sts-polcy"),
        Kind("issue", "/guides/i/missing-mta-sts-dns-record", isPlain: true),
    ]

    struct Kind: Sendable, CustomTestStringConvertible {
        var name: String
        var path: String
        /// Whether hosts with rules redirect from there.
        var isPlain: Bool

        init(_ name: String, _ path: String, isPlain: Bool = false) {
            self.name = name
            self.path = path
            self.isPlain = isPlain
        }

        /// The server that has such a page.
        var server: WebServer {
            get async throws { try await (isPlain ? plain : real).value.server }
        }

        var testDescription: String { name }
    }
}

/// How somebody looks at a page.
struct Look: Sendable, CustomTestStringConvertible {
    var theme: String
    var width: Int
    var height = 900

    var testDescription: String { "\(theme), \(width) px" }

    static func all(_ widths: [Int]) -> [Look] {
        widths.flatMap { width in ["light", "dark"].map { Look(theme: $0, width: width) } }
    }
}

extension Browser {
    /// One browser for all tests, each with tabs of its own.
    static let shared = Task { try await Browser() }

    /// Opens a page, and waits until what its scripts add and load is there.
    static func open(_ path: String, of server: WebServer, _ look: Look = Look(theme: "light", width: 1280))
        async throws -> Page
    {
        let page = try await shared.value.tab(of: server, width: look.width, height: look.height)
        try await page.call(
            "Emulation.setEmulatedMedia",
            ["features": [["name": "prefers-color-scheme", "value": look.theme]]])
        try await page.go(server.address + path)
        try await page.wait(for: "document.querySelector('.theme')?.dataset.theme")
        if path.contains("search?q=") || path.contains("polcy") {
            try await page.wait(for: "document.querySelector('.results a')")
        }
        return page
    }
}
