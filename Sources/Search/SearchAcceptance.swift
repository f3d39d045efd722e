import Analysis
import Content
import Findings
import Library
import Rendering
import Script
import Theming

/// The queries of `queries.yml`, which the site's search has to answer.
package enum SearchAcceptance {
    /// An answer has to be among so many results.
    private static let first = 3

    /// The queries that are not answered.
    ///
    /// - Parameter index: the files of the search index.
    package static func faults(_ reading: AnalyzedSite, index: [OutputFile]) -> [QueryFault] {
        let library = reading.library
        let queries = reading.content.queries
        guard !queries.isEmpty else { return [] }
        guard let source = reading.theme.asset(named: SiteSearch.script) else {
            return [.broken("the theme does not have it")]
        }
        let answers = Answers(library)
        var faults: [QueryFault] = []
        do throws(Script.Failure) {
            let search = try SiteSearch(source, files: index, library.addresses)
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
                let results = try search.results(query.text.text, most: first)
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

    /// The names that queries may give as answers, and the address of each.
    private struct Answers {
        var urls: [String: String] = [:]

        init(_ library: Library) {
            for (index, guide) in library.guides.enumerated() {
                for issue in guide.issues {
                    for name in issue.names { urls[name] = "\(library.pages[index])#\(issue.anchor)" }
                }
            }
            for (index, guide) in library.guides.enumerated() { urls[guide.slug] = library.pages[index] }
            for page in library.otherPages {
                for part in page.parts {
                    urls["\(page.name(library.addresses))#\(part.anchor)"] = "\(page.path)#\(part.anchor)"
                }
            }
        }
    }
}
