import Findings
import Support

/// A YAML text as a tree in which every value has its location.
///
/// The reader takes libyaml's events. Anchors and aliases are refused, so that no text grows beyond its own size, and
/// so is nesting deeper than any of our files needs.
package indirect enum YAML: Sendable {
    case scalar(Scalar)
    case sequence([YAML], SourceLocation)
    case mapping([Entry], SourceLocation)

    /// A single value, with its location.
    package struct Scalar: Sendable {
        package var text: String
        /// Whether it is in quotes; a quoted `true` is text.
        var isQuoted: Bool
        var location: SourceLocation
        /// Right after its last character.
        var end: SourceLocation
        /// The comment that cuts it off; nil where nothing does.
        var cut: Cut?
        /// Its escapes of characters that are invisible in a text of one line.
        var escapes: [Escape] = []
        /// Whether it is a block of lines, after `|` or `>`: nothing can be inserted where such a text ends.
        var isBlock = false
    }

    /// A comment that starts one space after a text without quotes, or in the place of a text: its author may have
    /// meant it as text.
    struct Cut: Sendable {
        /// The space before the `#`; the `#` itself where no text is left.
        var location: SourceLocation
        /// The whole text in quotes.
        var quoted: String
        /// Writes it so.
        var fix: Fix
    }

    /// An escape such as `\u200b` or `\n`.
    struct Escape: Sendable {
        /// The character that it stands for.
        var scalar: Unicode.Scalar
        /// Its letter, which may have been meant as one: `C:\new`; nil where it is a number.
        var letter: Unicode.Scalar?
        var location: SourceLocation
        var end: SourceLocation
        /// Takes a number out, or writes the text in quotes that keep its backslashes; nil where neither may be meant.
        var fix: Fix?
    }

    /// A key of a mapping, with its value.
    package struct Entry: Sendable {
        package var key: String
        package var location: SourceLocation
        package var value: YAML
    }

    /// Why a text is no YAML, and where.
    package struct Failure: Error, Sendable {
        var message: String
        var location: SourceLocation
        /// The way to fix it; empty where none is known.
        var help = ""
        var fix: Fix?
        var cause = Cause.refused
        /// Start of the value that was being read; nil where there is none.
        var context: SourceLocation?

        /// The kind of a failure.
        enum Cause: Sendable {
            /// YAML of a kind that is not read here.
            case refused
            /// It starts with a sign that YAML takes for a tag, an anchor or an alias, none of which are read here.
            case mark
            /// The text is no YAML at all.
            case syntax
            /// It holds a character that YAML does not allow, or takes for a line end: a finding of its own.
            case character
        }
    }

    /// Right after its last character; nil where that is unknown, or where nothing can be inserted.
    var end: SourceLocation? {
        guard case .scalar(let scalar) = self, !scalar.isBlock else { return nil }
        return scalar.end
    }

    package var location: SourceLocation {
        switch self {
        case .scalar(let scalar): scalar.location
        case .sequence(_, let location), .mapping(_, let location): location
        }
    }

    /// Whether a text without quotes means nothing at all (YAML 1.2, section 10.3.2).
    static func isNull(_ text: String) -> Bool { ["~", "null", "Null", "NULL"].contains(text) }

    /// Whether nothing is written there: `tags:` alone, or `tags: null`.
    var isNothing: Bool {
        guard case .scalar(let scalar) = self else { return false }
        return scalar.text.isEmpty && !scalar.isQuoted
    }

    /// The kind of a value in messages, such as `a list`.
    var kind: String {
        switch self {
        case .scalar: isNothing ? "empty" : "text"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }

    /// The most levels of lists and mappings within each other.
    static let deepestNesting = 16

    /// Reads a part of a text.
    ///
    /// - Parameter range: the bytes to read, without a byte order mark; locations count from the start of the whole
    ///   text.
    /// - Returns: its value; an empty mapping for an empty text.
    package static func read(_ source: SourceText, _ range: Range<Int>) throws(Failure) -> YAML {
        try YAMLReader(source, range).read()
    }

    /// A text in quotes that leave it as it is, where there are such: `'a "b"'` of `a "b"`; else in double quotes with
    /// backslashes (YAML 1.1 section 5.7).
    package static func quoted(_ text: String) -> String {
        let hasEscapes = text.utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
        if hasEscapes, !text.utf8.contains(UInt8(ascii: "'")) { return "'\(text)'" }
        return "\"" + text.replacingBytes("\\", with: "\\\\").replacingBytes("\"", with: "\\\"") + "\""
    }

    /// The value of a scalar: `ab` for `"a\u0062"`; nil where a text is no single scalar.
    package static func value(ofScalar text: String) -> String? {
        let source = SourceText(Array(text.utf8))
        guard case .scalar(let scalar)? = try? read(source, 0..<source.bytes.count) else { return nil }
        return scalar.text
    }
}
