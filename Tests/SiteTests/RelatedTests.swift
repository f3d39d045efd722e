import TestSupport
import Testing

@testable import Library

@Suite(.timeLimit(.minutes(15))) struct RelatedTests {
    /// Guides on a few subjects, with links and terms between them, the same for one seed.
    static func files(_ count: Int, seed: UInt64) -> [String: String] {
        var random = Seeded(seed)
        let syllables = ["ba", "der", "fi", "gol", "hu", "jan", "ke"]
        let words = (0..<300).map { (number: Int) -> String in
            [number % 7, number / 7 % 7, number / 49 % 7].map { syllables[$0] }.joined()
        }
        var files = ["Content/terms.yml": "- {term: ALPHA, guide: g-1}\n- {term: BETA, guide: g-2}\n"]
        for index in 0..<count {
            let subject = Int.random(in: 0..<6, using: &random) * 40
            var text = (0..<120).map { _ in
                Int.random(in: 0..<3, using: &random) == 0
                    ? words.randomElement(using: &random)!
                    : words[subject + Int.random(in: 0..<40, using: &random)]
            }
            .joined(separator: " ")
            for term in ["ALPHA", "BETA"] where Int.random(in: 0..<4, using: &random) == 0 {
                text += " \(term)"
            }
            if Int.random(in: 0..<2, using: &random) == 0 {
                text += " [link](g-\(Int.random(in: 0..<count, using: &random)).md)"
            }
            files["g-\(index).md"] = TemporarySite.guide(
                "Title \(words[index])", category: index % 3 == 0 ? "two" : "one", text)
        }
        return files
    }

    /// For each slug its related slugs.
    static func lists(_ library: Library) -> [String: [String]] {
        Dictionary(
            uniqueKeysWithValues: library.guides.indices.map { index in
                (library.guides[index].slug, library.related[index].map { library.guides[$0.guide].slug })
            })
    }

    /// Neither the order of files on the disk nor the number of workers matters.
    @Test(arguments: 1...3)
    func orderOfInputDoesNotMatter(_ seed: Int) async throws {
        let files = Self.files(40, seed: 1)
        let expected = Self.lists(try await TemporarySite(files).library())
        #expect(expected.values.allSatisfy { $0.count == 3 })
        var random = Seeded(UInt64(seed))
        let site = try TemporarySite()
        for (file, text) in files.sorted(by: { $0.key < $1.key }).shuffled(using: &random) {
            // Folders part guides that were neighbours; the slug is what counts.
            let isGuide = !file.hasPrefix("Content/")
            try site.write(
                isGuide && Bool.random(using: &random) ? "deep/\(file)" : file,
                text.replacing("](g-", with: "](/guides/g-").replacing(".md)", with: ")"))
        }
        #expect(Self.lists(try await site.library(jobs: 4)) == expected)
    }

    /// A guide that comes, goes or is renamed changes only lists that hold it.
    @Test(arguments: 1...8)
    func changesStayLocal(_ seed: Int) async throws {
        let files = Self.files(40, seed: UInt64(seed))
        let all = Self.lists(try await TemporarySite(files).library())
        let gone = "g-\(5 + seed)"
        var fewer = files
        let text = fewer.removeValue(forKey: gone + ".md")!
        let without = Self.lists(try await TemporarySite(fewer).library())
        for (slug, list) in without where list != all[slug] {
            #expect(all[slug]!.contains(gone), "seed \(seed): \(slug) changed from \(all[slug]!) to \(list)")
        }
        fewer["renamed.md"] = text
        let renamed = Self.lists(try await TemporarySite(fewer).library())
        for (slug, list) in renamed where slug != "renamed" {
            let before = all[slug]!.map { $0 == gone ? "renamed" : $0 }
            if Set(list) != Set(before) {
                #expect(list.contains("renamed") || before.contains("renamed"), "seed \(seed): \(slug)")
            }
        }
    }

    @Test func authorsListComesFirstAndIsFilled() async throws {
        let same = String(repeating: "mail server record domain policy ", count: 20)
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("A", more: "related: [z]\nresources: [{guide: b}]", same),
            "b.md": TemporarySite.guide("B", same), "c.md": TemporarySite.guide("C", same),
            "d.md": TemporarySite.guide("D", same),
            "z.md": TemporarySite.guide("Z", category: "two", "other things entirely"),
            "draft.md": TemporarySite.guide("Draft", more: "draft: true", same),
        ])
        let library = try await site.library()
        #expect(Self.lists(library)["a"] == ["z", "c", "d"])
        let scores = library.related[library.index(ofSlug: "a")!].map(\.score)
        #expect(scores[0] == 1000 && scores[1...].allSatisfy { $0 >= PairScores.least })
    }

    /// Guides of two categories are compared where one names what the other explains, and not for their words alone.
    @Test(arguments: ["b", "none"])
    func aNameJoinsCategories(_ explainer: String) async throws {
        let site = try TemporarySite([
            "Content/terms.yml": "- {term: TLS-RPT, guide: \(explainer)}\n",
            "a.md": TemporarySite.guide("A", "Some words about TLS-RPT and reports and servers."),
            "b.md": TemporarySite.guide("B", category: "two", "Reports and servers and more words."),
        ])
        let expected = explainer == "b" ? ["a": ["b"], "b": ["a"]] : ["a": [], "b": []]
        #expect(Self.lists(try await site.library()) == expected)
    }

    @Test func fallsBackToTheCategory() async throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Apples", "apple orchard"),
            "b.md": TemporarySite.guide("Boats", "ship harbour"),
            "c.md": TemporarySite.guide("Clouds", "rain weather"),
            "d.md": TemporarySite.guide("Doors", category: "two", "hinge"),
        ])
        #expect(Self.lists(try await site.library())["a"] == ["b", "c"])
    }
}
