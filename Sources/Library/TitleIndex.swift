import Support

/// Guides by their titles, as texts name them.
struct TitleIndex: Sendable {
    private let entries: [(key: UInt64, guide: Int)]

    init(_ guides: [Guide]) {
        entries = guides.enumerated().map { ($1.titleKey, $0) }.sorted { $0 < $1 }
    }

    /// The guides that have a title with this key.
    func guides(named key: UInt64) -> [Int] {
        entries[entries.partitionPoint { $0.key < key }...].prefix { $0.key == key }.map(\.guide)
    }
}
