import Foundation
import TestSupport
import Testing

@testable import LinkProbe

/// `guides check --external --since` asks only for what is new.
@Suite(.timeLimit(.minutes(15))) struct ExternalSinceTests {
    private static func git(_ arguments: String..., in folder: String) throws {
        let program = try Program(
            ["git", "-C", folder, "-c", "user.name=a", "-c", "user.email=a@example.org"] + arguments)
        #expect(program.wait() == 0)
    }

    private static func guide(_ links: [String]) -> String {
        let list = links.enumerated().map { "- [page \($0.offset)](\($0.element))\n" }.joined()
        let head = "title: A Guide\nsummary: A guide that links to pages of others.\ncategory: one\n"
        return "---\n\(head)---\n\nText.\n\n\(list)"
    }

    @Test func asksOnlyForNewLinks() async throws {
        let server = try await LocalServer { _, path, _ in
            path.hasPrefix("/gone") ? .answer(404) : .answer(200, ["Content-Type": "text/plain"])
        }
        let base = "http://127.0.0.1:\(server.port)"
        let site = try TemporarySite()
        try site.write(
            "Content/site.yml",
            """
            name: Guides
            summary: Guides that link to pages of others.
            base-url: https://example.org
            categories: [{id: one, title: One, summary: The first category.}]

            """)
        try site.write("Content/guides/a.md", Self.guide(["\(base)/old", "\(base)/gone-before"]))
        try Self.git("init", "-q", in: site.path)
        try Self.git("add", "-A", in: site.path)
        try Self.git("commit", "-q", "-m", "a", in: site.path)
        func check(_ options: String...) throws -> (code: Int32, output: String) {
            let program = try Program(
                [tool, "check", "--site", site.path, "--external", "--allow-private"] + options)
            return (program.wait(), program.output)
        }
        // The cache learns of all.
        #expect(try check().code == 1)
        #expect(server.requests("/old").count > 0)
        let before = server.requests.count
        // Nothing is new, so nothing is asked for, and nothing is wrong.
        let same = try check("--since", "HEAD", "--strict")
        #expect(same.code == 0, "\(same.output)")
        #expect(server.requests.count == before)

        try site.write(
            "Content/guides/b.md",
            Self.guide(["\(base)/new", "\(base)/gone-now", "\(base)/gone-before"])
                .replacing("A Guide", with: "Another Guide").replacing("A guide", with: "Another guide"))
        let new = try check("--since", "HEAD", "--only", "web")
        #expect(new.code == 1)
        #expect(new.output.contains("gone-now") && !new.output.contains("gone-before"), "\(new.output)")
        #expect(!server.requests[before...].contains { ["/old", "/gone-before"].contains($0.path) })
        #expect(server.requests("/new").count > 0)
        // What is known of the others is kept.
        let known = LinkCache.load(site: site.path).links
        #expect(Set(known.keys).isSuperset(of: ["\(base)/old", "\(base)/gone-before", "\(base)/new"]))
        try await server.stop()
    }
}
