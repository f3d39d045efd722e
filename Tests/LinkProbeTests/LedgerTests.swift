import Foundation
import Synchronization
import Testing

@testable import GuideKit
@testable import LinkProbe
@testable import Markdown

/// What a run learns, keeps, and makes of it in the next.
@Suite struct LedgerTests {
    private let folder = NSTemporaryDirectory() + "guides-ledger-\(UUID().uuidString)"

    private func check(_ day: String, _ urls: [String], after former: ExternalCheck.Outcome? = nil)
        async throws -> ExternalCheck.Outcome
    {
        let links = urls.enumerated().map { index, url in
            WebLink(
                url: url, file: "Content/guides/a.md", place: Place(line: index + 1, column: 1),
                end: Place(line: index + 1, column: url.count + 1))
        }
        return try await ExternalCheck(
            site: folder, options: LinkProbeTests.options { $0.tries = 1 }, today: Day(day)!
        ).run(links, after: former)
    }

    private func ids(_ outcome: ExternalCheck.Outcome) -> [String] {
        outcome.findings.map { "\($0.id) \($0.severity)" }
    }

    @Test func asksForEachPageOnceAndTrustsForAWeek() async throws {
        defer { Disk.removeTree(folder) }
        let server = try await LocalServer { _, _, _ in
            .answer(200, [:], "<title>A page</title><p id=a><p id=b>")
        }
        let base = "http://127.0.0.1:\(server.port)"
        let urls = [
            base + "/x#a", base + "/x#b", base + "/x", "\(base.replacing("://", with: "://me:secret@"))/x",
        ]
        #expect(try await check("2026-11-01", urls).asked == 1)
        #expect(server.requests("/x").map(\.method) == ["HEAD", "GET"])
        let again = try await check("2026-11-07", urls)
        #expect(again.asked == 0 && again.trusted == 1 && again.findings == [])
        // An anchor that was not looked for yet, or a week, asks again.
        #expect(
            try await check("2026-11-07", urls + [base + "/x#c"]).findings.map(\.id) == ["web/missing-anchor"]
        )
        #expect(try await check("2026-11-15", urls).asked == 1)
        let text = try String(contentsOfFile: LinkLedger.path(site: folder), encoding: .utf8)
        #expect(text.contains("\"lastGood\" : \"2026-11-15\"") && !text.contains("secret"))
        #expect(try Disk.names(in: folder + "/.guides") == ["links.json"])
        try await server.stop()
    }

    @Test func isGentleWithWhatWasThere() async throws {
        defer { Disk.removeTree(folder) }
        let status = Mutex(200)
        let server = try await LocalServer { _, _, _ in
            .answer(status.withLock { $0 }, ["Content-Type": "text/plain"])
        }
        let urls = ["http://127.0.0.1:\(server.port)/x"]
        #expect(ids(try await check("2026-10-01", urls)) == [])
        status.withLock { $0 = 404 }
        #expect(ids(try await check("2026-10-20", urls)) == ["web/unsure note"])
        #expect(ids(try await check("2026-10-20", urls)) == ["web/unsure note"])
        #expect(ids(try await check("2026-10-21", urls)) == ["web/gone error"])
        status.withLock { $0 = 200 }
        #expect(ids(try await check("2026-10-22", urls)) == [])
        status.withLock { $0 = 500 }
        #expect(ids(try await check("2026-11-01", urls)) == ["web/unsure note"])
        #expect(ids(try await check("2026-11-15", urls)) == ["web/unsure note"])
        #expect(ids(try await check("2026-11-16", urls)) == ["web/unsure warning"])
        // However long it failed: it is gone when it was not there on two days.
        status.withLock { $0 = 404 }
        #expect(ids(try await check("2026-11-17", urls)) == ["web/unsure note"])
        #expect(ids(try await check("2026-11-18", urls)) == ["web/gone error"])
        try await server.stop()
    }

    @Test func asksNothingTwiceInOneRun() async throws {
        defer { Disk.removeTree(folder) }
        let server = try await LocalServer { _, path, _ in .answer(path == "/gone" ? 404 : 200) }
        let base = "http://127.0.0.1:\(server.port)"
        let first = try await check("2026-10-01", [base + "/gone"])
        let count = server.requests.count
        let second = try await check("2026-10-01", [base + "/new", base + "/gone"], after: first)
        #expect(second.asked == 1 && ids(second) == ["web/gone error"])
        #expect(server.requests("/gone").count == count)
        let third = try await check("2026-10-01", [base + "/gone"], after: second)
        #expect(third.asked == 0 && third.findings == first.findings)
        try await server.stop()
    }

    @Test func oneNeverSeenGoodFailsAtOnce() async throws {
        defer { Disk.removeTree(folder) }
        let server = try await LocalServer { _, _, _ in .answer(404) }
        #expect(
            ids(try await check("2026-10-01", ["http://127.0.0.1:\(server.port)/x"])) == ["web/gone error"])
        try await server.stop()
    }

    @Test func offersTheNewAddress() async throws {
        defer { Disk.removeTree(folder) }
        let server = try await LocalServer { _, path, _ in
            path == "/old"
                ? .answer(301, ["Location": "/new"]) : .answer(200, [:], "<title>A</title><i id=a>")
        }
        let base = "http://127.0.0.1:\(server.port)"
        let finding = try #require(try await check("2026-10-01", [base + "/old#a"]).findings.first)
        #expect(finding.id == "web/moved" && finding.severity == .note)
        #expect(finding.fix?.isSafe == true && finding.fix?.edits.first?.text == base + "/new#a")
        try await server.stop()
    }

    @Test func suspectsSoftFailures() async throws {
        defer { Disk.removeTree(folder) }
        let title = Mutex("Setting up mail records")
        let server = try await LocalServer { _, path, _ in
            ["/a", "/b"].contains(path)
                ? .answer(302, ["Location": "/all"])
                : .answer(200, [:], "<title>\(title.withLock { $0 })</title>")
        }
        let base = "http://127.0.0.1:\(server.port)"
        // Several links that end on one page.
        let crowd = try await check("2026-10-01", [base + "/a", base + "/b"])
        #expect(ids(crowd) == ["web/suspect warning", "web/suspect warning"])
        // A title without any word that it had.
        #expect(ids(try await check("2026-10-01", [base + "/c"])) == [])
        title.withLock { $0 = "Casino bonus" }
        #expect(ids(try await check("2026-10-20", [base + "/c"])) == ["web/suspect warning"])
        try await server.stop()
    }

    @Test func asksAPersonToLookAtAWall() async throws {
        defer { Disk.removeTree(folder) }
        let server = try await LocalServer { _, _, _ in .answer(403, ["cf-mitigated": "challenge"]) }
        let url = "http://127.0.0.1:\(server.port)/x"
        let first = try #require(try await check("2026-06-01", [url]).findings.first)
        #expect(
            first.id == "web/walled" && first.severity == .note
                && first.help.contains("guides links seen \(url)"))
        var ledger = LinkLedger.load(site: folder)
        let isKnown = ledger.see(url, today: Day("2026-06-02")!)
        let isOtherKnown = ledger.see("https://example.com", today: Day("2026-06-02")!)
        #expect(isKnown && !isOtherKnown)
        try ledger.save(site: folder)
        #expect(
            try await check("2026-06-10", [url]).findings.first?.help.contains(
                "somebody looked on 2026-06-02") == true)
        #expect(
            try await check("2026-10-10", [url]).findings.first?.help.contains("guides links seen") == true)
        #expect(ledger.table.contains("walled") && ledger.table.contains(url))
        try await server.stop()
    }

    @Test func refusesWithoutAskingAndForgetsNothingElse() async throws {
        defer { Disk.removeTree(folder) }
        var options = LinkProbeTests.options()
        options.allowsPrivate = false
        let link = WebLink(url: "http://127.0.0.1:1/x", file: "a.md", place: .start)
        let outcome = try await ExternalCheck(site: folder, options: options, today: Day("2026-10-01")!).run([
            link
        ])
        #expect(
            outcome.findings.map(\.id) == ["web/unsure"]
                && outcome.findings[0].message.contains("not open to everybody"))
        #expect(LinkLedger.load(site: folder).links.isEmpty)
    }

    @Test(arguments: ["", "{", "{\"version\":1,\"links\":{\"a\":", "[]", "{\"version\":9,\"links\":{}}"])
    func aBrokenLedgerCostsRequestsAlone(_ text: String) throws {
        defer { Disk.removeTree(folder) }
        try Disk.makeFolder(folder + "/.guides")
        try Disk.writeNew(Array(text.utf8), to: LinkLedger.path(site: folder))
        #expect(LinkLedger.load(site: folder) == LinkLedger())
    }
}
