/// A name that cannot stand in an address, or one that the site itself needs.
package enum BadSlug: Check {
    package static let id = "content/bad-slug"
    package static let severity = Severity.error
    package static let finds = "A name that cannot stand in an address, or one that the site itself needs."
}
