import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Library

extension PageTests {
    /// What a page tells search engines is what its guide says.
    @Suite struct StructuredDataTests {
        private struct Graph: Decodable {
            var context: String
            var things: [Thing]

            enum CodingKeys: String, CodingKey {
                case context = "@context"
                case things = "@graph"
            }

            func thing(_ type: String) -> Thing? { things.first { $0.type == type } }
        }

        private struct Thing: Decodable {
            struct Step: Decodable {
                var position: Int
                var name: String
                var item: String
            }

            struct Organization: Decodable { var name: String }

            struct DefinedTerm: Decodable {
                var type: String
                var name: String
                var url: String
                var description: String?
                var alternateName: [String]?

                enum CodingKeys: String, CodingKey {
                    case type = "@type"
                    case name, url, description, alternateName
                }
            }

            var type: String
            var headline: String?
            var name: String?
            var description: String?
            var url: String?
            var inLanguage: String?
            var timeRequired: String?
            var articleSection: String?
            var dateModified: String?
            var author: Organization?
            var itemListElement: [Step]?
            var hasDefinedTerm: [DefinedTerm]?

            enum CodingKeys: String, CodingKey {
                case type = "@type"
                case headline, name, description, url, inLanguage, timeRequired, articleSection, dateModified
                case author, itemListElement, hasDefinedTerm
            }
        }

        private func graph(_ page: String) throws -> Graph {
            let text = try #require(
                page.firstMatch(of: /<script type="application\/ld\+json">(.*?)<\/script>/)?.1)
            return try JSONDecoder().decode(Graph.self, from: Data(text.utf8))
        }

        private func reading() async throws -> (AnalyzedSite, TemporarySite) {
            let site = try await PublishedSite.real.value.site
            var options = AnalyzedSite.Options()
            options.site = site.path
            return (try await AnalyzedSite(options), site)
        }

        @Test func guides() async throws {
            let (reading, site) = try await reading()
            let library = reading.library
            for (index, guide) in library.guides.enumerated() {
                let graph = try graph(site.read("Public/guides/\(guide.slug).html"))
                #expect(graph.context == "https://schema.org")
                let article = try #require(graph.thing("TechArticle"))
                let category = try #require(library.site.category(guide.frontMatter.category.text))
                #expect(article.headline == guide.title && article.description == guide.summary)
                #expect(article.url == "https://mailrith.com/guides/\(guide.slug)")
                #expect(article.inLanguage == "en" && article.articleSection == category.title.text)
                #expect(article.timeRequired == "PT\(library.readingMinutes(of: index))M")
                #expect(article.dateModified == guide.updated?.description)
                #expect(article.author?.name == library.site.publisher.name)
                let steps = try #require(graph.thing("BreadcrumbList")?.itemListElement)
                #expect(steps.map(\.name) == [library.site.name, category.title.text, guide.title])
                #expect(steps.map(\.position) == [1, 2, 3])
                #expect(
                    steps.map(\.item) == [
                        "https://mailrith.com/guides",
                        "https://mailrith.com/guides/categories/\(category.id)",
                        "https://mailrith.com/guides/\(guide.slug)",
                    ])
                // Nothing claims to be what it is not.
                #expect(graph.things.map(\.type) == ["TechArticle", "BreadcrumbList"])
            }
        }

        @Test func lists() async throws {
            let (reading, site) = try await reading()
            let own = reading.library.site
            let index = try graph(site.read("Public/guides.html"))
            #expect(index.things.map(\.type) == ["CollectionPage"])
            #expect(index.things[0].name == own.name && index.things[0].description == own.summary.text)
            #expect(index.things[0].url == "https://mailrith.com/guides")
            for category in own.categories where !reading.library.guides(in: category.id).isEmpty {
                let graph = try graph(site.read("Public/guides/categories/\(category.id).html"))
                let list = try #require(graph.thing("CollectionPage"))
                #expect(list.name == category.title.text && list.description == category.summary.text)
                #expect(list.url == "https://mailrith.com/guides/categories/\(category.id)")
                let steps = try #require(graph.thing("BreadcrumbList")?.itemListElement)
                #expect(steps.map(\.name) == [own.name, category.title.text])
            }
        }

        @Test func glossary() async throws {
            let (reading, site) = try await reading()
            let terms = reading.library.terms
            let set = try #require(
                try graph(site.read("Public/guides/glossary.html")).thing("DefinedTermSet"))
            let shown = try #require(set.hasDefinedTerm)
            #expect(Set(shown.map(\.name)) == Set(terms.map(\.name)) && shown.count == terms.count)
            let page = try site.read("Public/guides/glossary.html")
            for term in shown {
                let own = try #require(terms.first { $0.name == term.name })
                #expect(term.type == "DefinedTerm" && term.description == own.definition.text)
                #expect(term.alternateName ?? [] == (own.expansion.map { [$0] } ?? []) + own.synonyms)
                let anchor = try #require(term.url.split(separator: "#").last)
                #expect(page.contains("<h2><span id=\"\(anchor)\"></span>"))
            }
            // There alone.
            for guide in reading.library.guides {
                #expect(try !site.read("Public/guides/\(guide.slug).html").contains("DefinedTerm"))
            }
        }
    }
}
