/// Patterns of paths in settings, such as `drafts/**/*.md`.
enum FilePattern {
    /// The most parts of a pattern, and of a path.
    private static let mostParts = 64

    /// Whether a path is one of those that a pattern names: `*` is any text within a part, `**` any parts.
    static func matches(_ pattern: String, _ path: String) -> Bool {
        let plain = pattern.after("./") ?? pattern
        let parts = plain.split(separator: "/").prefix(mostParts)
        let names = path.split(separator: "/").prefix(mostParts)
        // For each start of the path, whether the parts so far name it.
        var reached = [true] + Array(repeating: false, count: names.count)
        for part in parts {
            var next = Array(repeating: false, count: names.count + 1)
            for at in reached.indices where reached[at] {
                if part == "**" {
                    for end in at..<next.count { next[end] = true }
                } else if at < names.count, isNamed(Array(names[at].utf8), by: Array(part.utf8)) {
                    next[at + 1] = true
                }
            }
            reached = next
        }
        return reached.last ?? false
    }

    /// The patterns that one with braces is short for: `a.md` and `a.mdx` for `a.{md,mdx}`.
    static func alternatives(_ pattern: String) -> [String] {
        var (open, done) = ([pattern], [String]())
        while let next = open.popLast(), open.count + done.count < mostParts {
            if let cut = next.cut(at: "{"), let inner = cut.after.cut(at: "}") {
                let words = inner.before.split(separator: ",", omittingEmptySubsequences: false)
                open += words.map { cut.before + $0 + inner.after }
            } else {
                done.append(next)
            }
        }
        return done
    }

    /// Whether a path is one of those that a pattern of Jekyll names: `*` is any text, and the start of a path is
    /// enough.
    static func matchesStart(_ pattern: String, _ path: String) -> Bool {
        let plain = pattern.after("./") ?? pattern.after("/") ?? pattern
        guard !plain.isEmpty else { return false }
        return path.begins(plain) || isNamed(Array(path.utf8), by: Array(plain.utf8))
    }

    private static func isNamed(_ name: [UInt8], by part: [UInt8]) -> Bool {
        var reached = [true] + Array(repeating: false, count: name.count)
        for mark in part {
            var next = Array(repeating: false, count: name.count + 1)
            for at in reached.indices where reached[at] {
                if mark == UInt8(ascii: "*") {
                    for end in at..<next.count { next[end] = true }
                } else if at < name.count, mark == UInt8(ascii: "?") || mark == name[at] {
                    next[at + 1] = true
                }
            }
            reached = next
        }
        return reached.last ?? false
    }
}
