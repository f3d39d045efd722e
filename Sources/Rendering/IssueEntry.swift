/// One issue as the catalogs have it.
package struct IssueEntry: Sendable {
    package var id: String
    /// Its entry of `issues.json`.
    package var json: [UInt8]
    /// Its entry of the taxonomy.
    package var taxon: [UInt8]
}
