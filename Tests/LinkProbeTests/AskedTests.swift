import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import LinkProbe
@testable import Rendering
@testable import Support

/// What is asked for is what a reader's browser asks for: the address that the page has.
@Suite(.timeLimit(.minutes(15))) struct AskedTests {
    static let targets = [
        "/a", "/100%", "/%zz", "/50%25", "/a%20b", "/a+b", "/a;b=c,d", "/a|b", "/a[b]", "/a^b", "/a{b}",
        "/a~b", "/a'b",
        "/a\"b", "/a*b", "/a@b:c", "/ä/ö", "/a\u{301}", "/%C3%A4", "/%c3%a4", "/?q=a&b=c", "/?q=a%26b",
        "/?q=ü", "/?q=a|b^c",
        "/?q=%", "/?q={a}", "/a//b", "/a?b?c", "/a=b", "/a!b", "/a$b", "/`a`",
    ]

    @Test func asksForWhatThePageHas() async throws {
        let server = try await LocalServer { _, _, _ in .answer(200, ["Content-Type": "text/plain"]) }
        let site = try TemporarySite()
        try site.write(
            "Content/site.yml",
            """
            name: Guides
            summary: Guides that link to addresses of all kinds there are.
            base-url: https://example.org
            categories: [{id: one, title: One, summary: The first category.}]
            checks: {keywords: off, agents/alone: off, links: warning}

            """)
        let links = Self.targets.map { "- [a page](<http://127.0.0.1:\(server.port)\($0)>)" }
        try site.write(
            "Content/guides/a.md",
            "---\ntitle: A Guide\nsummary: A guide that links to addresses of all kinds.\ncategory: one\n---\n\nSee these:\n\n\(links.joined(separator: "\n"))\n"
        )
        let report = try await site.build()
        #expect(!report.hasErrors, "\(report.findings)")
        let page = try site.read("Public/guides/a.html")
        let base = "http://127.0.0.1:\(server.port)"
        let written = page.matches(of: #/href="(http:[^"]*)"/#).map {
            String($0.1).replacing("&amp;", with: "&").replacing("&#x27;", with: "'").replacing(
                "&#39;", with: "'")
        }
        .filter { $0.hasPrefix(base) }.map { String($0.dropFirst(base.count)) }
        #expect(written.count == Self.targets.count)
        var reading = AnalyzedSite.Options()
        reading.site = site.path
        let options = TestProbe.options {
            $0.pause = .milliseconds(1)
            $0.perHost = 8
        }
        let found = try await ExternalCheck(site: site.path, options: options, today: Day("2026-11-24")!)
            .run(try await AnalyzedSite(reading).webLinks)
        #expect(found.findings.isEmpty, "\(found.findings)")
        // A browser escapes an apostrophe in a query, and there is none here.
        #expect(Set(server.requests.map(\.path)) == Set(written))
        try await server.stop()
    }
}
