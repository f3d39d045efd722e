import Findings

/// A value of the wrong type: a list where text belongs, a word where a number does.
enum ContentWrongType: Check {
    static let check = CheckID.contentWrongType
    static let finds =
        "A value of the wrong type: a list where text belongs, a word where a number does."
    static let why =
        "A value of another type than the key takes cannot be used, and a guess at what was meant would be published."
    static let examples = [
        Example(.head, bad: "related: ⟦tls", good: "related: [tls]")
    ]
}
