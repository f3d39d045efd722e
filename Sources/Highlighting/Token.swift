/// A part of a piece of code that has a color.
package struct Token: Sendable, Hashable {
    /// What a part of code is, whatever the language. There are few kinds, so that a theme needs few colors.
    package enum Kind: UInt8, Sendable, CaseIterable {
        case comment = 1
        case string
        /// A number or another value that the language names, such as `true`.
        case number
        case keyword
        /// A name that is given here: a key, an attribute, a header, a command, a function where it is defined.
        case name
        /// A variable, or what is like one: an annotation, an anchor, a placeholder.
        case variable
        /// A line that was added.
        case added
        /// A line that was removed.
        case removed

        /// The class of its element on a page.
        package var className: StaticString {
            switch self {
            case .comment: "c"
            case .string: "s"
            case .number: "n"
            case .keyword: "k"
            case .name: "a"
            case .variable: "v"
            case .added: "i"
            case .removed: "d"
            }
        }
    }

    package let kind: Kind
    /// Its first byte in the code.
    package let start: Int
    /// The byte after its last one.
    package internal(set) var end: Int
}
