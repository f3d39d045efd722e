/// A template that is missing, cannot be read as mustache, or names what does not exist.
package enum InvalidTemplate: Check {
    package static let id = "templates/invalid"
    package static let severity = Severity.error
    package static let finds =
        "A template that is missing, cannot be read as mustache, or names what does not exist."
}
