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
                let text = TemporarySite.guide(
                    title, category: category, more: lines.joined(separator: "\n"),
                    paragraphs.joined(separator: "\n\n"))
                // One of its own takes the place of the usual one.
                guard more["summary"] != nil else { return text }
                return text.replacing(/summary: ".*\n/, with: "", maxReplacements: 1)
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
                // Every key that a front matter has, with values that lead to other guides too.
                let (key, values) = pick(SiteKeys.frontMatter)
                let own: String? =
                    switch key {
                    case "related": "[\(slug(self.file))]"
                    case "resources": "[{guide: \(slug(self.file)), note: \(pick(Self.words))}]"
                    case "agent-notes": "[See https://example.org/guides/\(slug(self.file)).]"
                    case "keywords": "[\(pick(Self.words)) \(pick(Self.words))]"
                    case "summary": "What \(pick(Self.words)) and \(pick(Self.words)) have in common here."
                    default: nil
                    }
                let value = own ?? pick(values)
                guard !["title", "category"].contains(key) else { break }
                guides[file]!.more[key] = chance(25) ? nil : value
                try save(file)
            case 13:
                let (key, values) = pick(SiteKeys.terms.filter { !["term", "guide"].contains($0.key) })
                let more = pick(values).map { ", \(key): \($0)" } ?? ""
                let terms = ["QUX", "BAR policy", "FOO"].filter { _ in chance(70) }
                try site.write(
                    "Content/terms.yml",
                    terms.enumerated().map { number, term in
                        "- {term: \(term), guide: \(slug(self.file))\(number == 0 ? more : "")}\n"
                    }.joined())
            case 14:
                let (key, values) = pick(SiteKeys.settings.filter { $0.key != "categories" })
                let others = TemporarySite.settings.split(separator: "\n").filter {
                    !$0.hasPrefix(key + ":") && !$0.hasPrefix(chance(50) ? "keywords:" : "agent-notes:")
                }
                let line = pick(values).map { "\(key): \($0)\n" } ?? ""
                try site.write("Content/site.yml", line + others.joined(separator: "\n") + "\n")
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

    @Test(arguments: Seeded.seeds(4))
    func equalsACleanReading(seed: UInt64) async throws {
        let editor = try Editor(seed: seed, count: seed % 2 == 0 ? 30 : 8)
        var options = AnalyzedSite.Options()
        options.site = editor.site.path
        options.withDrafts = seed % 3 == 0
        var held = try await HeldReading(options)
        for step in 0..<60 {
            try editor.step()
            // Now and then the stamps alone have to tell that most files are as they were.
            if step % 20 == 0 { try await Task.sleep(for: .milliseconds(150)) }
            let isSame = try await held.follow(nil, "seed \(seed), step \(step): \(editor.log.suffix(3))")
            if !isSame { return }
        }
        // A reading that took nothing over would equal a clean one too.
        #expect(held.takenOver > 40)
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
