import Foundation
import Support

extension TemporarySite {
    /// A site whose addresses have folders, capitals and dots, and whose aliases are paths: `Tests/Fixtures/site-folders`,
    /// published.
    package static func folders() async throws -> TemporarySite {
        let site = try TemporarySite()
        Disk.removeTree(site.path + "/Content")
        try FileManager.default.copyItem(
            atPath: "\(repository)/Tests/Fixtures/site-folders/Content", toPath: site.path + "/Content")
        // Every mark that an alias may have; no file of this repository has them all in its name.
        let start = "Content/guides/start.md"
        try site.write(
            start,
            try site.read(start).replacing(
                "/guides/b/old.html]",
                with: "/guides/b/old.html, \"/docs/all -._~+,=@()!&'\", \(RequestRow.longAlias)]"))
        let report = try await site.build()
        guard !report.hasErrors else { throw Program.Failure("\(report.findings)") }
        return site
    }
}

extension RequestRow {
    /// For the site with folders in its addresses.
    package static let ofFolders: [RequestRow] = pagesOfFolders + aliasesOfFolders

    private static let pagesOfFolders: [RequestRow] =
        [
            "/guides/start", "/guides/mail", "/guides/mail/auth", "/guides/mail/auth/deep/dkim",
            "/guides/mail/Release_v1.2", "/guides/ops/run",
        ].flatMap { page -> [RequestRow] in
            [
                .init(page, nil, .page(twin: page + ".md")), .init(page, chrome, .page(twin: page + ".md")),
                .init(page, "text/markdown", .negotiated(page + ".md", canonical: page)),
                .init(page + ".md", nil, .twin(canonical: page)),
                .init(page + ".html", nil, .redirect(301, page)),
                .init(page + "/", nil, .redirect(301, page)),
                .init(page, nil, .page(twin: page + ".md"), method: "HEAD"),
            ]
        } + [
            // A folder without an index of its own, and what is in none.
            .init("/guides/ops", nil, .missing(isMarkdown: false)),
            .init("/guides/ops/", nil, .missing(isMarkdown: false)),
            .init("/guides/mail/auth/deep", nil, .missing(isMarkdown: false)),
            .init("/guides/dkim.html/x", nil, .missing(isMarkdown: false)),
            .init("/guides/run", nil, .missing(isMarkdown: false)),
            .init("/guides/mail/Release_v1.3", nil, .missing(isMarkdown: false)),
            .init("/guides/img/dot.svg", nil, .file("image/svg+xml")),
            .init(
                "/guides/i/missing-key", chrome,
                .redirect(301, "/guides/mail/auth/deep/dkim#missing-key", varies: true)),
        ]

    /// For the site with folders in its addresses: addresses at which nothing is, each with the one that it means.
    package static let straysOfFolders: [RequestRow] =
        [
            ("/guides/mail/index.md", "/guides/mail.md"), ("/guides/mail/index", "/guides/mail"),
            ("/guides/mail/release_v1.2", "/guides/mail/Release_v1.2"),
            ("/guides/mail/RELEASE_V1.2.md", "/guides/mail/Release_v1.2.md"),
            ("/guides/mail/Release_v1.2/index.md", "/guides/mail/Release_v1.2.md"),
            ("/guides/Mail/Auth/Deep/DKIM/", "/guides/mail/auth/deep/dkim"),
            ("/guides/i", "/guides/issues"),
        ].map { .init($0, nil, .redirect(301, $1)) }

    /// An alias as long as one may be.
    fileprivate static let longAlias =
        String(repeating: "/" + String(repeating: "a", count: 99), count: 4) + "/"
        + String(repeating: "b", count: 99)

    /// Every spelling of each alias of the site, with the page that it leads to.
    private static let aliasesOfFolders: [RequestRow] =
        [
            ("/guides/old-start", "/guides/start"), ("/guides/a/old", "/guides/start"),
            ("/docs/start", "/guides/start"), ("/docs/start/", "/guides/start"),
            ("/docs/begin", "/guides/start"), ("/docs/begin.html", "/guides/start"),
            ("/docs/First%20Steps", "/guides/start"), ("/docs/First%20Steps/", "/guides/start"),
            ("/docs/old.php", "/guides/start"), ("/docs/gr%C3%B6%C3%9Fe", "/guides/start"),
            ("/docs/gr%C3%B6%C3%9Fe/", "/guides/start"), ("/guides/START", "/guides/start"),
            (longAlias, "/guides/start"),
            // Every mark that an alias may have.
            ("/docs/all%20-._~+,=@()!&'", "/guides/start"),
            ("/docs/all%20%2D%2E_%7E+,=@()!&%27/", "/guides/start"),
            ("/guides/b/old", "/guides/start"), ("/guides/b/old.html", "/guides/start"),
            ("/guides/dkim", "/guides/mail/auth/deep/dkim"),
            ("/guides/mail/dkim", "/guides/mail/auth/deep/dkim"),
        ].flatMap { from, to -> [RequestRow] in
            let hasTwin = !from.hasSuffix("/") && !from.hasSuffix(".php") && !from.hasSuffix(".html")
            return [
                .init(from, nil, .redirect(301, to)), .init(from, "text/markdown", .redirect(301, to)),
                .init(from + "?from=here", nil, .redirect(301, to + "?from=here")),
            ] + (hasTwin ? [.init(from + ".md", nil, .redirect(301, to + ".md"))] : [])
        } + [
            .init("/docs/nothing", nil, .missing(isMarkdown: false)),
            .init("/docs/old.php.md", nil, .redirect(301, "/guides/start.md")),
        ]
}
