import Foundation
import TestSupport

@testable import Content
@testable import LinkProbe
@testable import Support

/// Links of one guide, and a folder for their cache, removed with the value.
final class CheckedLinks: Sendable {
    private let temporary = try! TemporaryFolder()
    var folder: String { temporary.path }

    /// Checks addresses, each in a line of its own, as a run on a day does.
    func check(_ day: String, _ urls: [String], after former: ExternalCheck.Outcome? = nil)
        async throws -> ExternalCheck.Outcome
    {
        let links = urls.enumerated().map { index, url in
            WebLink(
                url: url, file: "Content/guides/a.md", location: SourceLocation(line: index + 1, column: 1),
                end: SourceLocation(line: index + 1, column: url.count + 1))
        }
        return try await ExternalCheck(
            site: folder, options: TestProbe.options { $0.tries = 1 }, today: Day(day)!
        ).run(links, after: former)
    }

    /// The ids of findings with their severities, such as `web/gone error`.
    static func ids(_ outcome: ExternalCheck.Outcome) -> [String] {
        outcome.findings.map { "\($0.id) \($0.severity)" }
    }
}
