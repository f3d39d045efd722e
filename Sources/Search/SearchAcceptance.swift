import Analysis
import Content
import Findings
import Library
import Rendering
import Script
import Support
import Theming

/// The queries of `queries.yml`, which the site's search has to answer.
package enum SearchAcceptance {
    /// An answer has to be among so many results.
    private static let first = 3

    /// The queries that are not answered.
    ///
    /// - Parameter index: the files of the search index.
    package static func faults(
        _ reading: AnalyzedSite, index: [OutputFile], jobs: Int
    ) async throws -> [QueryFault] {
        let library = reading.library
        let queries = reading.content.queries
        guard !queries.isEmpty else { return [] }
        guard let source = reading.theme.asset(named: SiteSearch.script) else {
            return [.broken("the theme does not have it")]
        }
        var answers = Answers(library)
        let named = queries.map { answers.of($0, library) }
        do {
            // A script belongs to one thread, so each worker has its own.
            let missed = try await Workers.map(queries.count, jobs: jobs, makeState: { SiteSearch?.none }) {
                search, number -> QueryFault? in
                let query = queries[number]
                let urls = named[number].urls
                guard !urls.isEmpty else { return nil }
                let ready = try search ?? SiteSearch(source, files: index, library.addresses)
                search = ready
                let results = try ready.results(query.text.text, most: first)
                let isFound = results.contains { result in
                    urls.contains(result.url) || urls.contains(String(result.url.prefix { $0 != "#" }))
                }
                return isFound ? nil : .missed(query, found: results.map(\.title))
            }
            return zip(named, missed).flatMap { $0.faults + [$1].compactMap(\.self) }
        } catch let failure as Script.Failure {
            return named.flatMap(\.faults) + [.broken(failure.description)]
        }
    }

    /// The names that queries may give as answers, and the address of each.
    private struct Answers {
        private var urls: [String: String] = [:]
        /// Names of guides that are not listed, and of their issues.
        private var unlisted: Set<String> = []
        private lazy var names = Nearest.Names(urls.keys.sorted())

        init(_ library: Library) {
            for (index, guide) in library.guides.enumerated() {
                for issue in guide.issues {
                    for name in issue.names { urls[name] = "\(library.pages[index])#\(issue.anchor)" }
                }
            }
            for (index, guide) in library.guides.enumerated() { urls[guide.slug] = library.pages[index] }
            for guide in library.guides where !guide.isListed {
                unlisted.formUnion([guide.slug] + guide.issues.flatMap(\.names))
            }
            for page in library.otherPages {
                for part in page.parts {
                    urls["\(page.name(library.addresses))#\(part.anchor)"] = "\(page.path)#\(part.anchor)"
                }
            }
        }

        /// The addresses that answer a query, and what is wrong with the names that it gives for them.
        mutating func of(_ query: Query, _ library: Library) -> (urls: Set<String>, faults: [QueryFault]) {
            var found: (urls: Set<String>, faults: [QueryFault]) = ([], [])
            for answer in query.finds {
                if unlisted.contains(answer.text) {
                    found.faults.append(.unlisted(answer))
                } else if let url = urls[answer.text] {
                    found.urls.insert(url)
                } else if let index = library.index(ofAlias: answer.text) {
                    found.urls.insert(library.pages[index])
                    found.faults.append(.moved(answer, to: library.guides[index].slug))
                } else {
                    found.faults.append(.unknown(answer, near: names.match(answer.text)))
                }
            }
            return found
        }
    }
}
