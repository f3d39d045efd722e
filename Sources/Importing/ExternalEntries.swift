/// Entries of a navigation that lead to other sites.
extension SourceFacts {
    /// Tells of an entry of a navigation that leads to another site.
    mutating func tellExternal(_ address: String, _ file: String, _ line: Int) {
        entries.append(
            ImportEntry(
                .left, file, line,
                "the navigation leads to `\(MessageWords.short(address))`, which is no guide of the source"))
    }
}
