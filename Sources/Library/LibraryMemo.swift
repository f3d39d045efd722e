import Support

/// Results of the stages of a library, for the next library of the same site.
package struct LibraryMemo: Sendable {
    var resolver: Memo<LinkResolver.Key, Identified<LinkResolver>>
    var links: Memo<GuideKey, GuideLinks>
    var titles: Memo<TitlesKey, Identified<TitleIndex>>
    var named: Memo<GuideKey, [Int]>
    var related: RelatedMemo
    /// What another run of the tool kept; nil where none did.
    private var stored: Former?
    /// Whether the next run of the tool is to find something.
    let isStored: Bool

    /// A library of another run of the tool.
    private struct Former: Sendable {
        let library: StoredLibrary
        /// The number of its settings.
        let settings: Int
        /// Its guides, in the order of those of now; nil for one that is not known.
        let guides: [Guide?]
        let shape = Identity.next()

        /// The identity of a shape, if it is that of this library.
        func identity(of key: LinkResolver.Key) -> Int? {
            key.hasSettings(settings) && key.digest == library.shape ? shape : nil
        }
    }

    /// - Parameter isKept: whether another library will be made after this one.
    package init(isKept: Bool) { self.init(isKept: isKept, isStored: false) }

    private init(isKept: Bool, isStored: Bool) {
        self.isStored = isStored
        resolver = Memo(isKept: isKept)
        links = Memo(isKept: isKept)
        titles = Memo(isKept: isKept)
        named = Memo(isKept: isKept)
        related = RelatedMemo(isKept: isKept)
    }

    /// - Parameters:
    ///   - library: what another run of the tool kept; nil where it is to be kept for the first time.
    ///   - settings: the number that its settings have.
    ///   - guides: its guides, in the order of those of now; nil for one that is not known.
    package init(_ library: StoredLibrary?, settings: Int, guides: [Guide?]) {
        self.init(isKept: false, isStored: true)
        stored = library.map { Former(library: $0, settings: settings, guides: guides) }
    }

    /// The resolver of a shape, and its memo.
    func resolver(of key: LinkResolver.Key, _ make: () -> LinkResolver) -> (
        Identified<LinkResolver>, Memo<LinkResolver.Key, Identified<LinkResolver>>
    ) {
        resolver.value(key) { Identified(make(), identity: stored?.identity(of: key)) }
    }

    /// The memo of related guides.
    var relatedMemo: RelatedMemo {
        stored.map { RelatedMemo($0.library.related, guides: $0.guides, shape: $0.shape) } ?? related
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
