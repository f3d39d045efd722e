import TestSupport
import Testing

@testable import Content
@testable import Library
@testable import Support
@testable import Words

/// Related guides under random links and names, against a model that knows no index: each pair is looked at by itself.
@Suite(.timeLimit(.minutes(15))) struct RelatedModelTests {
    /// Guides of a few categories, some of them drafts, with names and links between them at random.
    private struct Graph {
        var guides: [Guide] = []
        var vectors: [TermVector] = []
        var names: [[Int]] = []
        var links: [[Int]] = []

        init(_ seed: UInt64, _ random: inout Seeded) async throws {
            var files = RelatedTests.files(14, seed: seed)
            for number in 0..<14 {
                let file = "g-\(number).md"
                if number % 7 == 6 {
                    files[file] = files[file]?.replacing("category: one\n", with: "category: three\n")
                }
                if Int.random(in: 0..<5, using: &random) == 0 {
                    files[file] = files[file]?.replacing("\n---\n\n", with: "\ndraft: true\n---\n\n")
                }
            }
            let site = try TemporarySite(files, templates: false)
            let content = try await SiteContent.read(
                try ContentTree(site: site.path), site: site.path, withDrafts: true, jobs: 1)
            let reader = GuideReader(
                Lexicon(content.terms, titles: []), BodyRules(content), keepsWords: false)
            for source in content.guides {
                let parsed = reader.read(source, committed: nil)
                guides.append(parsed.guide)
                vectors.append(parsed.vector)
            }
            names = guides.indices.map { _ in some(&random) }
            links = guides.indices.map { _ in some(&random) }
        }

        /// A few guides, each once; a guide may be among its own.
        func some(_ random: inout Seeded) -> [Int] {
            let count = Int.random(in: 0...3, using: &random)
            return Set((0..<count).map { _ in Int.random(in: guides.indices, using: &random) }).sorted()
        }

        /// For each guide the others that lead to it.
        var linkedBy: [[Int]] {
            guides.indices.map { index in
                links.indices.filter { $0 != index && links[$0].contains(index) }
            }
        }

        func scores(isIndexed: Bool) async throws -> PairScores {
            try await PairScores(
                guides: guides, vectors: vectors, names: names, links: links, linkedBy: linkedBy,
                isIndexed: isIndexed, jobs: 1)
        }

        func cosine(_ one: Int, _ other: Int) -> Double {
            func weights(_ index: Int) -> [UInt64: Double] {
                Dictionary(
                    uniqueKeysWithValues: vectors[index].weights.map { ($0 >> 32, Double($0 & 0xFFFF_FFFF)) })
            }
            let (a, b) = (weights(one), weights(other))
            let length = [a, b].map { $0.values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
            guard length[0] > 0, length[1] > 0 else { return 0 }
            return a.reduce(0) { $0 + $1.value * (b[$1.key] ?? 0) } / length[0] / length[1]
        }

        /// The score of `other` in the list of `index`, in thousandths; nil where the two are not compared.
        func score(of other: Int, in index: Int) -> Double? {
            guard other != index else { return nil }
            let isNamed = names[index].contains(other) || names[other].contains(index)
            let isLinked = links[index].contains(other) || links[other].contains(index)
            let category = guides.map(\.frontMatter.category.text)
            guard category[index] == category[other] || isNamed || isLinked else { return nil }
            return 1000
                * (cosine(index, other) + (isNamed ? 0.1 : 0) + (links[other].contains(index) ? 0.05 : 0))
        }
    }

    @Test(arguments: Seeded.seeds(6), [true, false])
    func scoresAreThoseOfEachPair(_ seed: UInt64, _ isIndexed: Bool) async throws {
        var random = Seeded(seed)
        let graph = try await Graph(seed, &random)
        let scores = try await graph.scores(isIndexed: isIndexed)
        var scratch = PairScores.Scratch()
        for index in graph.guides.indices {
            for list in [PairScores.List.own, .ofOther] {
                var found: [Int: Int] = [:]
                scores.forEachCandidate(of: index, for: list, scratch: &scratch) { other, score in
                    #expect(found[other] == nil, "seed \(seed): \(other) twice for \(index)")
                    found[other] = score
                }
                for other in graph.guides.indices {
                    let wanted =
                        (list == .own
                            ? graph.score(of: other, in: index) : graph.score(of: index, in: other)) ?? 0
                    let score = found[other] ?? 0
                    // Two ways to add may round to two sides.
                    let isSame =
                        abs(Double(score) - wanted) <= 1
                        || score == 0 && wanted < Double(PairScores.least) + 0.5
                    #expect(isSame, "seed \(seed): \(other) for \(index), \(list): \(score), not \(wanted)")
                }
            }
        }
    }

    @Test(arguments: Seeded.seeds(6)) func listsHaveTheBest(_ seed: UInt64) async throws {
        var random = Seeded(seed)
        let graph = try await Graph(seed, &random)
        let scores = try await graph.scores(isIndexed: true)
        let lists = RelatedLists(scores)
        var scratch = PairScores.Scratch()
        for index in graph.guides.indices {
            for _ in 0..<4 {
                let excluded = Set(graph.some(&random))
                let author = graph.some(&random).filter { $0 != index }.shuffled(using: &random)
                var candidates: [Related] = []
                scores.forEachCandidate(of: index, for: .own, scratch: &scratch) {
                    candidates.append(Related(guide: $0, score: $1))
                }
                let free = graph.guides.indices.filter {
                    $0 != index && !excluded.contains($0) && !author.contains($0)
                        && !graph.guides[$0].frontMatter.isDraft
                }
                var wanted = author.map { Related(guide: $0, score: 1000) }
                let best = candidates.filter { free.contains($0.guide) }.sorted {
                    ($1.score, $0.guide) < ($0.score, $1.guide)
                }
                wanted += best.prefix(max(0, 3 - wanted.count))
                let own = graph.guides[index].frontMatter.category.text
                let others = free.filter { other in
                    graph.guides[other].frontMatter.category.text == own
                        && !wanted.contains { $0.guide == other }
                }
                wanted += others.prefix(max(0, 3 - wanted.count)).map { Related(guide: $0, score: 0) }
                let list = lists.list(for: index, excluded: excluded, author: author, scratch: &scratch)
                #expect(list == wanted, "seed \(seed): \(index) without \(excluded), author's \(author)")
            }
        }
    }

    /// Two guides of equal words with any of: `a` names what `b` explains, the other way round, `a` links to `b`, and
    /// the other way round.
    @Test(arguments: 0..<16, ["one", "two"])
    func namesAndLinksAddUp(_ ways: Int, _ category: String) async throws {
        func has(_ bit: Int) -> Bool { ways & 1 << bit != 0 }
        let words = String(repeating: "mail server record domain policy ", count: 20)
        func text(_ term: String, _ address: String) -> String {
            "\(words) \(term) and [more](\(address)) of it."
        }
        let site = try TemporarySite([
            "Content/terms.yml":
                "- {term: ALPHA, guide: \(has(1) ? "a" : "none")}\n- {term: BETA, guide: \(has(0) ? "b" : "none")}\n",
            "a.md": TemporarySite.guide("Quiet", text("BETA", has(2) ? "b.md" : "https://example.com/b")),
            "b.md": TemporarySite.guide(
                "Loud", category: category, text("ALPHA", has(3) ? "a.md" : "https://example.com/a")),
        ])
        let library = try await site.library()
        let lists = [0, 1].map { library.related[$0].map(\.guide) }
        guard category == "one" || ways != 0 else {
            #expect(lists == [[], []])
            return
        }
        try #require(lists == [[1], [0]])
        let scores = [0, 1].map { Double(library.related[$0][0].score) }
        let names: Double = has(0) || has(1) ? 100 : 0
        // The words alone are the same for both; each is linked to by the other one or is not. A term that is named is a
        // link too.
        let base = [
            scores[0] - names - (has(3) || has(1) ? 50 : 0), scores[1] - names - (has(2) || has(0) ? 50 : 0),
        ]
        #expect(abs(base[0] - base[1]) <= 1, "\(scores)")
        #expect((900...1001).contains(base[0]), "\(scores)")
    }
}
