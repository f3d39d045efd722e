import Foundation
import TestSupport
import Testing

@testable import Checks
@testable import Content
@testable import Library
@testable import Support

/// A path of a link leads to the file that an editor and a code host would open, or nowhere.
@Suite(.timeLimit(.minutes(15))) struct LinkPathTests {
    /// As a file system reads it (RFC 3986 section 5.2.4), but with nothing above the folder of the guides but that folder
    /// itself: nil for what leads out of it.
    private static func opened(_ path: String, in folder: String) -> String? {
        var parts = ["guides"] + folder.split(separator: "/").map(String.init)
        for part in path.split(separator: "/") where part != "." {
            if part == ".." {
                guard !parts.isEmpty else { return nil }
                parts.removeLast()
            } else {
                if parts.isEmpty, part != "guides" { return nil }
                parts.append(String(part))
            }
        }
        return parts.isEmpty ? nil : parts.dropFirst().joined(separator: "/")
    }

    /// Every path of up to four of these parts, from folders of each depth.
    @Test(arguments: ["", "deep", "deep/deeper"]) func dotsLeadWhereFilesAre(_ folder: String) {
        let parts = ["..", ".", "guides", "deep", "a.md"]
        var paths = parts
        var last = parts
        for _ in 0..<3 {
            last = last.flatMap { start in parts.map { "\(start)/\($0)" } }
            paths += last
        }
        var inside = 0
        for path in paths {
            let wanted = Self.opened(path, in: folder)
            if wanted != nil { inside += 1 }
            #expect(AddressText.normalized(path, in: folder) == wanted, "\(path) in \(folder)")
            // A slash more is none.
            #expect(AddressText.normalized("./" + path.replacing("/", with: "//"), in: folder) == wanted)
        }
        #expect(inside > 100 && inside < paths.count)
    }

    /// The path that a fix writes leads from each folder to each file, without a step that it could leave out.
    @Test func pathsOfFixesLeadToTheirFiles() {
        let folders = ["", "a", "b", "a/a", "a/b", "b/a", "a/b/a", "a/b/c", "a b", "50%", "a/50%", "é"]
        for from in folders {
            for folder in folders {
                for name in ["a.md", "b.txt", "a", "50%.md"] {
                    let file = folder.isEmpty ? name : "\(folder)/\(name)"
                    let path = LinksUnknownGuide.path(to: file, from: from)
                    let decoded = path.removingPercentEncoding.flatMap { Self.opened($0, in: from) }
                    #expect(decoded == file, "\(path) in \(from)")
                    let (here, there) = (from.split(separator: "/"), folder.split(separator: "/"))
                    let shared = zip(here, there).prefix { $0 == $1 }.count
                    #expect(
                        path.split(separator: "/").count == here.count + there.count - 2 * shared + 1,
                        "\(path)")
                }
            }
        }
    }

    private static let ok = ""
    private static let unknown = "links/unknown-guide"
    private static let noFile = "links/unknown-file"

    /// Links of `deep/a.md`, and what is found of each.
    @Test(arguments: [
        ("b.md", ok), ("./b.md", ok), ("../c.md", ok), ("../deep/b.md", ok), ("../../guides/c.md", ok),
        ("../../guides/deep/b.md", ok), ("../dot.txt", ok), ("../../guides/dot.txt", ok),
        ("../deep/../c.md", ok),
        (".././c.md", ok), ("..//c.md", ok), ("%2E%2E/c.md", ok), ("../c.md#steps", ok),
        ("../../guides/c.md?x#steps", ok),
        ("c.md", unknown), ("../b.md", unknown), ("../../c.md", unknown), ("../../../c.md", unknown),
        ("../../../guides/c.md", unknown), ("../../../Content/guides/c.md", unknown),
        ("../../Guides/c.md", unknown),
        ("../../guides/../c.md", unknown), ("../../../../../../c.md", unknown), ("deep/b.md", unknown),
        ("../../guides/guides/c.md", unknown), ("..%2Fc.md", unknown), ("../c%2Fd.md", unknown),
        ("../../dot.txt", noFile), ("dot.txt", noFile), ("../../../guides/dot.txt", noFile),
        ("..%2Fdot.txt", noFile),
        ("../../site.yml", noFile), ("../../../Templates/footer.mustache", noFile), ("..", noFile),
        ("../..", noFile),
    ])
    func linksLeadWhereFilesAre(_ link: String, _ id: String) async throws {
        let site = try TemporarySite(
            [
                "deep/a.md": TemporarySite.guide("Alpha", "See [it](\(link))."),
                "deep/b.md": TemporarySite.guide("Beta", "See [it](a.md)."),
                "c.md": TemporarySite.guide("Gamma", "Text.\n\n## Steps\n\nMore of it."),
                "dot.txt": "Text.\n",
            ], templates: false)
        let found = try await site.build().findings.filter { $0.severity == .error }
        #expect(found.map(\.id) == (id.isEmpty ? [] : [id]), "\(found)")
        guard id.isEmpty else { return }
        // What the page links to is published.
        let page = try site.read("Public/guides/a.html")
        let target = try #require(page.firstMatch(of: /<p>See <a href="([^"#?]+)/)).1
        let file = String(target.dropFirst())
        #expect(try site.published().keys.contains { [file, file + ".html"].contains($0) }, "\(target)")
    }

    /// What tells a browser which text to show (`:~:`) is no part of an anchor's name, wherever a link leads.
    @Test(arguments: [
        "b.md", "/guides/b", "https://example.org/guides/b", "", "/guides", "/guides/categories/one",
        "/guides/glossary", "/guides/former-b",
    ])
    func directivesAreNoAnchors(_ path: String) async throws {
        let known = ["/guides/glossary": "term", "/guides": "top", "/guides/categories/one": "top"]
        let anchor = known[path] ?? "steps"
        let fragments = [
            ("\(anchor)", true), ("\(anchor):~:text=record", true), (":~:text=record", true),
            ("\(anchor):~:text=a,b-,c&text=d", true), ("\(anchor):~:selector(type=x)", true),
            ("\(anchor):~:", true), ("\(anchor):~:text=a:~:b", true), ("top:~:text=x", true),
            ("nope:~:text=record", false), ("\(anchor)x:~:text=a", false), ("nope", false),
            ("x:~text=a", false),
        ]
        let links = fragments.map { "See [it](\(path)#\($0.0))." }
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide(
                    "Alpha", links.joined(separator: "\n\n") + "\n\n## Steps\n\nA text."),
                "b.md": TemporarySite.guide(
                    "Beta", more: "aliases: [former-b]", "Text.\n\n## Steps\n\nMore."),
                "Content/terms.yml": "- {term: TERM, definition: A word with a meaning., guide: b}\n",
            ], templates: false)
        let found = try await site.build().findings.filter { $0.id == "links/unknown-anchor" }
        let lines = try site.read("a.md").split(separator: "\n", omittingEmptySubsequences: false)
        let said = found.map { String(lines[Int($0.location.line) - 1]) }
        #expect(said == zip(fragments, links).filter { !$0.0.1 }.map(\.1), "\(path)")
    }
}
