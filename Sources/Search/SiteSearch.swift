import Content
import Glibc
import Library
import Rendering
import Script
import Support
import Theming

/// The site's own search: the very script that ranks in the browser, over the very index that is published. It belongs
/// to one thread.
package struct SiteSearch {
    /// The script among the assets.
    package static let script = "ranking.js"

    /// The kinds of entries, by the numbers of `Templates/assets/ranking.js`.
    enum Kind: Int, Decodable, Sendable { case guide, issue, term, category }

    struct Hit: Decodable, Sendable {
        var kind: Kind
        var title: String
        /// The address from the site's root on, such as `/guides/spf#multiple-spf-records`.
        var url: String
        /// From 0; the scores of one query alone can be compared.
        var score: Double
    }

    /// An answer of the script, see `search` there.
    private struct Step: Decodable {
        var needs: [String]?
        var hits: [Hit]?
        var fits: Bool?
    }

    /// The names of the index's files that the script has by now.
    private final class Loaded { var names: Set<String> = [] }

    private let script: Script
    private let files: [String: [UInt8]]
    private let loaded = Loaded()
    private let folder: String
    /// Words that tell no entry from another, which a query is not searched by.
    private let stopWords: Set<Substring>

    /// - Parameters:
    ///   - source: the ranking script.
    ///   - files: the files of the index.
    init(_ source: [UInt8], files: [OutputFile], _ addresses: Addresses) throws(Script.Failure) {
        script = try Script(String(decoding: source, as: UTF8.self))
        self.files = Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { $1 })
        folder = addresses.path.dropFirst() + (addresses.path.isEmpty ? "" : "/")
        script.set("text", to: String(decoding: self.files["\(folder)search.json"] ?? [], as: UTF8.self))
        let common = try script.value(of: "var index = JSON.parse(text), files = {}; index.common")
        stopWords = Set(common.split(separator: " "))
    }

    /// The best results for a query.
    func results(_ query: String, most: Int) throws(Script.Failure) -> [Hit] {
        try answer(query, most: most).hits ?? []
    }

    /// Whether some of the best results, of any kind, say most of what is asked for, or a part of it clearly.
    func fits(_ query: String) throws(Script.Failure) -> Bool { try answer(query, most: 1).fits ?? false }

    private func answer(_ query: String, most: Int) throws(Script.Failure) -> Step {
        script.set("query", to: query)
        while true {
            let answer = try script.value(
                of:
                    "JSON.stringify(guidesRanking.search(index, files, query, \(most)), ['needs', 'hits', 'fits', 'kind', 'title', 'url', 'score'])"
            )
            guard let step = try? JSON.decode(Step.self, from: answer.utf8) else {
                throw Script.Failure(description: "it does not return results")
            }
            guard let needs = step.needs else { return step }
            for name in needs { try load(name) }
        }
    }

    /// The best results of one kind for a query.
    func results(_ query: String, of kind: Kind, most: Int) throws(Script.Failure) -> [Hit] {
        var requested = 8 * most
        while true {
            let all = try results(query, most: requested)
            let found = all.filter { $0.kind == kind }
            if found.count >= most || all.count < requested { return Array(found.prefix(most)) }
            requested *= 8
        }
    }

    /// The score that a query would have if each of its words were said as well as any entry says it; about the most
    /// that an entry can have.
    func fullScore(of query: String) throws(Script.Failure) -> Double {
        var sum = 0.0
        var seen: Set<Substring> = []
        for word in query.split(whereSeparator: \.isWhitespace) where seen.insert(word).inserted {
            sum += try weight(of: String(word))
        }
        return sum
    }

    /// The score of the entry that says a word best. A word that the index does not have as it is written counts as the rarest,
    /// and one that tells no entry from another as nothing.
    func weight(of word: String) throws(Script.Failure) -> Double {
        let parts = SearchText.plain(word).split(separator: " ")
        if parts.allSatisfy(stopWords.contains) { return 0 }
        let best = try results(word, most: 1).first?.score ?? 0
        return try has(word) ? best : max(best, rarest())
    }

    /// Whether the index has some part of a text as it is written.
    private func has(_ text: String) throws(Script.Failure) -> Bool {
        _ = try results(text, most: 1)
        return try script.value(
            of:
                "guidesRanking.search(index, files, query, 1).groups.some(function (group) { return group.fit === 1; }) ? 'yes' : ''"
        )
            == "yes"
    }

    /// The rarity of a word that a single entry has, as the script weighs it.
    private func rarest() throws(Script.Failure) -> Double {
        Double(try script.value(of: "String(guidesRanking.rarity(index, 1))")) ?? 0
    }

    private func load(_ name: String) throws(Script.Failure) {
        guard let bytes = files["\(folder)assets/search/\(name).json"], loaded.names.insert(name).inserted
        else {
            throw Script.Failure(description: "it asks for \(name), which the index does not have")
        }
        script.set("name", to: name)
        script.set("text", to: String(decoding: bytes, as: UTF8.self))
        _ = try script.value(of: "files[name] = JSON.parse(text); ''")
    }
}
