/// JSON (RFC 8259) that is written piece by piece into a buffer. Values that fit into memory are encoded by `JSON`.
package struct JSONWriter {
    package let out: ByteWriter
    /// Whether no comma belongs before the next entry.
    private var isFirst = true
    /// Closing brackets of what `open` began, outermost first.
    private var openBrackets: [Bracket] = []
    /// Whether the next entry starts on a line of its own.
    private var breaksLines = false

    package init(capacity: Int = 4096) { out = ByteWriter(capacity: capacity) }

    /// A whole text: an object of texts, each on a line of its own, for tools that know lines alone.
    package mutating func lines(_ write: (inout JSONWriter) -> Void) {
        breaksLines = true
        object(nil, write)
        breaksLines = false
        out.append("\n")
    }

    /// The kind of a value that holds others.
    package enum Bracket: Sendable { case object, list }

    /// Begins an object or a list that is written piece by piece, until `close`. Without a key it is one of a list, or
    /// a whole text.
    package mutating func open(_ bracket: Bracket, _ key: String? = nil) {
        start(key)
        out.append(bracket == .object ? "{" : "[")
        openBrackets.append(bracket)
        isFirst = true
    }

    /// Ends what was opened last.
    package mutating func close() {
        guard let bracket = openBrackets.popLast() else { return }
        out.append(bracket == .object ? "}" : "]")
        isFirst = openBrackets.isEmpty
    }

    /// The brackets that end all that is open, such as `]}`.
    package var closingBrackets: String {
        String(openBrackets.reversed().map { $0 == .object ? "}" : "]" })
    }

    /// An object; without a key, one of a list.
    package mutating func object(_ key: String? = nil, _ write: (inout JSONWriter) -> Void) {
        start(key)
        out.append("{")
        isFirst = true
        write(&self)
        out.append(breaksLines ? "\n}" : "}")
        isFirst = false
    }

    /// A list; without a key, one of a list.
    package mutating func list(_ key: String?, _ write: (inout JSONWriter) -> Void) {
        start(key)
        out.append("[")
        isFirst = true
        write(&self)
        out.append("]")
        isFirst = false
    }

    /// A text under a key.
    package mutating func text(_ key: String, _ text: String) {
        start(key)
        append(text)
    }

    /// One of a list.
    package mutating func item(_ text: String) {
        start(nil)
        append(text)
    }

    /// One of a list.
    package mutating func item(_ number: Int) {
        start(nil)
        out.append(decimal: number)
    }

    /// A whole number under a key.
    package mutating func number(_ key: String, _ number: Int) {
        start(key)
        out.append(decimal: number)
    }

    /// A list of texts.
    package mutating func texts(_ key: String, _ texts: [String]) {
        list(key) { list in
            for text in texts { list.item(text) }
        }
    }

    private mutating func start(_ key: String?) {
        if !isFirst { out.append(",") }
        isFirst = false
        guard let key else { return }
        if breaksLines { out.append("\n") }
        append(key)
        out.append(":")
    }

    /// RFC 8259 section 7, and no `<`, `>` or `&`, so that no text can end the script element.
    private func append(_ text: String) {
        out.append("\"")
        let bytes = text.utf8.span
        let plain = Self.plain
        let isPlain = bytes.indices.allSatisfy { plain[Int(bytes[$0])] }
        if isPlain {
            out.append(bytes)
        } else {
            for index in bytes.indices { appendEscaped(bytes[index]) }
        }
        out.append("\"")
    }

    private func appendEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): out.append("\\\"")
        case UInt8(ascii: "\\"): out.append("\\\\")
        case UInt8(ascii: "<"): out.append("\\u003c")
        case UInt8(ascii: ">"): out.append("\\u003e")
        case UInt8(ascii: "&"): out.append("\\u0026")
        case 0..<32:
            out.append(byte < 16 ? "\\u000" : "\\u001")
            out.append(String(byte & 15, radix: 16))
        default: out.append(byte)
        }
    }

    /// Whether a byte of a text is written as it is.
    private static let plain: [Bool] = (0..<256).map { byte in
        byte >= 32 && !"\"\\<>&".utf8.contains(UInt8(byte))
    }
}
