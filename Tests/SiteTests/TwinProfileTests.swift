import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Findings
@testable import Library
@testable import Markdown
@testable import Rendering
@testable import Support

/// What is around the published form of twins, for sites that ask for it: front matter before it, the address of the
/// sitemap after it.
@Suite(.timeLimit(.minutes(15))) struct TwinProfileTests {
    private static let settings =
        TemporarySite.settings.replacing(
            "{id: one, title: Category One, summary: The first.}",
            with: "{id: one, title: Category One, summary: The first., aliases: [first]}")
        + "twin: {front-matter: true}\n"

    /// Titles that YAML could read as something else, as front matter has them.
    private static let titles = [
        #""Say \"Yes\": It Is # Not a Comment""#, #""--- Dashes & 'Quotes' \\ Backslash""#,
        #""{a: b}, [c] *d*""#,
        #""- Item: yes""#, #""2026-11-20""#, #""null""#, #""%TAG ! tag:x""#, #""Über 認証 🚀 e\u0301""#,
        #""C:\\new\\table \" \\\" end\\""#,
    ]

    private static func site(_ settings: String = settings) throws -> TemporarySite {
        var files = [
            "Content/site.yml": settings,
            "Content/terms.yml": "- {term: TLS, definition: A lock., guide: a0}\n",
        ]
        for (number, title) in titles.enumerated() {
            let body =
                "Text.[^1]\n\n[^1]: A note.\n\n## Fix Common Issues\n\n### Lost: \"\(number)\" \\# --- 'It'\n\nThe checker says \"no: \(number)\" # here.[^1]\n\n1. Look.\n2. Check again."
            files["a\(number).md"] =
                "---\ntitle: \(title)\nsummary: \(title.dropLast())  is what this is about, notwithstanding.\"\ncategory: one\naliases: [former-\(number)]\n"
                + (number % 2 == 0 ? "updated: 2026-11-20\n" : "") + "---\n\n\(body)\n"
        }
        return try TemporarySite(files)
    }

    /// A twin as PyYAML reads it.
    private struct Read: Decodable {
        var head: [String: String]
        var keys: [String]
        var body: String
    }

    /// The paths of all twins.
    private static func twins(_ files: [String: [UInt8]]) -> [String] {
        files.keys.filter { $0.hasSuffix(".md") && !["404.md", "sitemap.md"].contains($0) }.sorted()
    }

    /// PyYAML and the tool's own reader find the same texts in each front matter: those of the site. What follows is what is
    /// published without it, and the address of the sitemap.
    @Test func everyReaderFindsTheSameTexts() async throws {
        let plain = try Self.site(Self.settings.replacing("twin: {front-matter: true}", with: ""))
        let site = try Self.site()
        for one in [plain, site] {
            let errors = try await one.build().findings.filter { $0.severity == .error }
            #expect(errors == [])
        }
        let library = try await site.library()
        let (before, files) = (try plain.published(), try site.published())
        let twins = Self.twins(files)
        // Guides, issues, former addresses, and six lists.
        #expect(twins.count >= 3 * Self.titles.count + 7 && Set(twins) == Set(Self.twins(before)), "\(twins)")
        let script = """
            import json, sys, yaml
            for path in json.load(sys.stdin):
                text = open(path, encoding="utf-8", newline="").read()
                assert text.startswith("---\\n"), path
                head, body = text[4:].split("\\n---\\n", 1)
                print(json.dumps({"head": yaml.safe_load(head), "keys": list(yaml.safe_load(head)), "body": body}))
            """
        let folder = try TemporaryFolder()
        try Disk.writeNew(Array(script.utf8), to: folder.path + "/read.py")
        let paths = twins.map { "\(site.path)/Public/\($0)" }
        try Disk.writeNew(try JSON.encode(paths), to: folder.path + "/paths")
        let result = try shell("python3 read.py <paths", in: folder.path)
        let lines = result.output.split(separator: "\n")
        try #require(lines.count == twins.count, "\(result.error)")
        var heads: [String: [String: String]] = [:]
        for (path, line) in zip(twins, lines) {
            let read = try JSON.decode(Read.self, from: Array(line.utf8))
            let (head, keys) = (read.head, read.keys)
            heads[path] = head
            #expect(
                keys
                    == ["title", "description", "doc_version", "last_updated", "canonical"].filter {
                        head[$0] != nil
                    },
                "\(path)")
            #expect(
                head["title"] != nil && head["canonical"]?.hasPrefix("https://example.org/") == true,
                "\(path)")
            #expect(
                read.body == "\n" + String(decoding: before[path] ?? [], as: UTF8.self)
                    + "\n## Sitemap\n\n- https://example.org/sitemap.md\n", "\(path)")
            #expect(head["doc_version"] == head["last_updated"])
            // The tool's own reader, libyaml, agrees.
            let source = SourceText(try #require(files[path]))
            let end = try #require(String(decoding: source.bytes, as: UTF8.self).firstRange(of: "\n---\n\n"))
            let text = String(decoding: source.bytes, as: UTF8.self)
            let count = text.utf8.distance(from: text.startIndex, to: end.lowerBound)
            guard case .mapping(let entries, _) = try YAML.read(source, 4..<count) else {
                Issue.record("\(path)")
                continue
            }
            for entry in entries {
                guard case .scalar(let scalar) = entry.value else { continue }
                #expect(Array((head[entry.key] ?? "").utf8) == Array(scalar.text.utf8), "\(path)")
            }
        }
        for (index, guide) in library.guides.enumerated() {
            let head = try #require(heads["guides/\(guide.slug).md"])
            #expect(head["title"] == guide.title && head["description"] == guide.summary)
            #expect(head["last_updated"] == guide.updated?.description)
            #expect(head["canonical"] == "https://example.org" + library.pages[index])
            let issue = try #require(guide.issues.first)
            let own = try #require(heads["guides/i/\(issue.id).md"])
            #expect(own["title"] == issue.heading.text && own["last_updated"] == head["last_updated"])
            #expect(own["description"]?.hasPrefix("The checker says \"no: ") == true)
            #expect(own["canonical"] == "https://example.org/guides/i/\(issue.id)")
        }
        #expect(
            heads["guides.md"] == [
                "title": "Test Guides", "description": "Guides for a test.", "doc_version": "2026-11-20",
                "last_updated": "2026-11-20", "canonical": "https://example.org/guides",
            ])
        #expect(heads["guides/categories/one.md"]?["description"] == "The first.")
        #expect(
            heads["guides/categories/first.md"]?["canonical"] == "https://example.org/guides/categories/one")
        for name in ["glossary", "search", "issues"] {
            #expect(heads["guides/\(name).md"]?["canonical"] == "https://example.org/guides/\(name)")
        }
    }

    /// Sizes are those of what is published, and one file of all twins has no front matter in its midst.
    @Test func sizesCountIt() async throws {
        let site = try Self.site()
        try await site.build()
        let whole = try site.read("Public/llms-full.txt")
        #expect(whole.hasPrefix("# ") && !whole.contains("last_updated:") && !whole.contains("\n---\n"))
        #expect(!whole.contains("sitemap"))
        let plain = try Self.site(Self.settings.replacing("twin: {front-matter: true}", with: ""))
        try await plain.build()
        #expect(try plain.read("Public/llms-full.txt") == whole)
        let map = try site.read("Public/sitemap.md")
        let twin = try site.read("Public/guides/a0.md")
        #expect(twin.hasPrefix("---\ntitle: \"Say \\\"Yes\\\": It Is # Not a Comment\"\n"))
        #expect(
            map.contains("/guides/a0.md): ")
                && map.contains("about \((twin.unicodeScalars.count + 3) / 4) tokens)"))
        let catalog = try site.read("Public/guides/issues.json")
        for path in try site.published().keys where path.hasPrefix("guides/i/") && path.hasSuffix(".md") {
            let size = (try site.read("Public/\(path)").unicodeScalars.count + 3) / 4
            if !path.contains("former") {
                #expect(
                    catalog.contains("\"tokens\": \(size)") || catalog.contains("\"tokens\":\(size)"),
                    "\(path)")
            }
        }
        let checked = try run(["check", "--site", site.path])
        #expect(checked.code == 0, "\(checked)")
    }

    /// Each lie in front matter and at the end is seen: in twins of guides, of issues and of lists.
    @Test(arguments: [
        ("title: \"", "title: \"Not "), ("title: ", "Title: "), ("description: \"", "description: \"\\u200B"),
        ("description: ", "describes: "), ("2026-11-20\"\ncanonical", "2026-11-21\"\ncanonical"),
        ("last_updated: \"2026-11-20\"\n", ""),
        ("canonical: \"https://example.org", "canonical: \"https://example.com"),
        ("canonical: \"", "canonical: \" "), ("---\ntitle", "---\nnoindex: true\ntitle"),
        ("\n---\n\n#", "\nextra: 1\n---\n\n#"), ("---\ntitle", "title"), ("\n---\n\n#", "\n\n#"),
        ("\n---\n\n#", "\n...\n\n#"), ("---\ntitle", "--- # said\ntitle"), ("title: ", "title:  "),
        ("\n---\n\n#", "\n# said to agents alone\n---\n\n#"), ("title: \"", "title: !x \""),
        ("---\ntitle", "---\ntitle: \"x\"\ntitle"), ("\n---\n\n#", "\n---\n\n---\na: b\n---\n\n#"),
        ("\n---\n\n#", "\n---\n#"), ("doc_version: \"2026-11-20\"\n", ""),
        ("doc_version: \"2026-11-20", "doc_version: \"2026-11-21"), ("## Sitemap", "## Site map"),
        ("## Sitemap", "### Sitemap"), ("org/sitemap.md", "org/sitemap.xml"),
        ("\n\n## Sitemap\n\n- https://example.org/sitemap.md", ""),
        ("- https://example.org/sitemap.md\n", "- https://example.org/sitemap.md\n- Said to agents alone.\n"),
        ("## Sitemap", "Said to agents alone.\n\n## Sitemap"),
    ])
    func liesAreFound(_ from: String, _ to: String) async throws {
        let site = try Self.site()
        let library = try await site.library()
        func spoil(_ writer: ByteWriter) {
            let text = writer.text
            let start = text.firstRange(of: from)
            #expect(start != nil, "\(from)")
            guard let start else { return }
            writer.removeAll()
            writer.append(text.replacingCharacters(in: start, with: to))
        }
        // A guide.
        let index = try #require(library.index(ofSlug: "a0"))
        let renderer = GuideRenderer(library: library, theme: try await site.theme())
        #expect(renderer.make(index).faults.isEmpty)
        renderer.spoil = spoil
        let faults = renderer.make(index).faults
        #expect(!faults.isEmpty)
        // A list.
        for isSpoiled in [false, true] {
            let twin = ListTwin.make(
                library, title: "Index", summary: "A list.", updated: Day("2026-11-20"),
                page: library.addresses.index,
                sections: [ListTwin.Section(title: "Guides", items: [library.twinItem(index)])])
            if isSpoiled { spoil(twin.markdown) }
            let title = library.guides[index].title.replacing("\"", with: "&quot;")
            let page = Array("<a href=\"/guides/a0\">\(title)</a>".utf8)
            let difference = ListProof(library).difference(twin, page: page, path: library.addresses.index)
            #expect((difference != nil) == isSpoiled, "\(String(describing: difference))")
        }
        // An issue.
        let issue = try #require(library.guides[index].issues.first)
        for isSpoiled in [false, true] {
            var writer = TwinWriter(
                markdown: ByteWriter(), frame: ByteWriter(),
                profile: TwinProfile(
                    library, title: issue.heading.text, summary: "What it is.", updated: Day("2026-11-20"),
                    page: library.addresses.issue(issue.id)))
            writer.heading(1, issue.heading.text)
            let blocks = writer.blocks
            writer.finish()
            if isSpoiled { spoil(writer.markdown) }
            let proof = Proof(
                parser: Parser(), addresses: ProofAddresses(origin: "https://example.org", path: "/guides"),
                dialect: Dialect())
            let difference =
                writer.differenceOfFrontMatter
                ?? proof.compareIssue(
                    writer.markdown, start: writer.start, blocksBefore: blocks,
                    blocksAfter: writer.blocks - blocks, frame: writer.frame,
                    page: ByteWriter(), part: 0..<0, address: "/guides/a0", names: BodyNames())
            #expect((difference != nil) == isSpoiled, "\(String(describing: difference))")
        }
    }

    /// A difference below front matter is found in the line of the guide where it is.
    @Test func linesBelowItAreRight() async throws {
        let site = try Self.site()
        let library = try await site.library()
        let index = try #require(library.index(ofSlug: "a1"))
        let renderer = GuideRenderer(library: library, theme: try await site.theme())
        renderer.spoil = { writer in
            let text = writer.text.replacing("2. Check again.", with: "2. Check it.")
            writer.removeAll()
            writer.append(text)
        }
        let guide = library.guides[index]
        let line = try #require(
            String(decoding: guide.written.bytes, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false
            ).firstIndex { $0.hasPrefix("2. Check") })
        let places = renderer.make(index).faults.compactMap { fault -> Int? in
            if case .different(_, let place) = fault { Int(place.line) } else { nil }
        }
        #expect(places == [line + 1])
    }

    /// All characters that titles may have, and some that they may not, are one text for every reader.
    @Test func anyTextIsQuoted() throws {
        let texts =
            (0..<0x300).compactMap { Unicode.Scalar($0).map { "a\($0)b" } }
            + [
                "\u{2028}x", "x\u{2029}", "\u{FEFF}x", "\u{FFFE}", "\u{10FFFF}", "---", "...", "\n---\n",
                " x ", "\\", "\"", "\\u0041",
            ]
        let lines = texts.map { TwinProfile.quoted($0) }
        #expect(!lines.contains { $0.contains("\n") })
        for (text, line) in zip(texts, lines) {
            let source = SourceText(Array("title: \(line)\n".utf8))
            guard case .mapping(let entries, _) = try YAML.read(source, 0..<source.bytes.count),
                case .scalar(let scalar) = entries[0].value
            else {
                Issue.record("\(line)")
                continue
            }
            #expect(Array(scalar.text.utf8) == Array(text.utf8), "\(line)")
        }
        let folder = try TemporaryFolder()
        try Disk.writeNew(
            Array((lines.map { "- \($0)" }.joined(separator: "\n") + "\n").utf8), to: folder.path + "/x.yml")
        try Disk.writeNew(
            Array(
                "import json, yaml\nprint(json.dumps(yaml.safe_load(open('x.yml', encoding='utf-8', newline=''))))\n"
                    .utf8),
            to: folder.path + "/x.py")
        let result = try shell("python3 x.py", in: folder.path)
        let read = try JSON.decode([String].self, from: Array(result.output.utf8))
        #expect(read.map { Array($0.utf8) } == texts.map { Array($0.utf8) }, "\(result.error)")
    }

    /// A wrong value is found where it is.
    @Test(arguments: [
        ("twin: true", 7, "`twin` is"),
        ("twin: {front-matter: perhaps}", 22, "`front-matter` is \"perhaps\""),
        ("twin: {frontmatter: true}", 8, "frontmatter"), ("twin: [front-matter]", 7, "`twin` is"),
        ("twin: {front-matter: 'true'}", 22, "`front-matter` is"),
    ])
    func wrongValuesAreFound(_ line: String, _ column: Int, _ message: String) async throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", "Text."),
            "Content/site.yml": TemporarySite.settings + line + "\n",
        ])
        let count = TemporarySite.settings.split(separator: "\n", omittingEmptySubsequences: false).count
        let found = try await site.build().findings.filter {
            $0.file == "Content/site.yml" && Int($0.location.line) == count
        }
        let first = try #require(found.first)
        #expect(first.message.contains(message), "\(found)")
        #expect(Int(first.location.column) == column, "\(first.location)")
        #expect(first.severity == .error || first.id == "content/unknown-key")
    }
}
