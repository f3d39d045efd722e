/// One issue as the catalogs have it.
struct IssueEntry: Sendable {
    var id: String
    /// Its entry of `issues.json`.
    var json: [UInt8]
    /// Its entry of the taxonomy.
    var taxon: [UInt8]
    /// What a checker says of it, in a few words.
    var signal: [UInt8]
}
