import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Findings
@testable import Reports
@testable import Support

/// The numbers by which code hosts know findings again: one for each finding, and the same while other lines come and go.
@Suite(.timeLimit(.minutes(15))) struct FingerprintTests {
    /// Lines with findings on them, among others; some read the same.
    private static let lines = [
        "# Title", "[here](a.md)", "[there](b.md)", "Text.", "[here](a.md)", "", "[here](a.md)",
        "  [here](a.md)  ",
        "[here] (a.md)", "[here](A.md)", "größe", "gro\u{308}ße",
    ]

    private static let checks: [any Check.Type] = [LinksVagueText.self, LinksWrongCase.self]

    /// A finding of each check on each line but the empty one, twice on the second line.
    private static func findings(_ lines: [String], of file: String) -> [Finding] {
        lines.enumerated().flatMap { number, line in
            line.isEmpty || line == "Text." || line.hasPrefix("#")
                ? []
                : (lines.firstIndex(of: line) == number ? [1, 3] : [1]).flatMap { column in
                    checks.map {
                        Finding(
                            $0, file: file, at: SourceLocation(line: number + 1, column: column), "x",
                            help: "")
                    }
                }
        }
    }

    private static let names = ["Content/guides/a.md", "Content/guides/b.md"]

    /// The number of each finding, in files of these lines.
    private static func prints(_ lines: [String]) throws -> [(finding: Finding, print: String)] {
        let site = try TemporarySite(
            Dictionary(uniqueKeysWithValues: names.map { ($0, lines.joined(separator: "\n")) }),
            templates: false)
        let findings = names.flatMap { Self.findings(lines, of: $0) }
        var sources = SourceLines(site: site.path)
        return zip(findings, sources.fingerprints(findings)).map { ($0, $1) }
    }

    @Test func eachFindingHasItsOwn() throws {
        let prints = try Self.prints(Self.lines)
        #expect(prints.count > 40)
        #expect(Set(prints.map(\.print)).count == prints.count)
        #expect(prints.allSatisfy { $0.print.count == 32 && $0.print.allSatisfy(\.isHexDigit) })
        // The report has them.
        let site = try TemporarySite([Self.names[0]: Self.lines.joined(separator: "\n")], templates: false)
        let found = Self.findings(Self.lines, of: Self.names[0])
        var sources = SourceLines(site: site.path)
        let expected = sources.fingerprints(found)
        let log = try SARIFLog(found, site: site.path, prefix: "").text()
        let reported = log.matches(of: /"guidesLine\/v1"\s*:\s*"([0-9a-f]+)"/).map { String($0.1) }
        #expect(reported == expected)
    }

    /// The lines with findings changed, and the others as they are.
    private static func changed(_ change: (String) -> String) -> [String] {
        lines.map { $0.contains("[") ? change($0) : $0 }
    }

    /// Other lines, and how many of them have findings that are new.
    private static let edits: [([String], Int)] = [
        (["Text."] + lines, 0), (["", ""] + lines, 0), (lines + ["[here](a.md)"], 1),
        (Array(lines.dropFirst()), 0), (changed { "  " + $0 }, 0),
        (changed { $0.replacing(" ", with: "\t ") }, 0), (changed { $0 + "\t" }, 0),
        (lines.filter { $0 != "Text." && !$0.isEmpty }, 0), (lines + ["", "[other](a.md)"], 2),
    ]

    /// Lines that come or go above, or elsewhere, and white space change none; a line that reads the same and comes later
    /// has a number of its own.
    @Test(arguments: edits)
    func staysWithItsLine(_ lines: [String], _ more: Int) throws {
        let (before, after) = (try Self.prints(Self.lines), try Self.prints(lines))
        #expect(Set(before.map(\.print)).isSubset(of: Set(after.map(\.print))))
        #expect(after.count == before.count + more * Self.names.count * Self.checks.count)
    }

    /// Of several equal lines, the one that goes last takes the last number with it.
    @Test func equalLinesAreNumbered() throws {
        let counts = (0...4).map { count in
            (try? Self.prints(Array(repeating: "[x](a.md)", count: count)).map(\.print)) ?? []
        }
        for (few, many) in zip(counts, counts.dropFirst()) {
            #expect(many.count > few.count)
            #expect(Set(few).isSubset(of: Set(many)))
        }
    }
}
