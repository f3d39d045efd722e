import TestSupport
import Testing

@testable import Support

extension ServerTests {
    /// The preview answers as the servers do that have the printed rules: `HostTests` holds them to the same table.
    @Suite struct HostTableTests {
        @Test func answersAsTheTableOfHostsSays() async throws {
            let site = try await TemporarySite.small()
            let preview = try await PreviewProcess(site.path)
            let rows = try RequestRow.all(of: site) + RequestRow.strays
            for row in rows {
                let answer = RawRequest.send(
                    row.path, port: preview.port, method: row.method,
                    headers: row.accept.map { ["Accept: \($0)"] } ?? [])
                let faults = WebServer.Answer(answer).faults(
                    against: row.outcome, method: row.method, isPreview: true)
                #expect(
                    faults.isEmpty,
                    "\(row.testDescription): \(answer.status) \(answer.fields) breaks AnswerContract.swift:\(faults)"
                )
            }
            let several = RawRequest.send(
                "/guides/widgets", port: preview.port,
                headers: ["Accept: application/json", "Accept: text/markdown"])
            #expect(several.values("content-type") == ["text/markdown; charset=utf-8"])
        }

        @Test func answersForFolders() async throws {
            let site = try await TemporarySite.folders()
            let preview = try await PreviewProcess(site.path)
            for row in RequestRow.ofFolders + RequestRow.straysOfFolders {
                let answer = RawRequest.send(
                    row.path, port: preview.port, method: row.method,
                    headers: row.accept.map { ["Accept: \($0)"] } ?? [])
                let faults = WebServer.Answer(answer).faults(
                    against: row.outcome, method: row.method, isPreview: true)
                #expect(
                    faults.isEmpty,
                    "\(row.testDescription): \(answer.status) \(answer.fields) breaks AnswerContract.swift:\(faults)"
                )
            }
        }

        @Test func answersForAWholeHost() async throws {
            let site = try await TemporarySite.small(at: "/")
            let preview = try await PreviewProcess(site.path)
            for row in RequestRow.ofWholeHost {
                let answer = RawRequest.send(
                    row.path, port: preview.port, headers: row.accept.map { ["Accept: \($0)"] } ?? [])
                let faults = WebServer.Answer(answer).faults(
                    against: row.outcome, method: row.method, isPreview: true)
                #expect(
                    faults.isEmpty,
                    "\(row.testDescription): \(answer.status) \(answer.fields) breaks AnswerContract.swift:\(faults)"
                )
            }
        }
    }
}
