import Foundation
import TestSupport
import Testing

@testable import Support

/// Addresses of the sites that `Tests/Fixtures/import` was published at before it was imported, asked of a real server.
@Suite(.timeLimit(.minutes(15))) struct ImportedAddressTests {
    /// Old addresses of a source, each with the page that answers now.
    struct Source: Sendable, CustomTestStringConvertible {
        var kind: String
        var pages: [(old: String, now: String)]
        var testDescription: String { kind }
    }

    static let sources = [
        Source(
            kind: "mkdocs",
            pages: [
                ("/sender/", "/sender"), ("/sender/setup/install/", "/sender/setup/install"),
                ("/sender/setup/domains/", "/sender/setup/domains"),
                ("/sender/reference/limits/", "/sender/reference/limits"),
                ("/sender/old/install/", "/sender/setup/install"),
            ]),
        Source(
            kind: "mdbook",
            pages: [
                ("/queue/foreword.html", "/queue/foreword"), ("/queue/start/", "/queue/start"),
                ("/queue/start/first.html", "/queue/start/first"),
                ("/queue/first.html", "/queue/start/first"), ("/queue/monitor.html", "/queue/monitor"),
            ]),
        Source(
            kind: "docusaurus",
            pages: [
                ("/docs/intro", "/docs/intro"), ("/docs/intro/", "/docs/intro"),
                ("/help/start", "/docs/intro"),
                ("/docs/guides/accounts", "/docs/guides/accounts"),
                ("/docs/guides/routes", "/docs/guides/routes"),
            ]),
        Source(
            kind: "vitepress",
            pages: [
                ("/digest/guide/", "/digest/guide"), ("/digest/guide/use.html", "/digest/guide/use"),
                ("/digest/guide/use", "/digest/guide/use"), ("/digest/api/calls.html", "/digest/api/calls"),
            ]),
        Source(
            kind: "docfx",
            pages: [
                ("/help/parcels/send", "/help/parcels/send"), ("/help/api/call", "/help/api/call"),
                ("/help/parcels/old/labels", "/help/parcels/send"),
                ("/help/parcels/old/print", "/help/parcels/send"),
            ]),
        Source(
            kind: "hugo",
            pages: [
                ("/help/mail/", "/help/mail"), ("/help/mail/write/", "/help/mail/write"),
                ("/help/write/", "/help/mail/write"), ("/help/old/letters.html", "/help/mail/write"),
                ("/help/mail/sort/", "/help/mail/sort"), ("/help/accounts/", "/help/accounts"),
            ]),
    ]

    @Test(arguments: sources) func oldAddressesLeadOn(_ source: Source) async throws {
        let folder = try TemporaryFolder()
        let site = folder.path + "/site"
        let imported = try run(
            ["import", "\(repository)/Tests/Fixtures/import/\(source.kind)", "--into", site])
        #expect(imported.code == 0, "\(imported)")
        // The shortcode without a known meaning is for a person.
        let guide = site + "/Content/guides/mail/sort.md"
        if source.kind == "hugo" {
            let text = String(decoding: try Disk.read(guide), as: UTF8.self).replacing(
                "{{< unknown >}}", with: "")
            try Disk.replace(guide, with: Array(text.utf8))
        }
        let built = try run(["build", "--site", site])
        #expect(built.code == 0, "\(built)")
        let server = try await WebServer(.nginx, site: site)
        for (old, now) in source.pages {
            var (path, steps) = (old, 0)
            var answer = try await server.ask(path)
            while answer.status == 301, steps < 3, let next = answer.headers["location"] {
                path =
                    next.hasPrefix("http")
                    ? "/" + next.split(separator: "/").dropFirst(2).joined(separator: "/") : next
                steps += 1
                answer = try await server.ask(path)
            }
            #expect(answer.status == 200 && path == now, "\(old): \(answer.status) at \(path)")
            // A slash at the end goes first.
            #expect(steps <= 2, "\(old) leads on in \(steps) steps")
        }
    }
}
