import Support
import Testing

/// What one request is answered with, on every server and by the preview alike.
package struct RequestRow: Sendable, CustomTestStringConvertible {
    package enum Outcome: Sendable {
        /// The page whose twin is at this path.
        case page(twin: String)
        /// Markdown at a page's address; where it is, and what is canonical, nil where nothing is.
        case negotiated(String, canonical: String?)
        /// A twin at its own address.
        case twin(canonical: String)
        /// Markdown that is no page's twin.
        case markdown
        case redirect(Int, String, varies: Bool = false)
        case missing(isMarkdown: Bool)
        /// Any other file, by its type.
        case file(String)
        case asset(String)
        case refused
        /// Nonsense, refused in the server's own way.
        case rejected
    }

    package var method: String
    package var path: String
    package var accept: String?
    package var outcome: Outcome

    package init(_ path: String, _ accept: String?, _ outcome: Outcome, method: String = "GET") {
        self.method = method
        self.path = path
        self.accept = accept
        self.outcome = outcome
    }

    package var testDescription: String { "\(method) \(path) (\(accept ?? "no Accept"))" }

    package static let chrome =
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8"

    /// Values of `Accept`, and whether they ask for markdown where a page has both.
    package static let accepts: [(accept: String, isMarkdown: Bool)] = [
        // What clients send: browsers, curl, coding agents, search engines, programs in Java.
        ("*/*", false), (chrome, false), ("text/html, */*", false), ("text/*", false),
        ("application/json", false), ("", false), ("text/markdown, text/html, */*", true),
        ("text/markdown, text/plain;q=0.9, */*;q=0.8", true),
        (
            "text/markdown;q=1.0, text/x-markdown;q=0.9, text/plain;q=0.8, text/html;q=0.7, */*;q=0.1",
            true
        ),
        ("text/markdown", true), ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", false),
        // Weights.
        ("text/markdown;q=0", false), ("text/markdown;q=0.0", false), ("text/markdown;q=0.000, */*", false),
        ("text/markdown;q=0, text/html", false), ("text/markdown;q=0., text/html;q=0.5", false),
        ("text/markdown;q=0.5", true), ("text/markdown;q=0.001", true), ("text/html, text/markdown", true),
        ("text/markdown;q=0.5,text/html;q=0.5", true), ("text/html;q=0.9, text/markdown;q=0.8", false),
        ("text/html;q=0.8, text/markdown;q=0.9", true), ("text/html;q=0.9 , text/markdown ;q=1.0", true),
        ("text/markdown;q=0.85, text/html;q=0.9", false), ("text/markdown;q=0.9, text/html;q=0.85", true),
        ("text/markdown;q=0.899, text/html;q=0.9", false), ("text/markdown;q=0.901, text/html;q=0.9", true),
        ("text/markdown;q=0.09, text/html;q=0.1", false), ("text/markdown;q=0.1, text/html;q=0.09", true),
        ("text/markdown;q=1, text/html;q=0.999", true), ("text/markdown;q=0.999, text/html;q=1", false),
        ("text/markdown;q=0.999, text/html;q=1.000", false), ("text/markdown;q=0.5, */*;q=0.1", true),
        ("text/markdown;q=0.5, */*;q=0.8", false),
        ("text/markdown;q=0.5, */*;q=0.8, text/html;q=0.2", true),
        ("text/markdown;q=0.5, text/*;q=0.4, */*;q=0.8", true),
        ("TEXT/Markdown ; Q=0.9 , text/*;q=0.9", true),
        // A point without a zero, and more than three digits, though RFC 9110 has neither.
        ("text/markdown;q=.5", true), ("text/markdown;q=.5, text/html", false),
        ("text/html;q=.4, text/markdown;q=.5", true), ("text/html;q=.6, text/markdown;q=.55", false),
        ("text/markdown;q=0.12345, text/html;q=0.123", true),
        ("text/markdown;q=0.1, text/html;q=0.1239", false),
        // A weight that is none counts as 1.
        ("text/markdown;q=nonsense", true), ("text/markdown;q=", true),
        ("text/markdown;q=., text/html", true),
        ("text/markdown;q=1.5, text/html", true), ("text/markdown;q=5, text/html;q=0.9", true),
        ("text/markdown;q=00.5, text/html;q=0.9", true), ("text/markdown;q=-1, text/html", true),
        // Parameters. A weight of text/html;level=1 is none of text/html, but where nothing else is said of it.
        ("text/markdown;charset=utf-8", true), ("text/markdown;charset=utf-8;q=0", false),
        ("text/markdown; variant=GFM; charset=utf-8", true), ("text/markdown;q=0.9;ext=1, text/html", false),
        ("text/markdown; variant=GFM; q=0.4, text/html; level=1; q=0.5", false),
        ("text/html;level=1;q=0.3, text/html;q=0.9, text/markdown;q=0.5", false),
        ("text/html;q=0.9, text/html;level=1;q=0.3, text/markdown;q=0.5", false),
        ("text/html;level=1;q=0.3, text/markdown;q=0.5", true),
        ("text/html;level=1, text/markdown;q=0.5", false),
        ("text/markdown;variant=GFM;q=0.2, text/markdown;q=0.9, text/html;q=0.7", true),
        ("text/*;level=1;q=0.2, text/markdown;q=0.3", true),
        // One range twice.
        ("text/markdown;q=0.5, text/markdown;q=0.9, text/html;q=0.7", false),
        ("text/markdown, text/markdown;q=0.3, text/html;q=0.7", false),
        // What only looks like it, and much of it.
        ("text/markdownish", false), ("x-text/markdown", false), (",,;q=1,", false), ("*", false),
        (String(repeating: "x/y,", count: 1500) + "text/markdown", true),
    ]

    /// Values of `Accept`, and whether they get markdown at the address of an issue, where that needs no mention of it.
    package static let issueAccepts: [(accept: String?, isMarkdown: Bool)] = [
        // Who names no HTML.
        (nil, true), ("*/*", true), ("", true), ("text/markdown", true), ("text/plain", true),
        ("text/*", true), ("application/json", true), ("*", true), ("text/markdown;q=0.1", true),
        ("text/plain;q=0.9, */*;q=0.8", true), ("application/xhtml+xml", true),
        // Who does, as browsers and Java.
        (chrome, false), ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", false),
        ("text/html", false), ("text/html, */*", false), ("*/*, TEXT/HTML", false),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", false),
        ("text/html;charset=utf-8", false), ("text/html;level=1", false), ("text/html;q=nonsense", false),
        // Weights.
        ("text/html;q=0", true), ("text/html;q=0.000, */*", true), ("*/*, text/html ; Q=0", true),
        ("text/html;q=0., text/plain", true), ("text/html;q=0.001", false), ("text/html;q=.5", false),
        ("text/html;level=1;q=0", true), ("text/html;level=1;q=0.3, text/html;q=0", true),
        // Both, by their weights as elsewhere; and who refuses markdown.
        ("text/markdown, text/html", true), ("text/markdown;q=0.5, text/html", false),
        ("text/markdown;q=0", false), ("text/markdown;q=0, */*", false),
        ("text/markdown;q=0, text/html;q=0", false),
        // What only looks like it.
        ("text/htmlish", true), ("x-text/html", true), (String(repeating: "x/y,", count: 1500), true),
        (String(repeating: "x/y,", count: 1500) + "text/html", false),
    ]

    /// For a site that is the whole host.
    package static let ofWholeHost: [RequestRow] = [
        .init("/", nil, .page(twin: "/index.md")),
        .init("/", RequestRow.chrome, .page(twin: "/index.md")),
        .init("/", "text/markdown", .negotiated("/index.md", canonical: "/")),
        .init("/index.md", nil, .twin(canonical: "/")),
        .init("/index", nil, .redirect(301, "/")), .init("/index.html", nil, .redirect(301, "/")),
        .init("/search.json", nil, .file("application/json")),
        .init("/widgets", nil, .page(twin: "/widgets.md")),
        .init("/widgets", "text/markdown", .negotiated("/widgets.md", canonical: "/widgets")),
        .init("/widgets/", nil, .redirect(301, "/widgets")),
        .init("/widgets.html", nil, .redirect(301, "/widgets")),
        .init("/old-widgets", nil, .redirect(301, "/widgets")),
        .init(
            "/i/missing-widget", nil, .negotiated("/i/missing-widget.md", canonical: "/i/missing-widget")),
        .init("/i/nowhere", nil, .missing(isMarkdown: true)),
        .init("/i/missing-widget", chrome, .redirect(301, "/widgets#widget-is-gone", varies: true)),
        .init(
            "/i/missing-widget", "text/markdown",
            .negotiated("/i/missing-widget.md", canonical: "/i/missing-widget")),
        .init("/nowhere", nil, .missing(isMarkdown: false)),
        .init("/issues.json", nil, .file("application/json")),
        .init("/feed.xml", nil, .file("application/atom+xml; charset=utf-8")),
    ]

    /// For the small site at `/guides`: addresses at which nothing is, each with the one that it means.
    package static let strays: [RequestRow] =
        [
            // Another letter case.
            ("/guides/Widgets", "/guides/widgets"), ("/GUIDES/WIDGETS", "/guides/widgets"),
            ("/guides/WIDGETS.md", "/guides/widgets.md"), ("/guides/widgets.MD", "/guides/widgets.md"),
            ("/guides/Widgets.HTML", "/guides/widgets"), ("/guides/Widgets/", "/guides/widgets"),
            ("/guides/Widgets?a=B", "/guides/widgets?a=B"), ("/Guides", "/guides"),
            ("/Guides.md", "/guides.md"), ("/guides/Index.md", "/guides.md"),
            ("/guides/categories/One", "/guides/categories/one"), ("/guides/Search.md", "/guides/search.md"),
            ("/guides/i/Missing-Widget", "/guides/i/missing-widget"),
            ("/guides/i/MISSING-widget.md", "/guides/i/missing-widget.md"), ("/SiteMap.md", "/sitemap.md"),
            // A file of a folder.
            ("/guides/widgets/index.md", "/guides/widgets.md"),
            ("/guides/widgets/index.md?a=b", "/guides/widgets.md?a=b"),
            ("/guides/widgets/index.html", "/guides/widgets"), ("/guides/widgets/index", "/guides/widgets"),
            ("/guides/Widgets/INDEX.md", "/guides/widgets.md"),
            ("/guides/categories/one/index.md", "/guides/categories/one.md"),
            ("/guides/i/missing-widget/index.md", "/guides/i/missing-widget.md"),
            // What agents guess.
            ("/.well-known/llms.txt", "/llms.txt"), ("/sitemap", "/guides"), ("/sitemap/", "/guides"),
            ("/guides/i", "/guides/issues"), ("/guides/i/", "/guides/issues"),
            ("/guides/i/?a=b", "/guides/issues?a=b"),
        ].map { .init($0, nil, .redirect(301, $1)) } + [
            .init("/guides/Widgets", "text/markdown", .redirect(301, "/guides/widgets")),
            .init("/.well-known/llms.txt", "text/markdown", .redirect(301, "/llms.txt")),
            .init("/sitemap", "text/markdown", .negotiated("/sitemap.md", canonical: nil)),
            .init("/guides/Widgets", nil, .redirect(301, "/guides/widgets"), method: "HEAD"),
            .init("/guides/widgets/index.md", chrome, .redirect(301, "/guides/widgets.md")),
            // Nothing near: no address leads to itself.
            .init("/guides/Nowhere", nil, .missing(isMarkdown: false)),
            .init("/guides/Nowhere", "text/markdown", .missing(isMarkdown: true)),
            .init("/guides/nowhere/index.md", nil, .missing(isMarkdown: true)),
            .init("/guides/i/None", nil, .missing(isMarkdown: true)),
            .init("/guides/widgets/index.md/index.md/x", nil, .missing(isMarkdown: false)),
            .init("/.well-known/llms.md", nil, .missing(isMarkdown: true)),
            .init("/guides/img/DOT.svg", nil, .missing(isMarkdown: false)),
            .init("/guides/Widgets", nil, .refused, method: "POST"),
        ]

    /// For the small site at `/guides`, once it is published.
    package static func all(of site: TemporarySite) throws -> [RequestRow] {
        func asset(_ folder: String, _ ending: String) throws -> String {
            let names = try Disk.names(in: "\(site.path)/Public/guides/assets\(folder)")
            return "/guides/assets\(folder)/" + (try #require(names.first { $0.hasSuffix(ending) }))
        }
        return all(
            assets: (try asset("", ".css"), try asset("", ".svg"), try asset("/search", ".json")))
    }

    /// For a site at `/guides`.
    ///
    /// - Parameter assets: the paths of its style sheet, its icon and a file of its search.
    private static func all(assets: (style: String, icon: String, search: String)) -> [RequestRow] {
        let page = Outcome.page(twin: "/guides/widgets.md")
        let markdown = Outcome.negotiated("/guides/widgets.md", canonical: "/guides/widgets")
        let path = "/guides/widgets"
        let issue = "/guides/i/missing-widget"
        let toIssue = Outcome.redirect(301, "/guides/widgets#widget-is-gone", varies: true)
        let twin = Outcome.twin(canonical: "/guides/widgets")
        let size = "/guides/i/gr%C3%B6%C3%9Fe-weg"
        let toSize = Outcome.redirect(301, "/guides/widgets#gr%C3%B6%C3%9Fe-fehlt", varies: true)
        let issueMarkdown = Outcome.negotiated(issue + ".md", canonical: issue)
        let negotiated: [RequestRow] =
            accepts.map { .init(path, $0.accept, $0.isMarkdown ? markdown : page) }
            + issueAccepts.map { .init(issue, $0.accept, $0.isMarkdown ? issueMarkdown : toIssue) }
        return negotiated + [
            .init(path, nil, page),
            // HEAD is GET without its body.
            .init(path, nil, page, method: "HEAD"),
            .init(path, "text/markdown", markdown, method: "HEAD"),
            .init("/guides/widgets.md", nil, twin, method: "HEAD"),
            .init("/nowhere", nil, .missing(isMarkdown: false), method: "HEAD"),
            // Twins at their own addresses, whatever is accepted.
            .init("/guides/widgets.md", nil, twin), .init("/guides/widgets.md", chrome, twin),
            .init("/guides/widgets.md", "text/markdown;q=0", twin),
            .init("/guides/widgets.md?from=here", nil, twin),
            .init("/guides.md", nil, .twin(canonical: "/guides")),
            .init("/guides/index.md", nil, .twin(canonical: "/guides")),
            .init("/guides/categories/one.md", nil, .twin(canonical: "/guides/categories/one")),
            // Index and category.
            .init("/guides", nil, .page(twin: "/guides.md")),
            .init("/guides", "text/markdown", .negotiated("/guides.md", canonical: "/guides")),
            .init("/guides/categories/one", nil, .page(twin: "/guides/categories/one.md")),
            .init(
                "/guides/categories/one", "text/markdown",
                .negotiated("/guides/categories/one.md", canonical: "/guides/categories/one")),
            .init("/guides/widgets?q=1", nil, page),
            // One address a page.
            .init("/", nil, .redirect(302, "/guides")), .init("/guides/", nil, .redirect(301, "/guides")),
            .init("/guides/index", nil, .redirect(301, "/guides")),
            .init("/guides/index.html", nil, .redirect(301, "/guides")),
            .init("/guides/index.html?a=b", nil, .redirect(301, "/guides?a=b")),
            .init("/guides/?a=b", nil, .redirect(301, "/guides?a=b")),
            .init("/guides/widgets/", nil, .redirect(301, path)),
            .init("/guides/widgets.html", nil, .redirect(301, path)),
            .init("/guides/widgets.html?a=b", nil, .redirect(301, path + "?a=b")),
            // Former addresses, in one step.
            .init("/guides/old-widgets", nil, .redirect(301, path)),
            .init("/guides/old-widgets", "text/markdown", .redirect(301, path)),
            .init("/guides/old-widgets?a=b", nil, .redirect(301, path + "?a=b")),
            .init("/guides/old-widgets.md", nil, .redirect(301, "/guides/widgets.md")),
            .init("/guides/categories/first", nil, .redirect(301, "/guides/categories/one")),
            .init("/guides/categories/first.md", nil, .redirect(301, "/guides/categories/one.md")),
            // Issues: people to the page, agents to the section.
            .init(issue + "?a=b", chrome, toIssue), .init(issue + "?a=b", nil, issueMarkdown),
            .init(issue, nil, issueMarkdown, method: "HEAD"),
            .init(issue, chrome, toIssue, method: "HEAD"),
            .init(issue + ".md", nil, .twin(canonical: issue)),
            .init(issue + ".md", chrome, .twin(canonical: issue)),
            .init("/guides/i/widget-lost", chrome, toIssue),
            .init("/guides/i/widget-is-gone", chrome, toIssue),
            .init("/guides/i/widget-is-gone", nil, .redirect(301, issue + ".md", varies: true)),
            .init("/guides/i/widget-lost", "text/markdown", .redirect(301, issue + ".md", varies: true)),
            .init(issue + "/", nil, .redirect(301, issue)),
            .init(issue + ".html", nil, .redirect(301, issue)),
            .init("/guides/i/none", nil, .missing(isMarkdown: true)),
            .init("/guides/i/none", "*/*", .missing(isMarkdown: true), method: "HEAD"),
            .init("/guides/i/none", chrome, .missing(isMarkdown: false)),
            .init("/guides/i/none?a=b", "text/plain", .missing(isMarkdown: true)),
            .init("/guides/i/none.md", chrome, .missing(isMarkdown: true)),
            .init("/guides/i/widget-is-gone.md", nil, .redirect(301, issue + ".md")),
            // Letters beyond ASCII: a `Location` is ASCII alone.
            .init(size, chrome, toSize), .init(size, nil, .negotiated(size + ".md", canonical: size)),
            .init(size, "text/markdown", .negotiated(size + ".md", canonical: size)),
            .init(size + ".md", nil, .twin(canonical: size)),
            .init("/guides/i/ma%C3%9F-fehlt", chrome, toSize),
            .init("/guides/i/gr%C3%B6%C3%9Fe-fehlt", chrome, toSize),
            .init("/guides/i/ma%C3%9F-fehlt", nil, .redirect(301, size + ".md", varies: true)),
            .init("/guides/i/ma%C3%9F-fehlt.md", nil, .redirect(301, size + ".md")),
            .init("/guides/i/gr%C3%B6%C3%9Fe-fehlt.md", nil, .redirect(301, size + ".md")),
            .init("/guides/img/gr%C3%B6%C3%9Fe.svg", nil, .file("image/svg+xml")),
            // Endings in capitals have the types of small letters.
            .init("/guides/img/DSC_0001.JPG", nil, .file("image/jpeg")),
            .init("/guides/img/Plan.Pdf", nil, .file("application/pdf")),
            .init("/guides/gr%C3%B6%C3%9Fe", nil, .missing(isMarkdown: false)),
            .init("/guides/i/gr%C3%B6%C3%9Fe.md", nil, .missing(isMarkdown: true)),
            // What is not there.
            .init("/nowhere", nil, .missing(isMarkdown: false)),
            .init("/nowhere", chrome, .missing(isMarkdown: false)),
            .init("/nowhere", "text/markdown", .missing(isMarkdown: true)),
            .init("/guides/nowhere.md", nil, .missing(isMarkdown: true)),
            .init("/guides/nowhere/", nil, .missing(isMarkdown: false)),
            .init("/guides/nowhere.html", nil, .missing(isMarkdown: false)),
            .init("/guides/assets/", nil, .missing(isMarkdown: false)),
            .init("/guides/assets", nil, .missing(isMarkdown: false)),
            .init("/guides/assets/nothing.css", nil, .missing(isMarkdown: false)),
            .init("/404", nil, .missing(isMarkdown: false)),
            .init("/404.html", nil, .missing(isMarkdown: false)),
            .init("/404.md", nil, .missing(isMarkdown: true)),
            .init("/.gitignore", nil, .missing(isMarkdown: false)),
            .init("/guides/%2e%2e/%2e%2e/etc/passwd", nil, .rejected),
            // Everything else.
            .init("/llms.txt", nil, .file("text/plain; charset=utf-8")),
            .init("/llms.txt", "text/markdown", .file("text/plain; charset=utf-8")),
            .init("/guides/llms.txt", nil, .file("text/plain; charset=utf-8")),
            .init("/llms-full.txt", nil, .file("text/plain; charset=utf-8")),
            .init("/robots.txt", nil, .file("text/plain; charset=utf-8")),
            .init("/sitemap.xml", nil, .file("application/xml; charset=utf-8")),
            .init("/sitemap.md", nil, .markdown),
            .init("/guides/feed.xml", nil, .file("application/atom+xml; charset=utf-8")),
            .init("/guides/issues.json", nil, .file("application/json")),
            // The search: its page, by a link with a query too, what it loads first, and what it loads then.
            .init("/guides/search", nil, .page(twin: "/guides/search.md")),
            .init("/guides/search?q=widget%20is%20gone", nil, .page(twin: "/guides/search.md")),
            .init("/guides/search.json", nil, .file("application/json")),
            .init(assets.search, nil, .asset("application/json")),
            .init("/guides/issues.schema.json", nil, .file("application/schema+json")),
            .init("/guides/issues.sarif", nil, .file("application/sarif+json")),
            .init("/guides/img/dot.svg", nil, .file("image/svg+xml")),
            .init(assets.style, nil, .asset("text/css; charset=utf-8")),
            .init(assets.icon, nil, .asset("image/svg+xml")),
            // Nothing but reading.
            .init(path, nil, .refused, method: "POST"), .init(path, nil, .refused, method: "PUT"),
            .init("/guides/widgets.md", nil, .refused, method: "DELETE"),
        ]
    }
}
