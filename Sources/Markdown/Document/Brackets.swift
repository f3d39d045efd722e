import Support

/// Text in square brackets, which may be a label: `[text]`, `[^note]`, `[text](address)`.
package enum Brackets {
    /// Bytes that a label may have: no more than 999 characters (CommonMark section 4.7).
    private static let longest = 4000

    /// The bytes between each bracket and the next one that closes it, where that can be a label: without brackets, but
    /// for those after a backslash. Code is not left out.
    package static func contents(in bytes: Span<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var open: Int?
        var isEscaped = false
        for index in bytes.indices {
            let byte = bytes[index]
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "[") {
                open = index + 1
            } else if byte == UInt8(ascii: "]") {
                if let open, index - open < longest { found.append(open..<index) }
                open = nil
            }
        }
        return found
    }

    /// Whether a closing bracket is certainly followed by the address of an inline link, such as `(tls.md)`.
    ///
    /// - Parameter index: the offset after the bracket.
    package static func isInlineLink(at index: Int, in bytes: Span<UInt8>) -> Bool {
        guard bytes.holds("(", at: index) else { return false }
        let end = bytes.firstIndex(from: index + 1) { $0 <= 32 || "()<\\".utf8.contains($0) }
        return end.map { $0 < index + 1 + longest && bytes[$0] == UInt8(ascii: ")") } ?? false
    }
}
