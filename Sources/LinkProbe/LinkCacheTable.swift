extension LinkCache {
    /// The cache as a table.
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
        let widths = head.indices.dropLast().map { column in
            ([head] + rows).map { $0[column].count }.max() ?? 0
        }
        return ([head] + rows).map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
                + "  "
                + row[row.count - 1] + "\n"
        }
        .joined()
    }
}
