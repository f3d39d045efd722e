/// Words by which sections of guides, and the last steps of issues, are recognized.
package struct SectionNames: Sendable, Hashable {
    /// Names of the section that holds issues.
    package var issues: [String] = []
    /// Names of the section that sums a guide up, whose list has an appearance of its own.
    package var takeaways: [String] = []
    /// Words by which a step tells that it verifies the others.
    package var verify: [String] = []

    /// These names and others.
    func adding(_ other: SectionNames) -> SectionNames {
        SectionNames(
            issues: issues + other.issues, takeaways: takeaways + other.takeaways,
            verify: verify + other.verify)
    }
}
