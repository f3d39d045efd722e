import Analysis
import Content
import Findings
import Library
import Rendering
import Script
import Support
import Theming

/// The queries of `queries.yml`, which the site's search has to answer.
package struct SearchAcceptance: Sendable {
    /// A query with what the search found for it.
    package struct Answer: Sendable {
        package var query: Query
        /// The rank of the first result that answers it, from 0, among the first three; nil where none does.
        package var rank: Int?
        /// The titles of the first three results.
        fileprivate var found: [String]
    }

    /// An answer has to be among so many results.
    private static let first = 3

    /// The queries whose answers exist, in order.
    package private(set) var answers: [Answer] = []
    /// What is wrong with queries and search. Queries that are set aside may miss their answers.
    package private(set) var faults: [QueryFault] = []

    /// Asks the queries of a site.
    ///
    /// - Parameter index: the files of the search index.
    package init(_ reading: AnalyzedSite, index: [OutputFile], jobs: Int) async throws {
        let library = reading.library
        let queries = reading.content.queries
        guard !queries.isEmpty else { return }
        guard let source = reading.theme.asset(named: SiteSearch.script) else {
            faults = [.broken("the theme does not have it")]
            return
        }
        var names = Answers(library)
        let named = queries.map { names.of($0, library) }
        do {
            // A script belongs to one thread, so each worker has its own.
            let asked = try await Workers.map(queries.count, jobs: jobs, makeState: { SiteSearch?.none }) {
                search, number -> Answer? in
                let urls = named[number].urls
                guard !urls.isEmpty else { return nil }
                let ready = try search ?? SiteSearch(source, files: index, library.addresses)
                search = ready
                let results = try ready.results(queries[number].text.text, most: Self.first)
                let rank = results.firstIndex { result in
                    urls.contains(result.url) || urls.contains(String(result.url.prefix { $0 != "#" }))
                }
                return Answer(query: queries[number], rank: rank, found: results.map(\.title))
            }
            answers = asked.compactMap(\.self)
            faults = zip(named, asked).flatMap { named, answer in
                guard let answer, answer.rank == nil, !answer.query.isSetAside else { return named.faults }
                return named.faults + [.missed(answer.query, found: answer.found)]
            }
        } catch let failure as Script.Failure {
            faults = named.flatMap(\.faults) + [.broken(failure.description)]
        }
    }

    /// Asks the queries of a site that has no index yet.
    package init(_ reading: AnalyzedSite, jobs: Int) async throws {
        let index = OutputKind.searchIndex
        let result = try await Rendering(reading, jobs: jobs).write(
            to: DiscardingSink(), kinds: [index], keeping: [index.name], addsFiles: false)
        try await self.init(reading, index: result.kept, jobs: jobs)
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
