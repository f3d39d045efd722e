import Support

/// Results of the stages of a library, for the next library of the same site.
package struct LibraryMemo: Sendable {
    var resolver: Memo<LinkResolver.Key, Identified<LinkResolver>>
    var links: Memo<GuideKey, GuideLinks>
    var titles: Memo<TitlesKey, Identified<TitleIndex>>
    var named: Memo<GuideKey, [Int]>
    var related: RelatedMemo

    /// - Parameter isKept: whether another library will be made after this one.
    package init(isKept: Bool) {
        resolver = Memo(isKept: isKept)
        links = Memo(isKept: isKept)
        titles = Memo(isKept: isKept)
        named = Memo(isKept: isKept)
        related = RelatedMemo(isKept: isKept)
    }

    /// A guide, and what else the stage looks at.
    struct GuideKey: Hashable, Sendable {
        let guide: Int
        /// The identity of the resolver, or of the index of titles.
        let among: Int
    }

    struct TitlesKey: Hashable, Sendable {
        /// The keys of all titles, in the order of guides.
        let titles: [UInt64]
        /// The identity of the resolver.
        let among: Int
    }
}
