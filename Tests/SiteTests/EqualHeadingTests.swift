import Findings
import TestSupport
import Testing

@testable import Support

/// Headings with the same text: numbered, linked with care, and kept in the history of addresses.
@Suite(.timeLimit(.minutes(15))) struct EqualHeadingTests {
    private static let before = """
        Text with [a link](#setup-1).

        ## Linux

        ### Setup

        One.

        ## Windows

        ### Setup

        Two.

        """

    private func site(_ body: String) throws -> TemporarySite {
        try TemporarySite(["a.md": TemporarySite.guide("Alpha", body)])
    }

    private func findings(_ site: TemporarySite, _ id: String) async throws -> [Finding] {
        try await site.appliedFindings().filter { $0.id == id }
    }

    @Test func theyAreNumberedAndRecorded() async throws {
        let site = try site(Self.before)
        _ = try await site.build { $0.records = true }
        let page = try site.read("Public/guides/a.html")
        #expect(
            page.contains("<h3><span id=\"setup\"></span>")
                && page.contains("<h3><span id=\"setup-1\"></span>"))
        let history = try site.read("Content/addresses.txt")
        for line in [
            "/guides/a#setup\tLinux > Setup", "/guides/a#setup-1\tWindows > Setup", "/guides/a#linux",
        ] {
            #expect(history.split(separator: "\n").contains(line[...]), "\(line)")
        }
        #expect(try await findings(site, "addresses/lost-anchor") == [])
        #expect(try await findings(site, "structure/duplicate-heading") == [])
        let linked = try await findings(site, "links/ambiguous-anchor")
        #expect(
            linked.map(\.message) == [
                "several headings of \"a\" have the text \"Setup\"; this one is on line 18"
            ])
        #expect(linked.map(\.help) == ["write its id behind it, so that it stays: Setup {#setup-1}"])
    }

    /// A section that takes the number of another one is found, and the fix keeps the old address.
    @Test(arguments: [
        // A new section before the others.
        (
            before.replacing("## Linux", with: "## Docker\n\n### Setup\n\nZero.\n\n## Linux"),
            [
                "the anchor #setup was published for the section \"Linux > Setup\", and now leads to the section \"Docker > Setup\"",
                "the anchor #setup-1 was published for the section \"Windows > Setup\", and now leads to the section \"Linux > Setup\"",
            ],
            ["### Setup {#setup}\n\nOne", "### Setup {#setup-1}\n\nTwo"]
        ),
        // The first one is gone.
        (
            before.replacing("## Linux\n\n### Setup\n\nOne.\n\n", with: ""),
            [
                "the anchor #setup was published for the section \"Linux > Setup\", and now leads to the section \"Windows > Setup\""
            ],
            ["### Setup {#setup-1}\n\nTwo"]
        ),
        // Only the heading around it was reworded.
        (before.replacing("## Windows", with: "## Windows 11"), [], ["### Setup\n\nTwo"]),
        // In another order.
        (
            before.replacing("Linux", with: "X").replacing("Windows", with: "Linux").replacing(
                "X", with: "Windows"),
            [
                "the anchor #setup was published for the section \"Linux > Setup\", and now leads to the section \"Windows > Setup\"",
                "the anchor #setup-1 was published for the section \"Windows > Setup\", and now leads to the section \"Linux > Setup\"",
            ],
            ["### Setup {#setup-1}\n\nOne", "### Setup {#setup}\n\nTwo"]
        ),
    ])
    func movedNumbersAreFound(_ after: String, _ messages: [String], _ texts: [String]) async throws {
        let site = try site(Self.before)
        _ = try await site.build { $0.records = true }
        try site.write("a.md", TemporarySite.guide("Alpha", after))
        let found = try await findings(site, "addresses/lost-anchor")
        #expect(found.map(\.message).filter { $0.contains("was published for") } == messages)
        #expect(try await site.fix(["addresses/lost-anchor"]) == [])
        let fixed = try site.read("a.md")
        for text in texts { #expect(fixed.contains(text), "\(text) in \(fixed)") }
        #expect(
            try await findings(site, "addresses/lost-anchor").map(\.message).filter {
                $0.contains("was published for")
            } == [])
        // Recording does not make the finding go away.
        try site.write("a.md", TemporarySite.guide("Alpha", after))
        _ = try await site.build { $0.records = true }
        #expect(
            try await findings(site, "addresses/lost-anchor").map(\.message).filter {
                $0.contains("was published for")
            } == messages)
    }

    /// A heading that takes the text of another one, and with it the anchor that was published for that.
    @Test func newEqualHeadingsAreFound() async throws {
        let one = "## Linux\n\n### Setup\n\nOne.\n"
        let site = try site(one)
        _ = try await site.build { $0.records = true }
        try site.write("a.md", TemporarySite.guide("Alpha", "## Docker\n\n### Setup\n\nZero.\n\n" + one))
        let found = try await findings(site, "addresses/lost-anchor")
        #expect(
            found.map(\.message) == [
                "the anchor #setup was published when one heading had this text; now 2 have it, and it leads to this one"
            ])
        try site.write(
            "a.md",
            TemporarySite.guide(
                "Alpha",
                "## Docker\n\n### Setup\n\nZero.\n\n" + one.replacing("Setup", with: "Setup {#setup}")))
        #expect(try await findings(site, "addresses/lost-anchor") == [])
    }

    @Test(arguments: [
        ("## A {#x}\n\na\n\n## B {#x}\n\nb", "this heading has the same id as the one on line 8: #x"),
        (
            "## Fix Common Issues\n\n### A\n\na\n\n### A\n\nb",
            "this heading has the same text as the one on line 10, and an issue needs an id of its own: #a"
        ),
        (
            "## A\n\na\n\n## Fix Common Issues\n\n### A\n\nb",
            "this heading has the same text as the one on line 8, and an issue needs an id of its own: #a"
        ),
        ("a <a id=\"x\"></a> b <a id=\"x\"></a>", "another place before this one has the id x"),
        (
            "a <a id=\"b\"></a>\n\nc\n\nd\n\n## B\n\ne",
            "the heading on line 14 has the id b, so links lead there"
        ),
    ])
    func oneIDIsThatOfOnePart(_ body: String, _ message: String) async throws {
        #expect(try await findings(try site(body), "structure/duplicate-heading").map(\.message) == [message])
    }

    @Test(arguments: [
        "## A\n\na\n\n## A\n\nb", "<a id=\"a\"></a>\n\n## A\n\nb", "## <a name=\"a\"></a>A\n\nb",
        "## A {#b}\n\na\n\n## A\n\nb",
        "## A {#setup-1}\n\na\n\n## Setup\n\nb\n\n## Setup\n\nc",
    ])
    func otherwiseTheyMayBeEqual(_ body: String) async throws {
        #expect(try await findings(try site(body), "structure/duplicate-heading").map(\.message) == [])
    }

    @Test(arguments: [("#x", true), ("#b", true), ("#y", false), ("#a", false)])
    func linksLeadToIDs(_ fragment: String, _ isThere: Bool) async throws {
        let site = try site("[in](\(fragment)) <a id=\"b\"></a>\n\n## A {#x}\n\nText.\n")
        #expect(try await findings(site, "links/unknown-anchor").isEmpty == isThere)
    }

    /// An anchor that was published for one section and now leads to another is reported by each build, however often addresses are recorded.
    @Test func recordingGivesNoAnchorUp() async throws {
        let site = try site("### Setup\n\nOne.\n")
        _ = try await site.build { $0.records = true }
        try site.write("a.md", TemporarySite.guide("Alpha", "### Setup\n\nOther.\n\n### Setup\n\nOne.\n"))
        for _ in 0..<3 {
            _ = try await site.build { $0.records = true }
            #expect(try await findings(site, "addresses/lost-anchor").count == 1)
        }
    }

    /// Fixes of lost anchors give each its own section back, or wait for the author; none makes an error.
    @Test(arguments: [
        // A section goes; both are reworded; one moves below the other.
        ("## Linux\n\nText.\n\n## Windows\n\n### Setup\n\nTwo.\n", ["### Setup {#setup-1}"]),
        (
            "## Linux\n\n### Setup on Linux\n\nOne.\n\n## Windows\n\n### Setup on Windows\n\nTwo.\n",
            ["setup-on-linux, former-ids: [setup]", "setup-on-windows, former-ids: [setup-1]"]
        ),
        ("## Linux\n\n### Other\n\nOne.\n\n## Windows\n\n### Setup\n\nTwo.\n", ["### Setup {#setup-1}"]),
        ("## Windows\n\n### Setup\n\nTwo.\n\n## Linux\n\n### Setup\n\nOne.\n", ["### Setup {#setup-1}"]),
        ("## Linux\n\nText.\n\n## Windows\n\nText.\n", []),
    ])
    func fixesMakeNoErrors(_ after: String, _ texts: [String]) async throws {
        let site = try site(Self.before)
        _ = try await site.build { $0.records = true }
        try site.write("a.md", TemporarySite.guide("Alpha", after))
        _ = try await site.fix(["addresses/lost-anchor", "issues/renamed"])
        let fixed = try site.read("a.md")
        for text in texts { #expect(fixed.contains(text), "\(text) in \(fixed)") }
        #expect(try await site.appliedFindings().filter { $0.severity == .error } == [], "\(fixed)")
        let wrong = ["setup-1, former-ids: [setup", "former-ids: [setup-1, setup]"]
        #expect(!wrong.contains { fixed.contains($0) }, "\(fixed)")
    }
}
