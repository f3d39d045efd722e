/// A value of the wrong type: a list where text belongs, a word where a number does.
package enum WrongType: Check {
    package static let id = "content/wrong-type"
    package static let severity = Severity.error
    package static let finds =
        "A value of the wrong type: a list where text belongs, a word where a number does."
}
