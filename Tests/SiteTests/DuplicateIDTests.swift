import Findings
import TestSupport
import Testing

@testable import Support

/// What is said of an id that a guide has twice, also where included files have it.
@Suite(.timeLimit(.minutes(15))) struct DuplicateIDTests {
    /// The number of lines before a body.
    private static let head = TemporarySite.guide("Alpha", "").utf8.count { $0 == 10 }

    private func found(_ body: String, _ includes: [String: String] = [:]) async throws -> [String] {
        var files = ["a.md": TemporarySite.guide("Alpha", body)]
        for (name, text) in includes { files["Content/includes/\(name)"] = text }
        let site = try TemporarySite(files)
        return try await site.appliedFindings().filter { $0.id == "structure/duplicate-heading" }.map {
            "\($0.file):\($0.location.line): \($0.message); \($0.help)"
        }
    }

    @Test(arguments: ["a--b", "a-", "-1", "a-1"]) func idsAreNamedAsTheyAreWritten(_ id: String) async throws
    {
        let body = "## A\n\nOne.\n\n## B {#\(id)}\n\nTwo.\n\n## C {#\(id)}\n\nThree.\n"
        #expect(
            try await found(body) == [
                "Content/guides/a.md:\(Self.head + 9): this heading has the same id as the one on line \(Self.head + 5): #\(id); give one of the two another id"
            ])
    }

    @Test(arguments: [
        (
            "## Part {#s}\n\nText.\n",
            "this file is included twice, so two headings have the id #s; take the id out of the heading, or include the file once"
        ),
        (
            "A <a id=\"s\"></a> place.\n",
            "this file is included twice, so two places have the id s; remove the place, or include the file once"
        ),
    ])
    func filesThatAreIncludedTwiceAreNamed(_ text: String, _ expected: String) async throws {
        let body = "{{include: one.md}}\n\nText.\n\n{{include: one.md}}\n"
        #expect(
            try await found(body, ["one.md": text]) == ["Content/includes/one.md:1: " + expected])
    }

    @Test func issuesOfFilesThatAreIncludedTwiceAreNamed() async throws {
        let issue = "### It Fails\n\nThe check says `x`.\n\n1. Do it.\n2. Run the check again.\n"
        let body = "Text.\n\n## Fix Common Issues\n\n{{include: one.md}}\n\n{{include: one.md}}\n"
        #expect(
            try await found(body, ["one.md": issue]) == [
                "Content/includes/one.md:1: this file is included twice, and an issue needs an id of its own: #it-fails; include the file once"
            ])
    }

    @Test func otherFilesAreNamed() async throws {
        #expect(
            try await found("<a id=\"a\"></a> Text.\n\n{{include: one.md}}\n", ["one.md": "## A\n\nOne.\n"])
                == [
                    "Content/guides/a.md:\(Self.head + 1): the heading on line 1 of Content/includes/one.md has the id a, so links lead there; give this place another id, or remove it"
                ])
        let include = ["one.md": "## A {#s}\n\nOne.\n"]
        #expect(
            try await found("{{include: one.md}}\n\n## B {#s}\n\nTwo.\n", include) == [
                "Content/guides/a.md:\(Self.head + 3): this heading has the same id as the one on line 1 of Content/includes/one.md: #s; give one of the two another id"
            ])
        #expect(
            try await found("## B {#s}\n\nTwo.\n\n{{include: one.md}}\n", include) == [
                "Content/includes/one.md:1: this heading has the same id as the one on line \(Self.head + 1) of Content/guides/a.md: #s; give one of the two another id"
            ])
    }
}
