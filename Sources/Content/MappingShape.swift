/// The keys that a mapping of YAML may have and the values that they take, as its reader asks for them.
package struct MappingShape: Sendable {
    /// A key that the reader asks for.
    struct Key: Sendable {
        var name: String
        var value: Value
        var isRequired: Bool
        /// The key to write instead of this one, which is a former name of it.
        var present: String?
    }

    /// A kind of value.
    indirect enum Value: Sendable {
        /// A text on one line.
        ///
        /// - Parameters:
        ///   - isFilled: whether it may not be empty.
        ///   - pattern: a regular expression for it (ECMA 262); nil for any text.
        case text(isFilled: Bool, pattern: String?)
        /// A list of such texts, none of them empty.
        case texts(pattern: String?)
        /// A text, or a list with at least one.
        case oneOrMoreTexts
        /// A text with these placeholders; where it has forms, it may be a mapping of them.
        case string([String], hasForms: Bool)
        case choice([String], isFilled: Bool)
        /// A list of such words, or one of them alone.
        case choices([String], orOne: Bool)
        case bool
        case positiveInt
        case int
        /// A day, such as `2026-11-20`.
        case day
        case list(of: MappingShape)
        case mapping(MappingShape)
    }

    var keys: [Key] = []
    /// The value of each key that is free; nil where none is.
    var others: Value?
    /// The names that free keys may have; nil for any.
    var otherNames: [String]?
    /// Groups of keys of which one has to be there whole, and the others not at all; empty for no such choice.
    var alternatives: [[String]] = []

    /// The shapes of the files that writers edit.
    package static var frontMatter: MappingShape {
        describe("the front matter") { _ = FrontMatter(&$0) }
    }
    package static var settings: MappingShape { describe("site.yml") { _ = Site(&$0) } }
    package static var term: MappingShape { describe("a term") { _ = Term(&$0) } }
    package static var query: MappingShape { describe("a query") { _ = Query(&$0) } }

    private static func describe(_ what: String, _ read: (inout MappingReader) -> Void) -> MappingShape {
        var reader = MappingReader(describing: what)
        read(&reader)
        return reader.shape ?? MappingShape()
    }
}
