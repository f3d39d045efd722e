import Foundation
import Glibc
import TestSupport
import Testing

@testable import Content
@testable import LinkProbe
@testable import Support

/// A run that is stopped keeps what it learned.
@Suite(.timeLimit(.minutes(15))) struct StoppedCheckTests {
    private let links = CheckedLinks()

    @Test func savesWhileItRuns() async throws {
        let server = try await LocalServer { _, path, _ in
            path == "/fast" ? .answer(200, ["Content-Type": "text/plain"]) : .hang
        }
        let base = "http://127.0.0.1:\(server.port)"
        let options = TestProbe.options {
            $0.savePause = .milliseconds(10)
            $0.tryTime = .seconds(60)
        }
        let check = ExternalCheck(site: links.folder, options: options, today: Day("2026-11-01")!)
        let asked = ["/fast", "/never"].map { WebLink(url: base + $0, file: "a.md", location: .start) }
        let run = Task { try await check.run(asked) }
        while LinkCache.load(site: links.folder).links.isEmpty {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(LinkCache.load(site: links.folder).links.keys.sorted() == [base + "/fast"])
        run.cancel()
        _ = try await run.value
        // And it keeps what it learned when it is stopped.
        #expect(LinkCache.load(site: links.folder).links.keys.sorted() == [base + "/fast"])
        try await server.stop()
    }

    /// The tool itself, stopped with Ctrl-C or killed while a server keeps it waiting.
    @Test(arguments: [(SIGINT, Int32(130)), (SIGKILL, 128 + SIGKILL)])
    func theToolKeepsWhatItLearned(_ signal: Int32, _ code: Int32) async throws {
        let server = try await LocalServer { _, path, _ in
            path != "/never" ? .answer(200, ["Content-Type": "text/plain"]) : .hang
        }
        let base = "http://127.0.0.1:\(server.port)"
        let site = try TemporarySite()
        try site.write(
            "Content/site.yml",
            """
            name: Guides
            summary: Guides that link to a server that keeps everybody waiting.
            base-url: https://example.org
            categories: [{id: one, title: One, summary: The first category.}]

            """)
        try site.write(
            "Content/guides/a.md",
            "---\ntitle: A Guide\nsummary: A guide that links to pages.\ncategory: one\n---\n\n[a](\(base)/a), [b](\(base)/b), [c](\(base)/c) and [never](\(base)/never).\n"
        )
        let program = try Program([tool, "check", "--site", site.path, "--external", "--allow-private"])
        let path = site.path
        @Sendable func learned() -> [String] { LinkCache.load(site: path).links.keys.sorted() }
        // On a thread of its own: the tool gives up after 20 seconds, and the threads that tests share can be
        // taken for longer than that.
        await withCheckedContinuation { done in
            Thread.detachNewThread {
                // A killed tool keeps what was saved, after some seconds; a stopped one saves. One host is asked for
                // two pages at a time: when all four have been asked for, the tool knows two of them.
                while program.isRunning,
                    signal == SIGKILL ? learned().isEmpty : Set(server.requests.map(\.path)).count < 4
                {
                    usleep(20_000)
                }
                program.signal(signal)
                program.wait()
                done.resume()
            }
        }
        #expect(program.wait() == code)
        #expect(learned().count >= (signal == SIGINT ? 2 : 1) && !learned().contains(base + "/never"))
        try await server.stop()
    }
}
