/// A part of code that has a mark at its start and one at its end: a comment, a string.
struct Delimiter: Sendable {
    /// Where its opening mark counts as one.
    enum Place: Sendable {
        case anywhere
        /// At the start, or after a space, a bracket or a semicolon: `#` in a shell.
        case afterSpace
        /// Not right after a letter or a digit: `'`, which is an apostrophe there.
        case notInWord
        /// At the start of a line.
        case lineStart
    }

    let kind: Token.Kind
    let open: [UInt8]
    /// Its end; empty for that of the line.
    let close: [UInt8]
    var place = Place.anywhere
    /// The byte that takes the meaning from the one after it; nil for none.
    var escape: UInt8?
    /// Whether it goes on after its line.
    var spansLines = false
    /// Whether it may hold others of its kind, as block comments of Swift do.
    var nests = false
    /// Whether it holds one character, or one that is escaped: `'x'`, and not `'a`.
    var isCharacter = false
    /// Whether it is one only if it ends within `mostAhead` bytes.
    var isShort = false

    /// The most bytes that are looked at to find out what something is.
    static let mostAhead = 64

    /// A comment up to the end of its line.
    static func comment(_ open: String, _ place: Place = .anywhere) -> Delimiter {
        Delimiter(kind: .comment, open: Array(open.utf8), close: [], place: place)
    }

    /// A comment with an end of its own.
    static func comment(
        _ open: String, _ close: String, nests: Bool = false, _ place: Place = .anywhere
    ) -> Delimiter {
        Delimiter(
            kind: .comment, open: Array(open.utf8), close: Array(close.utf8), place: place, spansLines: true,
            nests: nests)
    }

    /// A string within one line.
    static func string(
        _ open: String, _ close: String? = nil, escape: Character? = "\\", _ place: Place = .anywhere
    ) -> Delimiter {
        Delimiter(
            kind: .string, open: Array(open.utf8), close: Array((close ?? open).utf8), place: place,
            escape: escape?.asciiValue)
    }

    /// A string of any number of lines.
    static func text(
        _ open: String, _ close: String? = nil, escape: Character? = "\\", _ place: Place = .anywhere
    ) -> Delimiter {
        Delimiter(
            kind: .string, open: Array(open.utf8), close: Array((close ?? open).utf8), place: place,
            escape: escape?.asciiValue, spansLines: true)
    }

    /// A character in single quotation marks, where these also mean something else.
    static let character = Delimiter(
        kind: .string, open: [UInt8(ascii: "'")], close: [UInt8(ascii: "'")], escape: UInt8(ascii: "\\"),
        isCharacter: true)

    /// Something else between two marks, within a line.
    static func part(_ kind: Token.Kind, _ open: String, _ close: String, _ place: Place = .anywhere)
        -> Delimiter
    {
        Delimiter(
            kind: kind, open: Array(open.utf8), close: Array(close.utf8), place: place, isShort: true)
    }
}

/// A byte that makes a variable, or what is like one, of the word after it: `$HOME`, `@Override`.
struct Sigil: Sendable {
    let byte: UInt8
    var kind = Token.Kind.variable
    /// Bytes that the word may have besides letters, digits and `_`.
    var inner: [UInt8] = []
    /// Bytes that are variables by themselves after the sign: `$?`.
    var single: [UInt8] = []
    /// Whether `{…}` after it belongs to it.
    var braces = false
    /// Whether `(…)` after it belongs to it.
    var parentheses = false
    /// Whether it has to be the first of its line.
    var atLineStart = false

    init(
        _ byte: Character, _ kind: Token.Kind = .variable, inner: String = "", single: String = "",
        braces: Bool = false, parentheses: Bool = false, atLineStart: Bool = false
    ) {
        self.byte = byte.asciiValue ?? 0
        self.kind = kind
        self.inner = Array(inner.utf8)
        self.single = Array(single.utf8)
        self.braces = braces
        self.parentheses = parentheses
        self.atLineStart = atLineStart
    }
}
