import Analysis
import Findings
import Foundation
import Library
import Rendering
import Support
import Words

/// Finds the issue that somebody means, by the words of its title and of what the checker saw, by other wordings that the
/// guide knows (`matches`), and by codes.
package struct IssueFinder: Sendable {
    /// An issue of the site.
    package struct Issue: Sendable {
        package var id: String
        /// The anchor of its heading.
        package var anchor: String
        package var title: String
        /// Its guide, among the library's.
        package var guide: Int
        /// Its published twin.
        package var twin: [UInt8]
        /// The first paragraph: what the checker saw.
        package var signal: String
        package var matches: [String]
    }

    /// An issue and how well it fits: 1 where its title, or one other wording, is just what was asked for.
    package struct Hit: Sendable {
        package var issue: Issue
        package var score: Double
    }

    /// Below this an issue has too little of what was asked for.
    package static let least = 0.3

    package let issues: [Issue]
    private let lexicon: Lexicon
    /// For each issue how much each of its words says, from 0 to 1, wherever it is.
    private let weights: [[UInt64: Double]]
    /// For each issue the words of its title and of each other wording: together they say more than scattered.
    private let wordings: [[Set<UInt64>]]
    /// How rare each word is.
    private let rarity: [UInt64: Double]
    /// Every word as it is written, for those that are misspelled.
    private let spellings: [String]

    /// - Parameter reading: a site without errors in settings or templates.
    package init(_ reading: AnalyzedSite, jobs: Int) async throws {
        let library = reading.library
        lexicon = Lexicon(library.terms)
        let found = try await Workers.map(library.guides.count, jobs: jobs, makeState: {}) { _, index in
            Self.issues(of: index, reading)
        }
        issues = found.flatMap { $0 }
        var spellings: Set<String> = []
        var counts: [UInt64: Int] = [:]
        weights = issues.map { issue in
            var own: [UInt64: Double] = [:]
            func add(_ text: String, _ weight: Double) {
                let bytes = Array(text.utf8)
                for word in Words.all(in: text) {
                    own[word.key] = max(own[word.key] ?? 0, weight)
                    spellings.insert(String(decoding: bytes[word.range], as: UTF8.self).lowercased())
                }
            }
            for wording in [issue.title] + issue.matches { add(wording, 0.8) }
            add(library.guides[issue.guide].title, 0.7)
            add(issue.signal, 0.5)
            for word in own.keys { counts[word, default: 0] += 1 }
            return own
        }
        wordings = issues.map { issue in
            ([issue.title] + issue.matches).map { Set(Words.all(in: $0).map(\.key)) }
        }
        let total = Double(issues.count)
        rarity = counts.mapValues { log(1 + total / Double($0)) }
        self.spellings = spellings.sorted()
    }

    private static func issues(of index: Int, _ reading: AnalyzedSite) -> [Issue] {
        let guide = reading.library.guides[index]
        let issues = guide.issues
        guard !issues.isEmpty else { return [] }
        let made = Outputs(reading).pair(index).issues
        let twins = Dictionary(uniqueKeysWithValues: made.files.map { ($0.path, $0.bytes) })
        let (ledger, addresses) = (reading.library.ledger, reading.library.addresses)
        return zip(issues, made.texts).compactMap { issue, text in
            guard let twin = twins[addresses.output(addresses.issue(issue.id), ".md")] else { return nil }
            // What it was once called it may still be called by tools.
            let names = issue.otherIDs + ledger.titles(ofIssues: issue.names, addresses)
            return Issue(
                id: issue.id, anchor: issue.anchor, title: issue.heading.text, guide: index, twin: twin,
                signal: text.signal,
                matches: (issue.details?.matches.map(\.text) ?? []) + names)
        }
    }

    /// The issues that fit, the best first; of equals the first by id.
    package func hits(_ query: String) -> [Hit] {
        let whole = Words.letters(of: query)
        let asked = Set(query.lowercased().split(separator: " ").map(String.init))
        let words = words(of: query)
        let written = words.union(Words.all(in: query).map(\.key))
        // What no issue has counts as the rarest word: a query of which little is known fits badly.
        let rarest = rarity.values.max() ?? 1
        let all = words.reduce(0) { $0 + (rarity[$1] ?? rarest) }
        var hits = issues.enumerated().map { index, issue in
            var score = 0.0
            for wording in wordings[index] {
                let said = words.reduce(0) { sum, word in
                    let weight = wording.contains(word) ? 1 : weights[index][word] ?? 0
                    return sum + weight * (rarity[word] ?? 0)
                }
                // A wording of which nothing is left over is meant rather than one that says more besides.
                let share = Double(wording.intersection(written).count) / Double(max(wording.count, 1))
                score = max(score, said * (0.7 + 0.3 * share))
            }
            if all > 0 { score /= all }
            // A code, or a wording that is known, says it beyond doubt.
            if issue.matches.contains(where: { asked.contains($0.lowercased()) }) { score += 1 }
            if whole.count > 0,
                ([issue.title, issue.id] + issue.matches).contains(where: { Words.letters(of: $0) == whole })
            {
                score += 1
            }
            return Hit(issue: issue, score: score)
        }
        hits.removeAll { $0.score < Self.least }
        return hits.sorted { ($1.score, $0.issue.id) < ($0.score, $1.issue.id) }
    }

    /// The words of a query; a misspelled one as it is spelled, and of a form of a term the words of its name.
    private func words(of query: String) -> Set<UInt64> {
        let bytes = Array(query.utf8)
        var words: Set<UInt64> = []
        for word in Words.all(in: query) {
            let text = String(decoding: bytes[word.range], as: UTF8.self)
            if rarity[word.key] == nil, text.count > 3, let near = Nearest.match(text, among: spellings),
                let known = Words.all(in: near).first
            {
                words.insert(known.key)
            } else {
                words.insert(word.key)
            }
        }
        let prose = Prose(query)
        for match in lexicon.forms.matches(in: prose) {
            let (term, form) = lexicon.owners[match.phrase]
            guard form != lexicon.terms[term].name else { continue }
            for word in Words.all(in: form) { words.remove(word.key) }
            for word in Words.all(in: lexicon.terms[term].name) { words.insert(word.key) }
        }
        return words
    }
}
