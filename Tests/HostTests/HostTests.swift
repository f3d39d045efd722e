import Foundation
import GuideKit
import Testing

@Suite struct HostTests {
    @Test(arguments: WebServer.Kind.allCases)
    func serversAnswerAsTheTableSays(_ kind: WebServer.Kind) async throws {
        let site = try await BuiltSite.small()
        let server = try await WebServer(kind, site: site.path)
        let assets = try Disk.names(in: site.path + "/Public/guides/assets").map { "/guides/assets/" + $0 }
        let rows = RequestRow.all(
            assets: (
                try #require(assets.first { $0.hasSuffix(".css") }),
                try #require(assets.first { $0.hasSuffix(".svg") })
            ))
        #expect(rows.count >= 60)
        for row in rows {
            let answer = try await server.ask(row.path, method: row.method, accept: row.accept)
            let faults = answer.faults(
                against: row.outcome, method: row.method, countsTokens: kind.countsTokens)
            #expect(
                faults.isEmpty,
                "\(row.testDescription): \(answer.status) \(answer.headers) breaks RequestTable.swift:\(faults)"
            )
        }
    }
}
