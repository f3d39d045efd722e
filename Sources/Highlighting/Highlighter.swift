import Support

/// Tells which parts of code have a color, one piece of code after the other, with the same memory.
package struct Highlighter: ~Copyable {
    private var memory: [Token] = []

    package init() {}

    /// The languages by their names, each first by that of the lists: `[["sh", "bash", …], …]`.
    static var languages: [[String]] { Languages.all.map(\.names) }

    /// The parts of a piece of code that have a color, in order, none empty and none over another.
    ///
    /// - Parameters:
    ///   - code: any bytes. A part starts and ends where a character of UTF-8 does.
    ///   - info: the info string of its fence, such as `sh` or `js {1,3}`.
    ///   - most: how many parts are wanted. Where there are more, one more than that is found, and the rest is not looked at.
    /// - Returns: nil where no language has the name.
    package mutating func tokens<Result>(
        of code: Span<UInt8>, info: Span<UInt8>, most: Int, _ body: ([Token]) -> Result
    ) -> Result? {
        guard let language = Languages.named(info) else { return nil }
        var tokens: [Token] = []
        swap(&tokens, &memory)
        tokens.removeAll(keepingCapacity: true)
        var scanner = Scanner(code, language, tokens: tokens, most: most)
        tokens = []
        scanner.scan()
        memory = scanner.tokens
        return body(memory)
    }
}
