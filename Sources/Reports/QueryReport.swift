import Search
import Support

/// How well the search answers `queries.yml`: of the queries that `guides check` holds, and of those set aside.
package struct QueryReport: Sendable {
    /// Some queries, and how many of them find an answer.
    struct Row: Encodable, Sendable {
        /// `checked` or `set aside`.
        var queries: String
        var count: Int
        /// Those whose first result answers them.
        var first: Int
        /// Those that are answered among the first three results.
        var firstThree: Int

        enum CodingKeys: String, CodingKey {
            case queries, count, first
            case firstThree = "first-three"
        }
    }

    private let rows: [Row]

    package init(_ acceptance: SearchAcceptance) {
        rows = [("checked", false), ("set aside", true)].map { name, isSetAside in
            let answers = acceptance.answers.filter { $0.query.isSetAside == isSetAside }
            return Row(
                queries: name, count: answers.count, first: answers.count { $0.rank == 0 },
                firstThree: answers.count { $0.rank != nil })
        }
    }

    package func json() throws -> String { try MachineText.json(rows) }

    /// The report as a table.
    package func text() -> String {
        let table = Table(
            [["queries", "count", "first", "first three"]]
                + rows.map { row in
                    [
                        row.queries, String(row.count), Self.share(row.first, of: row),
                        Self.share(row.firstThree, of: row),
                    ]
                }, rightAligned: [1, 2, 3])
        return table.lines.joined(separator: "\n") + "\n"
    }

    /// Such as `96.1%`.
    private static func share(_ count: Int, of row: Row) -> String {
        guard row.count > 0 else { return "-" }
        let tenths = (1000 * count + row.count / 2) / row.count
        return "\(tenths / 10).\(tenths % 10)%"
    }
}
