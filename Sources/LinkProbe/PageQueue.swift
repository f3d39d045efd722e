import Synchronization

/// The pages that are still to be requested, in an order in which those of one host are far from each other.
final class PageQueue: Sendable {
    private let left: Mutex<ArraySlice<ProbePage>>

    init(_ pages: [ProbePage]) { left = Mutex(Self.interleaved(pages)[...]) }

    /// The next page; nil where all were taken.
    func take() -> ProbePage? { left.withLock { $0.popFirst() } }

    private static func interleaved(_ pages: [ProbePage]) -> [ProbePage] {
        var counts: [String: Int] = [:]
        let numbered = pages.map { page -> (number: Int, page: ProbePage) in
            let host = WebAddress(page.url)?.host ?? ""
            defer { counts[host, default: 0] += 1 }
            return (counts[host, default: 0], page)
        }
        return numbered.enumerated().sorted {
            ($0.element.number, $0.offset) < ($1.element.number, $1.offset)
        }
        .map(\.element.page)
    }
}
