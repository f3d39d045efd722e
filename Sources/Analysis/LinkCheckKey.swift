import Content
import Library

/// All that decides what the checks of links find in a guide: the guide itself, and that links into others lead to what is there.
struct LinkCheckKey: Hashable, Sendable {
    private let guide: Int
    private let shape: Int
    /// Of what its links lead to.
    private let anchors: Int

    /// The part that is the same for all guides.
    struct Shared {
        /// Of the anchors of all guides.
        fileprivate let guides: Int
        /// Of those of pages besides guides, which templates make.
        fileprivate let pages: Int

        init(_ library: Library, theme: Int) {
            var hasher = Hasher()
            for guide in library.guides { hasher.combine(guide.anchorsKey) }
            guides = hasher.finalize()
            hasher = Hasher()
            hasher.combine(guides)
            hasher.combine(theme)
            pages = hasher.finalize()
        }
    }

    init(of index: Int, in library: Library, _ shared: Shared) {
        guide = library.guides[index].identity
        shape = library.shapeIdentity
        var hasher = Hasher()
        for target in library.targets[index] {
            switch target {
            case .guide(let other, _): hasher.combine(library.guides[other].anchorsKey)
            // Any guide may have had the issue, or the only issue of a list that names them.
            case .issue: hasher.combine(shared.guides)
            case .page(_, let suffix) where AddressText.fragment(of: suffix) != nil:
                hasher.combine(shared.pages)
            default: break
            }
        }
        anchors = hasher.finalize()
    }
}
