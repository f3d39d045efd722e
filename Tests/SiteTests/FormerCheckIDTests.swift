import Fixing
import OutputChecks
import TestSupport
import Testing

@testable import Findings

/// The former id of a check that was renamed still names it, and the tool answers with the present one.
@Suite(.timeLimit(.minutes(15))) struct FormerCheckIDTests {
    @Test(arguments: [
        ("checks/unused-excuse", "checks/unused-suppression"),
        ("checks/excuse-without-reason", "checks/suppression-without-reason"),
    ])
    func namesThePresentCheck(_ former: String, _ present: String) async throws {
        #expect(CheckCatalog.named(former)?.id == present)
        #expect(!CheckID.names.contains(former))

        // guides check --only
        #expect(FindingSelection.error(only: [former], site: ".") == nil)
        #expect(FindingSelection.notices(only: [former, "links"]) == ["\(former) is now called \(present)"])

        // site.yml, and the options again
        let settings = TemporarySite.settings
        func site(_ more: String) throws -> TemporarySite {
            try TemporarySite([
                "Content/site.yml": settings + more,
                "a.md": TemporarySite.guide(
                    "Alpha",
                    "<!-- guides-disable-next links/vague-text -->\nSee [the other](b.md).\n\n"
                        + "<!-- guides-disable-next links/depth: why -->\nMore text."),
                "b.md": TemporarySite.guide("Beta", "See [the first](a.md)."),
            ])
        }
        let found = try await site("").build().findings.filter { $0.group == "checks" }
        #expect(found.map(\.id).contains(present))
        let plain = try site("")
        let selection = try FindingSelection(only: [former], files: [], site: plain.path)
        #expect(found.filter(selection.covers).map(\.id) == [present])
        let off = try await site("checks: {\(former): 'off'}\n").build().findings
        #expect(off.filter { $0.group == "checks" }.map(\.id) == found.map(\.id).filter { $0 != present })
        #expect(!off.contains { $0.id == "content/unknown-key" })

        // Suppressions
        let named = try await site(
            "suppressions:\n  - {check: \(former), path: Content, reason: Why.}\n"
        ).build().findings
        #expect(!named.contains { $0.id == "content/unknown-key" })
        #expect(named.contains { $0.message.contains(present) })
    }
}
