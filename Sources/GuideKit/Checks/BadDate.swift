/// A date that is no day of the calendar.
package enum BadDate: Check {
    package static let id = "content/bad-date"
    package static let severity = Severity.error
    package static let finds = "A date that is no day of the calendar."
}
