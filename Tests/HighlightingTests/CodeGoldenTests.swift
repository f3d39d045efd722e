import Foundation
import TestSupport
import Testing

@testable import Highlighting
@testable import Support

/// A piece of code in each language, with its parts that have a color. Cases are in `Tests/Fixtures/golden-code`:
///
///     %% sh
///     echo 'text'
///     =>
///     ‹a:echo› ‹s:'text'›
@Suite(.timeLimit(.minutes(15))) struct CodeGoldenTests {
    private static let folder = repository + "/Tests/Fixtures/golden-code"
    static let names = (try? Disk.names(in: folder).sorted()) ?? []

    @Test(arguments: names) func partsAreAsTheyWere(_ name: String) async throws {
        try await Golden.compare("golden-code/\(name)") { entry in
            let code = entry.input.joined(separator: "\n")
            return Colored(code, entry.name).marked.split(separator: "\n", omittingEmptySubsequences: false)
                .map(String.init)
        }
    }

    /// A body of HTTP has sentences; what starts a message is a status or a request.
    @Test(arguments: [
        ("HTTP/2 200\n\nI like it", "‹k:HTTP/2› ‹n:200›\n\nI like it"),
        ("POST /a HTTP/1.1\n\nHTTP is it\n\nGET it", "‹k:POST› /a HTTP/1.1\n\nHTTP is it\n\nGET it"),
        ("GET /a\n\nHTTP/1.1 200\n\nA\nGET /b", "‹k:GET› /a\n\n‹k:HTTP/1.1› ‹n:200›\n\nA\n‹k:GET› /b"),
    ])
    func bodiesAreNoRequests(_ code: String, _ expected: String) {
        #expect(Colored(code, "http").marked == expected)
    }

    @Test func eachLanguageHasACase() throws {
        var cases: [String] = []
        for name in Self.names {
            let text = String(decoding: try Disk.read("\(Self.folder)/\(name)"), as: UTF8.self)
            cases += text.split(separator: "\n").filter { $0.hasPrefix("%% ") }.map {
                String($0.dropFirst(3))
            }
        }
        #expect(Set(cases) == Set(Highlighter.languages.map { $0[0] }))
        #expect(cases.count == Set(cases).count)
    }
}
