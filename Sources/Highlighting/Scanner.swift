import Support

/// Finds the parts of a piece of code that have a color, from its first byte to its last.
///
/// It never goes back: each step passes at least one byte, and what looks ahead looks at a bounded number of bytes or
/// remembers that it found nothing. So the time it takes grows with the length of the code alone, whatever is in it.
struct Scanner: ~Escapable {
    let code: Span<UInt8>
    let language: Language
    /// The next byte.
    var at = 0
    /// What was found, in order.
    private(set) var tokens: [Token]
    /// With one more than so many it stops.
    private let most: Int
    /// Bytes that were looked at before their turn, by which tests hold the promise above.
    var ahead = 0

    /// Whether the next word is that of a command.
    var expectsCommand = true
    /// Whether a variable gets a value, after which a command may come: `PORT=587 ./serve`.
    var isAssigning = false
    /// Whether the next word is the name of what is defined.
    var expectsName = false
    /// The last byte that was no space; zero at the start. It tells a division from a regular expression.
    var previous: UInt8 = 0
    /// No regular expression ends before this byte.
    var noExpressionBefore = 0
    /// The line that ends the text whose `<<` was the last.
    var hereDocument: HereDocument?
    /// How many blocks are open: CSS.
    var depth = 0
    /// Whether the next word starts a statement: CSS.
    var startsStatement = true
    /// Whether what comes is within a tag: HTML.
    var isInTag = false
    /// What the lines before mean for the next one.
    var section = Section.start
    /// The indentation of the line of YAML that ends in `|` or `>`: what is further in is its text. Nil for none.
    var textIndentation: Int?

    /// The part of a text that is made of lines: nothing yet, headers, a front matter or a command, all that follows, code
    /// between fences.
    enum Section { case start, head, body, fence }

    /// The end of a text within a shell's commands.
    struct HereDocument {
        /// The word that ends it, in the code.
        var end: Range<Int>
        /// Whether that word may be indented.
        var isIndented: Bool
    }

    /// - Parameter tokens: an empty array, for the sake of its memory.
    @_lifetime(copy code)
    init(_ code: Span<UInt8>, _ language: Language, tokens: [Token] = [], most: Int = .max) {
        self.code = code
        self.language = language
        self.tokens = tokens
        self.most = most
    }

    /// Goes through all of the code.
    mutating func scan() {
        if language.rules.lines != .plain { startLine() }
        while at < code.count, tokens.count <= most {
            let byte = code[at]
            let kind = language.classes[Int(byte)]
            if kind.contains(.lineEnd) {
                endLine()
            } else if kind.contains(.space) {
                if isAssigning { (isAssigning, expectsCommand) = (false, true) }
                at += 1
            } else if kind.contains(.mark), mark(byte) {
                (previous, expectsName) = (byte, false)
            } else if kind.contains(.word) {
                word(kind)
            } else {
                if kind.contains(.commandStart) { expectsCommand = true }
                (previous, expectsName) = (byte, false)
                at += 1
            }
        }
    }

    private mutating func endLine() {
        (expectsName, isAssigning) = (false, false)
        // A command goes on after a line that ends in a backslash.
        if previous != UInt8(ascii: "\\") { expectsCommand = true }
        at += 1
        if let document = hereDocument {
            hereDocument = nil
            skipText(of: document)
        }
        previous = 0
        if language.rules.lines != .plain { startLine() }
    }

    // MARK: What lines and marks need

    /// Adds what lies between two bytes, or makes the last token longer if it is of the same kind and ends there.
    mutating func add(_ kind: Token.Kind, _ start: Int, _ end: Int) {
        guard start < end, tokens.count <= most else { return }
        if let last = tokens.last, last.kind == kind, last.end == start {
            tokens[tokens.count - 1].end = end
        } else {
            tokens.append(Token(kind: kind, start: start, end: end))
        }
    }

    /// Adds what comes up to `end`, and goes there.
    mutating func take(_ kind: Token.Kind, to end: Int) {
        add(kind, at, end)
        at = end
    }

    /// A byte of the code; zero beyond its end.
    @inline(__always)
    func byte(_ offset: Int) -> UInt8 { offset >= 0 && offset < code.count ? code[offset] : 0 }

    func holds(_ piece: [UInt8], at offset: Int) -> Bool {
        guard offset + piece.count <= code.count else { return false }
        for index in piece.indices where code[offset + index] != piece[index] { return false }
        return true
    }

    /// The end of the line that a byte is in, without its line break.
    func lineEnd(_ offset: Int) -> Int { code.position(of: 10, from: min(offset, code.count)) ?? code.count }

    /// Goes past spaces and tabs.
    mutating func skipSpaces() {
        while at < code.count, code[at].isSpaceOrTab { at += 1 }
    }

    func byteClass(_ offset: Int) -> Language.Class {
        offset >= 0 && offset < code.count ? language.classes[Int(code[offset])] : []
    }
}
