import Findings

/// A value of the wrong type: a list where text belongs, a word where a number does.
package enum ContentWrongType: Check {
    package static let check = CheckID.contentWrongType
    package static let finds =
        "A value of the wrong type: a list where text belongs, a word where a number does."
    package static let why =
        "A value of another type than the key calls for cannot be used, and guessing what was meant would publish the guess."
    package static let examples = [
        Example(.head, bad: "related: ⟦tls", good: "related: [tls]")
    ]
}
