import Support

/// Patterns of paths on the site's host, `elsewhere` of `site.yml`: `/pricing` is one path, and `/docs/*` means
/// `/docs` and all that is below it.
package struct PathPatterns: Sendable, Hashable {
    private var paths: Set<String> = []
    /// Starts of paths, such as `/docs/` of `/docs/*`.
    private var starts: [String] = []

    /// Whether the site says nothing of other parts of its host.
    package var isEmpty: Bool { paths.isEmpty && starts.isEmpty }

    /// The most patterns: each link from the root is compared with all of them.
    static let mostPatterns = 200

    init() {}

    /// Adds a pattern.
    ///
    /// - Returns: false where a text is none.
    mutating func add(_ pattern: String) -> Bool {
        let start = pattern.utf8.last == UInt8(ascii: "*") ? pattern.utf8.dropLast() : pattern.utf8[...]
        guard start.first == UInt8(ascii: "/"), !start.contains(where: { "*?#".utf8.contains($0) }) else {
            return false
        }
        let written = String(decoding: start, as: UTF8.self)
        let plain = PercentEncoding.decode(written) ?? written
        if start.count < pattern.utf8.count {
            starts.append(plain)
            // The folder itself is one with what is in it.
            if plain.utf8.last == UInt8(ascii: "/") {
                paths.insert(String(decoding: plain.utf8.dropLast(), as: UTF8.self))
            }
        } else {
            paths.insert(plain)
        }
        return true
    }

    /// Whether a pattern stands for a path.
    ///
    /// - Parameter path: decoded, such as `/docs/größe`.
    package func match(_ path: String) -> Bool {
        paths.contains(path) || starts.contains { path.utf8.starts(with: $0.utf8) }
    }
}
