/// The version of the tool, as `guides --version` prints it.
package enum Version {
    /// The newest release of CHANGELOG.md (Semantic Versioning 2.0.0), such as `0.1.0`.
    package static let current = "0.1.0"
}
