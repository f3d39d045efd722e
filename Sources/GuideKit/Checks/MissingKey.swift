/// A key that has to be there and is not, or is empty.
package enum MissingKey: Check {
    package static let id = "content/missing-key"
    package static let severity = Severity.error
    package static let finds = "A key that has to be there and is not, or is empty."
}
