/// A template that a theme has to have, and the names of the values that it is given.
///
/// All values are flat texts; a section (`{{#updated}}…{{/updated}}`) asks whether one is there. A list is made of one
/// template an item and given as a whole, as `{{{related}}}`.
package enum TemplateName: String, Sendable, CaseIterable {
    case guide, index, category, alias
    case notFound = "404"
    case contentsItem = "contents-item"
    case guideItem = "guide-item"
    case resourceItem = "resource-item"
    case categoryItem = "category-item"

    /// What pages of every kind are given.
    private static let page = ["title", "summary", "canonical", "twin", "twin-path", "structured-data"]

    /// The names, in the order of their bits.
    package var names: [String] { Self.table[self] ?? [] }

    private static let table = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.given) })

    private var given: [String] {
        switch self {
        case .guide:
            Self.page + [
                "is-article", "is-inner", "body", "reading-time", "updated", "updated-in-words",
                "category-title",
                "category-url", "contents", "resources", "related", "mentioned-by", "mentioned-by-more",
            ]
        case .index: Self.page + ["categories"]
        case .category: Self.page + ["is-inner", "guides"]
        case .alias: Self.page + ["is-inner", "url"]
        case .notFound: Self.page + ["is-inner"]
        case .contentsItem: ["title", "url", "is-sub"]
        case .guideItem, .resourceItem: ["title", "url", "note"]
        case .categoryItem: ["title", "url", "note", "guides"]
        }
    }

    /// Names that other templates know, so that a partial shared by several may ask for them.
    static let all: Set<String> = Set(allCases.flatMap(\.names))
}
