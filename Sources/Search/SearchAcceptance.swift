import Analysis
import Content
import Findings
import Foundation
import Library
import Rendering
import Script
import Theming

/// Runs the queries of `queries.yml` over the very index that is published, by the very script that ranks in the browser.
package struct SearchAcceptance {
    /// The script among the assets.
    package static let script = "ranking.js"
    /// An answer has to be among so many results.
    package static let first = 3

    private let script: Script
    private let files: [String: [UInt8]]
    private let loaded = Loaded()
    private let folder: String

    /// The names of the index's files that the script has by now.
    private final class Loaded { var names: Set<String> = [] }

    /// What the script answers, see `Templates/assets/ranking.js`.
    private struct Step: Decodable {
        struct Hit: Decodable {
            package var title: String
            package var url: String
        }

        var needs: [String]?
        var hits: [Hit]?
    }

    /// - Parameters:
    ///   - source: the ranking script.
    ///   - files: the files of the index.
    package init(_ source: [UInt8], files: [OutputFile], _ addresses: Addresses) throws(Script.Failure) {
        script = try Script(String(decoding: source, as: UTF8.self))
        self.files = Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { $1 })
        folder = addresses.path.dropFirst() + (addresses.path.isEmpty ? "" : "/")
        script.set("text", to: String(decoding: self.files["\(folder)search.json"] ?? [], as: UTF8.self))
        _ = try script.value(of: "var index = JSON.parse(text), files = {}; ''")
    }

    /// The best results for a query: address and title.
    package func results(_ query: String, most: Int = first) throws(Script.Failure) -> [(
        url: String, title: String
    )] {
        script.set("query", to: query)
        while true {
            let answer = try script.value(
                of:
                    "JSON.stringify(guidesRanking.search(index, files, query, \(most)), ['needs', 'hits', 'title', 'url'])"
            )
            guard let step = try? JSONDecoder().decode(Step.self, from: Data(answer.utf8)) else {
                throw Script.Failure(description: "it does not answer with results")
            }
            guard let needs = step.needs else { return (step.hits ?? []).map { ($0.url, $0.title) } }
            for name in needs {
                guard let bytes = files["\(folder)assets/search/\(name).json"],
                    loaded.names.insert(name).inserted
                else {
                    throw Script.Failure(description: "it asks for \(name), which the index does not have")
                }
                script.set("name", to: name)
                script.set("text", to: String(decoding: bytes, as: UTF8.self))
                _ = try script.value(of: "files[name] = JSON.parse(text); ''")
            }
        }
    }

    /// Which queries are not answered.
    ///
    /// - Parameter index: the files of the search index.
    package static func faults(_ reading: AnalyzedSite, index: [OutputFile]) -> [QueryFault] {
        let library = reading.library
        let queries = reading.content.queries
        guard !queries.isEmpty else { return [] }
        guard let source = reading.theme.asset(named: script) else {
            return [.broken("the theme does not have it")]
        }
        let answers = Answers(library)
        var faults: [QueryFault] = []
        do throws(Script.Failure) {
            let search = try SearchAcceptance(
                source, files: index, library.addresses)
            for query in queries {
                var urls: Set<String> = []
                for answer in query.finds {
                    if let url = answers.urls[answer.text] {
                        urls.insert(url)
                    } else if let index = library.index(ofAlias: answer.text) {
                        urls.insert(library.pages[index])
                        faults.append(.moved(answer, to: library.guides[index].slug))
                    } else {
                        let near = Nearest.match(answer.text, among: answers.urls.keys.sorted())
                        faults.append(.unknown(answer, near: near))
                    }
                }
                guard !urls.isEmpty else { continue }
                let results = try search.results(query.text.text)
                let isFound = results.contains { result in
                    urls.contains(result.url)
                        || urls.contains(String(result.url.prefix { $0 != "#" }))
                }
                if !isFound {
                    faults.append(.missed(query, found: results.map(\.title)))
                }
            }
        } catch {
            faults.append(.broken(error.description))
        }
        return faults
    }

    /// What queries may name, and the address of each.
    private struct Answers {
        var urls: [String: String] = [:]

        init(_ library: Library) {
            for (index, guide) in library.guides.enumerated() {
                for issue in guide.issues {
                    for name in issue.names { urls[name] = "\(library.pages[index])#\(issue.anchor)" }
                }
            }
            for (index, guide) in library.guides.enumerated() { urls[guide.slug] = library.pages[index] }
            for page in library.pagesBesides {
                for part in page.parts {
                    urls["\(page.name(library.addresses))#\(part.anchor)"] = "\(page.path)#\(part.anchor)"
                }
            }
        }
    }
}
