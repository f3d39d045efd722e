import Foundation
import TestSupport
import Testing

extension ServerTests {
    /// Who may have a finding fixed, and which.
    @Suite struct FixRequestTests {
        @Test func fixesOnlyForItsOwnPagesAndOnlyWhatIsSafe() async throws {
            let folder = try TemporarySite.example()
            let preview = try await PreviewProcess(folder.path)
            struct State: Decodable {
                struct Item: Decodable {
                    var id: String, file: String, line: Int, column: Int, isFixable: Bool
                }
                struct Guide: Decodable { var findings: [Item] }
                var token: String
                var checked: Bool
                var guide: Guide
            }
            var state: State
            repeat {
                state = try JSONDecoder().decode(
                    State.self, from: Data(try await preview.ask("/_guides/state?path=/guides/one").body))
            } while !state.checked
            let item = try #require(
                state.guide.findings.first { $0.id == "links/own-site-address" && $0.isFixable })
            func request(_ line: Int, _ id: String) -> String {
                "{\"id\":\"\(id)\",\"file\":\"\(item.file)\",\"line\":\(line),\"column\":\(item.column)}"
            }
            func apply(_ body: String, _ token: String?, _ headers: [(String, String)] = []) async throws
                -> Int
            {
                let own = token.map { [("X-Guides-Token", $0)] } ?? []
                let answer = try await preview.ask(
                    "/_guides/apply", method: "POST", headers: headers + own, body: body)
                return answer.status
            }
            let before = try folder.read(item.file)
            #expect(try await apply(request(item.line, item.id), nil) == 403)
            #expect(try await apply(request(item.line, item.id), "guess") == 403)
            #expect(
                try await apply(
                    request(item.line, item.id), state.token, [("Origin", "https://evil.example")])
                    == 403)
            #expect(try await apply(request(item.line + 1, item.id), state.token) == 409)
            #expect(try await apply(request(item.line, "links/self"), state.token) == 409)
            #expect(try await apply("nonsense", state.token) == 400)
            #expect(try await apply(String(repeating: "x", count: 1 << 20), state.token) == 400)
            #expect(try folder.read(item.file) == before)
            #expect(try await apply(request(item.line, item.id), state.token) == 200)
            #expect(
                try folder.read(item.file)
                    == before.replacingOccurrences(of: "https://example.org/guides/two", with: "two.md"))
        }
    }
}
