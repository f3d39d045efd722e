import TestSupport
import Testing

@testable import Support

/// Facts about one thing may be in several entries of the front matter: the site is that of one entry with all of them.
@Suite(.timeLimit(.minutes(15))) struct SplitEntryTests {
    private static let body = """
        Text.

        ## Largest Part

        Text.

        ## Fix Common Issues

        ### Missing Record

        The checker found no `TXT` record.

        1. Add it.
        2. Run the checker again.

        ### Wrong Record

        The checker saw `v=W0`.

        1. Correct it.
        2. Run the checker again.

        """

    private static func published(_ more: String) async throws -> [String: [UInt8]] {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", more: "updated: 2026-11-20\n" + more, body)
        ])
        let report = try await site.build()
        #expect(report.findings.filter { $0.severity == .error } == [])
        return try site.published()
    }

    private static let check = "check: {record: txt, name: _w, found: none}"

    /// Keys of an issue, entry by entry, and all of them in one.
    @Test(
        arguments: [
            (
                ["matches: [one wording]", "matches: [other wording, \"5.7.1\"]"],
                "matches: [one wording, other wording, \"5.7.1\"]"
            ),
            (["matches: [one]", "matches: [two]", "matches: [three]"], "matches: [one, two, three]"),
            (["former-ids: [first]", "matches: [one]"], "former-ids: [first], matches: [one]"),
            (["matches: [one]", "former-ids: [first]"], "former-ids: [first], matches: [one]"),
            (["former-ids: [first]", "former-ids: [second, third]"], "former-ids: [first, second, third]"),
            (["fixes-where: dns", check], "fixes-where: dns, \(check)"),
            ([check, "fixes-where: dns, matches: [one]"], "fixes-where: dns, \(check), matches: [one]"),
            (
                ["former-ids: [first]", "fixes-where: dns", "former-ids: [second]", check],
                "former-ids: [first, second], fixes-where: dns, \(check)"
            ),
            // Of two that there can be only one of, the first counts.
            (["fixes-where: dns", "fixes-where: web-server"], "fixes-where: dns"),
            ([check, "check: {record: mx, name: _x, found: many}"], check),
        ] as [([String], String)], [true, false])
    func isThatOfOneEntry(_ form: ([String], String), _ isTogether: Bool) async throws {
        let (entries, whole) = form
        let other = "  - {issue: wrong-record, matches: [a third thing], fixes-where: web-server}\n"
        var lines = entries.map { "  - {issue: missing-record, \($0)}\n" }
        // The entry of the other issue is between them, or before all.
        lines.insert(other, at: isTogether ? 0 : 1)
        let split = try await Self.published("issues:\n" + lines.joined())
        let one = try await Self.published("issues:\n\(other)  - {issue: missing-record, \(whole)}\n")
        #expect(split.keys.sorted() == one.keys.sorted())
        for (path, bytes) in one {
            #expect(
                String(decoding: split[path] ?? [], as: UTF8.self) == String(decoding: bytes, as: UTF8.self),
                "\(path)")
        }
        let catalog = String(decoding: split["guides/issues.json"] ?? [], as: UTF8.self)
        for word in whole.matches(of: #/\[([^\]]*)\]/#).flatMap({ $0.1.split(separator: ", ") }) {
            let text = word.replacing("\"", with: "")
            #expect(catalog.contains("\"\(text)\""), "\(text) in \(catalog)")
        }
    }

    @Test(arguments: [
        (["[old-part]", "[older-part]"], "[old-part, older-part]"),
        (["[a-part]", "[b-part]", "[c-part, d-part]"], "[a-part, b-part, c-part, d-part]"),
    ])
    func holdsForHeadings(_ entries: [String], _ whole: String) async throws {
        func lines(_ all: [String]) -> String {
            "headings:\n" + all.map { "  - {heading: largest-part, former-ids: \($0)}\n" }.joined()
        }
        let (split, one) = (
            try await Self.published(lines(entries)), try await Self.published(lines([whole]))
        )
        #expect(split == one)
        let page = String(decoding: split["guides/a.html"] ?? [], as: UTF8.self)
        for id in whole.dropFirst().dropLast().split(separator: ", ") {
            #expect(page.contains("id=\"\(id)\""), "\(id)")
        }
    }
}
