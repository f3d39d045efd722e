import Foundation
import TestSupport
import Testing

/// A command ends with the same code in every format that it has, and what programs read is whole.
@Suite(.timeLimit(.minutes(15))) struct FormatCodeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var formats: [String] = ["text", "json"]
        /// Whether the site has an error.
        var isBad = false
        var code: Int32 = 0
        var testDescription: String { "\(arguments.joined(separator: " ")), \(isBad ? "bad" : "good")" }
    }

    private static let ofChecks = ["text", "json", "sarif", "github", "junit"]

    static let cases = [
        Case(arguments: ["build"]), Case(arguments: ["build"], isBad: true, code: 1),
        Case(arguments: ["build", "--quiet"]), Case(arguments: ["build", "--quiet"], isBad: true, code: 1),
        Case(arguments: ["check"], formats: ofChecks),
        Case(arguments: ["check"], formats: ofChecks, isBad: true, code: 1),
        Case(arguments: ["check", "--strict"], formats: ofChecks, code: 1),
        Case(arguments: ["check", "--only", "structure"], formats: ofChecks, isBad: true),
        Case(arguments: ["check", "Content/guides/gone.md"], formats: ofChecks, code: 2),
        Case(arguments: ["issue", "missing record"]), Case(arguments: ["issue", "chocolate"], code: 1),
        Case(arguments: ["issue", "missing record"], isBad: true),
        Case(arguments: ["issue", "chocolate"], isBad: true, code: 1), Case(arguments: ["issue"], code: 2),
        Case(arguments: ["tokens"]), Case(arguments: ["tokens", "a"]),
        Case(arguments: ["tokens", "gone"], code: 2),
        Case(arguments: ["keywords"]), Case(arguments: ["keywords", "a"]),
        Case(arguments: ["keywords", "gone"], code: 2),
    ]

    @Test(arguments: cases) func theCodeIsThatOfEveryFormat(_ row: Case) throws {
        let issue =
            "\n\n## Fix Common Issues\n\n### Missing Record\n\nNo `TXT` record.\n\n1. Add it.\n2. Run the checker again."
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", "See [here](b.md)." + issue),
                "b.md": TemporarySite.guide("Beta", row.isBad ? "See [it](gone.md)." : "See [alpha](a.md)."),
            ], templates: false)
        for format in row.formats {
            let result = try run(
                row.arguments + ["--site", site.path, "--format", format],
                environment: ["GITHUB_STEP_SUMMARY": ""])
            #expect(result.code == row.code, "\(format): \(result)")
            guard row.code < 2, format == "json" || format == "sarif" else { continue }
            let value = try? JSONSerialization.jsonObject(with: Data(result.output.utf8))
            #expect(value != nil, "\(format): \(result)")
        }
        // Without the option it is text.
        #expect(try run(row.arguments + ["--site", site.path]).code == row.code)
    }
}
