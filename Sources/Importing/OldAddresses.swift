/// The addresses that a site map of the old site lists (sitemaps.org, version 0.9).
struct OldAddresses: Sendable {
    /// An entry of a site map.
    struct Entry: Sendable {
        /// In full, such as `https://example.com/docs/a/`.
        var address: String
        var file: String
        var line: Int
    }

    let entries: [Entry]

    /// Reads every `sitemap.xml` of a source.
    init(_ folder: SourceFolder) {
        var entries: [Entry] = []
        for file in folder.files where file.fileName.begins("sitemap") && file.ending == "xml" {
            for line in folder.lines(file) ?? [] {
                var rest = line.text
                while let open = rest.cut(at: "<loc>"), let close = open.after.cut(at: "</loc>") {
                    entries.append(
                        Entry(
                            address: HTMLEntities.decoded(close.before.trimmed), file: file, line: line.number
                        ))
                    rest = close.after
                }
            }
        }
        self.entries = entries
    }
}
