import Support

extension LinkCache {
    /// The cache as a table for a terminal, a line for each page.
    package var table: String {
        guard !links.isEmpty else {
            return "no link has been asked for yet; `guides check --external` does\n"
        }
        let rows = links.sorted { $0.key < $1.key }.map { url, entry in
            [
                entry.state.rawValue, entry.status == 0 ? "–" : String(entry.status),
                entry.lastGood ?? "never",
                entry.lastTried,
                entry.firstFailed ?? "–", entry.seen ?? "–", entry.finalURL.map { "\(url) → \($0)" } ?? url,
            ]
        }
        let head = ["state", "status", "last good", "last tried", "failing since", "seen", "page"]
        return Table([head] + rows).lines.map { $0 + "\n" }.joined()
    }
}
