import TestSupport
import Testing

@testable import Analysis
@testable import Findings

/// Links to other sites, which `guides check --external` requests: those of each place where one can be, however its scheme is
/// written, and no others.
@Suite(.timeLimit(.minutes(15))) struct WebLinkTests {
    /// Addresses as they are written, and as they are requested; nil for those that are not.
    static let addresses: [(written: String, asked: String?)] = [
        ("https://example.net/x", "https://example.net/x"), ("http://example.net/x", "http://example.net/x"),
        ("HTTPS://example.net/x", "HTTPS://example.net/x"), ("HTTP://EXAMPLE.net/x", "HTTP://EXAMPLE.net/x"),
        ("Https://Example.net", "Https://Example.net"), ("hTTp://example.net/x#Y", "hTTp://example.net/x#Y"),
        ("https://example.org.example.net/", "https://example.org.example.net/"),
        // The site's own, in any spelling.
        ("https://example.org/guides/b", nil), ("HTTPS://EXAMPLE.ORG/guides/b", nil),
        ("http://example.org:80/x", nil),
        // Other schemes.
        ("mailto:a@example.net", nil), ("tel:+1555", nil),
    ]

    /// Where an address may be: a file, and its text with `URL`.
    static let places: [(file: String, text: String, isWebAlone: Bool)] = [
        ("a.md", TemporarySite.guide("Alpha", "See [it](URL)."), false),
        ("a.md", TemporarySite.guide("Alpha", "See [it](<URL> \"Title\")."), false),
        ("a.md", TemporarySite.guide("Alpha", "See [it][r].\n\n[r]: URL"), false),
        ("a.md", TemporarySite.guide("Alpha", "See <URL>."), false),
        ("a.md", TemporarySite.guide("Alpha", "Text.[^1]\n\n[^1]: See [it](URL)."), false),
        ("a.md", TemporarySite.guide("Alpha", "> - See [it](URL)."), false),
        ("a.md", TemporarySite.guide("Alpha", "| a |\n| - |\n| [it](URL) |"), false),
        (
            "a.md",
            TemporarySite.guide("Alpha", more: "resources: [{title: It, url: \"URL\", note: N.}]", "Text."),
            true
        ),
        ("a.md", TemporarySite.guide("Alpha", more: "agent-notes: [\"See URL for it.\"]", "Text."), true),
        ("a.md", TemporarySite.guide("Alpha", more: "agent-notes: [\"One.\", \"URL.\"]", "Text."), true),
        ("Content/site.yml", TemporarySite.settings + "publisher: {name: One, url: \"URL\"}\n", true),
        (
            "Content/site.yml",
            TemporarySite.settings.replacing("A note of the site.", with: "\"See (URL), or not.\""), true
        ),
        (
            "Content/site.yml",
            TemporarySite.settings.replacing("A note of the category.", with: "\"See 'URL'\""), true
        ),
        ("Templates/footer.mustache", "<footer>\n<a href=\"URL\">It</a></footer>\n", true),
        ("Templates/footer.mustache", "<footer>\n<a href='URL'>It</a></footer>\n", true),
        ("Templates/footer.mustache", "<footer>\n<img alt=\"\" src=\"URL\"></footer>\n", true),
    ]

    @Test(arguments: places.indices) func areThoseOfOthers(_ index: Int) async throws {
        let (file, text, isWebAlone) = Self.places[index]
        for (written, asked) in Self.addresses where !isWebAlone || written.lowercased().hasPrefix("http") {
            let site = try TemporarySite(["b.md": TemporarySite.guide("Beta", "Text.")], templates: false)
            try site.write(file, text.replacing("URL", with: written))
            var options = AnalyzedSite.Options()
            options.site = site.path
            let links = try await AnalyzedSite(options).webLinks
            #expect(links.map(\.url) == [asked].compactMap { $0 }, "\(written) in \(text)")
            // Its line and column lead there, or to the note that has it.
            for link in links {
                let line = try site.read(file).lines[Int(link.location.line) - 1]
                #expect(line.dropFirst(Int(link.location.column) - 1).contains(written))
                #expect(link.file.hasSuffix(file))
            }
        }
    }
}
