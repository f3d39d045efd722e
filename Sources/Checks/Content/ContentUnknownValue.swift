import Findings

/// A value that the settings do not have.
enum ContentUnknownValue: Check {
    static let check = CheckID.contentUnknownValue
    static let finds =
        "`{{value: name}}` with a name that `values` in `site.yml` does not have."
    static let why =
        "Readers and agents would see the braces instead of the value."
    static let examples = [
        Example(bad: "Install version ⟦{{value: version}}⟧.", good: "Install the present version.")
    ]
}
