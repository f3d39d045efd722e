import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Content
@testable import Rendering
@testable import Support

/// A reading that takes over what did not change is the reading that a clean start would have made.
@Suite(.timeLimit(.minutes(15))) struct IncrementalTests {
    /// A folder of guides that a random editor works on.
    private final class Editor {
        let site: TemporarySite
        private var random: Seeded
        /// Each guide's front matter and paragraphs, by its file.
        private var guides: [String: Draft] = [:]
        private var titles = 0
        private(set) var log: [String] = []

        private struct Draft {
            var title: String
            var category = "one"
            var more: [String: String] = [:]
            var paragraphs: [String] = []

            var text: String {
                let lines = more.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
                return TemporarySite.guide(
                    title, category: category, more: lines.joined(separator: "\n"),
                    paragraphs.joined(separator: "\n\n"))
            }
        }

        private static let words = [
            "record", "sender", "policy", "transport", "mailbox", "receiver", "key", "selector", "alignment",
            "bounce", "header", "gateway", "report", "quota", "filter", "greeting", "queue", "relay",
        ]

        init(seed: UInt64, count: Int) throws {
            random = Seeded(seed)
            site = try TemporarySite(["Content/terms.yml": "- {term: QUX, guide: guide-1}\n"])
            for number in 0..<count { try add("guide-\(number).md") }
        }

        private func pick<Value>(_ values: [Value]) -> Value { values.randomElement(using: &random)! }
        private var file: String { pick(guides.keys.sorted()) }
        private func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
        private func slug(_ file: String) -> String { String(file.split(separator: "/").last!.dropLast(3)) }

        private func title() -> String {
            titles += 1
            return chance(50)
                ? "\(pick(Self.words).capitalized) \(pick(Self.words).capitalized)" : "Title \(titles)"
        }

        private func sentence() -> String {
            var words = (0..<Int.random(in: 4...14, using: &random)).map { _ in pick(Self.words) }
            if chance(40), let other = guides.values.map(\.title).sorted().randomElement(using: &random) {
                words.insert(other, at: 2)
            }
            if chance(40) { words.insert(pick(["QUX", "BAR policy", "FOO"]), at: 1) }
            if chance(40), !guides.isEmpty {
                let anchor = chance(30) ? "#" + pick(["steps", "why-it-matters", "nowhere"]) : ""
                words.insert("[\(pick(Self.words)) link](\(file)\(anchor))", at: 1)
            }
            return words.joined(separator: " ").capitalized + "."
        }

        private func paragraph() -> String {
            if chance(20) {
                return "## " + pick(["Steps", "Why It Matters", "Records"]) + "\n\n" + sentence()
            }
            if chance(5) { return "See [that](gone-\(titles).md)." }
            return (0..<3).map { _ in sentence() }.joined(separator: " ")
        }

        private func add(_ file: String) throws {
            guides[file] = Draft(title: title(), category: pick(["one", "two"]))
            guides[file]!.paragraphs = (0..<4).map { _ in paragraph() }
            try save(file)
        }

        private func save(_ file: String) throws {
            try site.write(file, guides[file]!.text)
        }

        /// Does one thing that editors do, and says what.
        func step() throws {
            let file = file
            let kind = Int.random(in: 0..<20, using: &random)
            switch kind {
            case 0...6:
                let at = Int.random(in: 0..<guides[file]!.paragraphs.count, using: &random)
                guides[file]!.paragraphs[at] = paragraph()
                try save(file)
            case 7:
                guides[file]!.title = title()
                try save(file)
            case 8:
                guides[file]!.category = pick(["one", "two", "unknown"])
                try save(file)
            case 9:
                try add((chance(50) ? "deep/" : "") + "new-\(titles).md")
            case 10 where guides.count > 4:
                guides[file] = nil
                try site.remove(file)
            case 11 where guides.count > 4:
                let name = "renamed-\(titles)-\(guides.count).md"
                var draft = guides.removeValue(forKey: file)!
                if chance(50) { draft.more["aliases"] = "[\(slug(file))]" }
                guides[name] = draft
                try site.remove(file)
                try save(name)
            case 12:
                let key = pick(["draft", "related", "resources", "keywords", "updated", "agent-notes"])
                let value =
                    switch key {
                    case "draft": pick(["true", "false"])
                    case "related": "[\(slug(self.file))]"
                    case "resources": "[{guide: \(slug(self.file)), note: \(pick(Self.words))}]"
                    case "updated": pick(["2026-01-02", "2026-03-04"])
                    case "agent-notes": "[See https://example.org/guides/\(slug(self.file)).]"
                    default: "[\(pick(Self.words)) \(pick(Self.words))]"
                    }
                guides[file]!.more[key] = chance(25) ? nil : value
                try save(file)
            case 13:
                let terms = ["QUX", "BAR policy", "FOO"].filter { _ in chance(70) }
                try site.write(
                    "Content/terms.yml",
                    terms.map { "- {term: \($0), guide: \(slug(self.file))}\n" }.joined())
            case 14:
                let extra = chance(50) ? "keywords: [more \(titles)]\n" : "term-links: \(chance(50))\n"
                try site.write(
                    "Content/site.yml",
                    TemporarySite.settings.replacingOccurrences(of: "keywords: [site keyword]\n", with: extra)
                )
            case 15:
                let text = try Disk.read(repository + "/Templates/guide.mustache")
                try site.write("Templates/guide.mustache", text + Array("<!-- \(titles) -->".utf8))
            case 16:
                try chance(50) ? site.write("img/dot.svg", "<svg/>") : site.remove("img/dot.svg")
            case 17: try save(file)
            case 18: try site.write(file, "---\ntitle: [\n")
            default:
                // A checkout of another branch.
                for file in guides.keys.sorted() where chance(60) {
                    guides[file]!.paragraphs.append(paragraph())
                    try save(file)
                }
            }
            log.append("\(kind) \(file)")
        }
    }

    @Test(arguments: Seeded.seeds(6))
    func equalsACleanReading(seed: UInt64) async throws {
        let editor = try Editor(seed: seed, count: seed % 2 == 0 ? 30 : 8)
        var options = AnalyzedSite.Options()
        options.site = editor.site.path
        options.withDrafts = seed % 3 == 0
        var remembering = options
        remembering.keepsState = true
        var reading = try await AnalyzedSite(remembering)
        var former = reading.renderedGuides()
        var takenOver = 0
        for step in 0..<60 {
            try editor.step()
            // Now and then the stamps alone have to tell that most files are as they were.
            if step % 20 == 0 { try await Task.sleep(for: .milliseconds(150)) }
            let tree = try ContentTree(site: editor.site.path)
            // The files that were touched tell as much as a look through all folders.
            if let former = reading.tree, former.findings.isEmpty, tree.findings.isEmpty {
                let touched = Set((former.files + tree.files).map(\.path))
                #expect(former.updated(touched, site: editor.site.path)?.files == tree.files)
            }
            let next = try await AnalyzedSite(tree, remembering, after: reading)
            let clean = try await AnalyzedSite(tree, options)
            let comment: Comment = "seed \(seed), step \(step): \(editor.log.suffix(3))"
            let made = try await next.publishedFiles()
            let wanted = try await clean.publishedFiles()
            #expect(made.keys.sorted() == wanted.keys.sorted(), comment)
            let different = wanted.keys.filter { made[$0] != wanted[$0] }.sorted()
            #expect(different == [], comment)
            let found = try await next.allFindings(remembering)
            #expect(found == (try await clean.allFindings(options)), comment)
            for (a, b) in zip(next.library.related, clean.library.related) { #expect(a == b, comment) }
            let pairs = next.renderedGuides()
            if let changed = next.changedPairs(since: reading) {
                for index in pairs.indices where !changed.contains(index) {
                    takenOver += 1
                    #expect(pairs[index].page.bytes == former[index].page.bytes, comment)
                    #expect(pairs[index].twin.bytes == former[index].twin.bytes, comment)
                    let guide = next.library.guides[index]
                    #expect(
                        pairs[index].faults.map { $0.finding(guide) }
                            == former[index].faults.map { $0.finding(guide) }, comment)
                }
            }
            if !different.isEmpty { return }
            (reading, former) = (next, pairs)
        }
        // A reading that took nothing over would equal a clean one too.
        #expect(takenOver > 40)
    }

    @Test func parsesOnlyWhatChanged() async throws {
        let editor = try Editor(seed: 9, count: 20)
        var options = AnalyzedSite.Options()
        options.site = editor.site.path
        options.keepsState = true
        // Templates that are older than the clock is coarse.
        try await Task.sleep(for: .milliseconds(150))
        let first = try await AnalyzedSite(options)
        let text = try editor.site.read("guide-3.md")
        try editor.site.write("guide-3.md", text + "\n\nOne more sentence.\n")
        let second = try await AnalyzedSite(
            try ContentTree(site: editor.site.path), options, after: first)
        let fresh = second.library.guides.indices.filter {
            second.library.guides[$0] !== first.library.guides[$0]
        }
        #expect(fresh.map { second.library.guides[$0].slug } == ["guide-3"])
        #expect(second.theme.identity == first.theme.identity)
        let changed = try #require(second.changedPairs(since: first))
        #expect(changed.contains(fresh[0]) && changed.count < 20)
        // With a guide more, numbers of guides mean others; texts that cannot name its title are not parsed again.
        try editor.site.write("zz.md", TemporarySite.guide("Zymurgy Quagga", "Text."))
        let third = try await AnalyzedSite(
            try ContentTree(site: editor.site.path), options, after: second)
        #expect(third.changedPairs(since: second) == nil)
        #expect(
            third.library.guides.dropLast().allSatisfy { guide in
                second.library.guides.contains { $0 === guide }
            })
    }

    /// A heading that goes takes its anchor along; who links there is told, though nothing of it changed.
    @Test func findsAnchorsThatAreGone() async throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", "See [b](b.md#steps)."),
            "b.md": TemporarySite.guide("Beta", "## Steps\n\nThe steps. See [a](a.md)."),
        ])
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.keepsState = true
        let first = try await AnalyzedSite(options)
        #expect(try await !first.allFindings(options).contains { $0.id == LinksUnknownAnchor.id })
        try site.write("b.md", TemporarySite.guide("Beta", "## Ways\n\nThe steps. See [a](a.md)."))
        let second = try await AnalyzedSite(try ContentTree(site: site.path), options, after: first)
        #expect(second.library.guides[0] === first.library.guides[0])
        let found = try await second.allFindings(options).filter { $0.id == LinksUnknownAnchor.id }
        #expect(found.map(\.file) == ["Content/guides/a.md"])
    }
}
