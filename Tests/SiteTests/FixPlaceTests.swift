import TestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import Fixing
@testable import Support

/// Fixes in every place in which a text may be: in quotes, lists and cells, with other line ends, at the end of a file.
@Suite(.timeLimit(.minutes(15))) struct FixPlaceTests {
    /// A site with a text, once it is fixed, and what is found then.
    static func fixed(_ text: String, _ ids: [String], file: String = "Content/guides/example.md")
        async throws
        -> (text: String, left: [Finding])
    {
        let site = try TemporarySite(ExampleTests.site, templates: false)
        try site.write(file, text)
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.jobs = 1
        let selection = try FindingSelection(only: ids, files: [], site: site.path)
        let outcome = try await SiteFixes(options, selection, since: nil, otherSites: nil).apply()
        #expect(outcome.failures == [])
        let left = try await AnalyzedSite(options).allFindings(options)
        return (try site.read(file), left)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var fix: FixTests.Case
        var place: Place
        var testDescription: String { "\(fix.id) \(place): \(fix.before)" }
    }

    static let cases = Place.allCases.flatMap { place in
        // What is fixed in two lines has no place in a cell.
        FixTests.cases.filter { place.guide($0.before) != nil && place.guide($0.after) != nil }.map {
            Case(fix: $0, place: place)
        }
    }

    /// Where a check finds nothing or offers no fix, so that the text stays as it is.
    private static func leaves(_ test: Case) -> Bool {
        switch test.fix.id {
        // Words in quotes are those of others.
        case "keywords/spelling": [.quote, .quoteInItem, .itemInQuote].contains(test.place)
        // The lines of both would have to go without what comes before them.
        case "links/unused-definition", "structure/steps-restart":
            !Place.ofFile.contains(test.place)
        case "content/no-front-matter": test.place == .byteOrderMark && test.fix.before.hasPrefix("title")
        default: false
        }
    }

    @Test(arguments: cases) func areTheSameInEachPlace(_ test: Case) async throws {
        let before = try #require(test.place.guide(test.fix.before))
        let expected = try #require(test.place.guide(test.fix.after))
        let (text, left) = try await Self.fixed(before, test.fix.isOffered ? [test.fix.id] : [])
        let isLeft = Self.leaves(test)
        #expect(text == (isLeft ? before : expected), "\(left)")
        #expect(isLeft || !left.contains { $0.id == test.fix.id }, "\(left)")
    }

    /// A step's margin is as wide as its number.
    @Test(arguments: [1, 9, 10, 99, 100, 12345], [1, 2, 3, 4])
    func stepsAreIndentedByTheirNumbers(_ number: Int, _ spaces: Int) async throws {
        let place = Place.ofFile[(number + spaces) % Place.ofFile.count]
        let mark = "\(number)." + String(repeating: " ", count: spaces)
        let margin = String(repeating: " ", count: mark.count)
        for (block, indented) in [
            ("```sh\na\n\nb\n```", "```sh\n\(margin)a\n\n\(margin)b\n\(margin)```")
        ] {
            let before = FixTests.head("updated: 2026-11-20", "\(mark)One\n\n\(block)\n\n1. Two")
            let after = FixTests.head("updated: 2026-11-20", "\(mark)One\n\n\(margin)\(indented)\n\n1. Two")
            let (text, left) = try await Self.fixed(place.file(before), [])
            #expect(text == place.file(after), "\(left)")
            #expect(left == [])
        }
    }

    enum Quotes: String, CaseIterable {
        case plain, single, double

        func written(_ text: String) -> String {
            switch self {
            case .plain: text
            case .single: "'\(text.replacing("'", with: "''"))'"
            case .double: "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
            }
        }
    }

    /// Whatever quotes an author has used, the fixed value reads as what the fix writes.
    @Test(
        arguments: Quotes.allCases,
        ["new", "it's new", "new'", "a \"b\" c", "C:\\new", "a: b", "a, b", "a #b", "é", "a\\"])
    func valuesInQuotesStayValues(_ quotes: Quotes, _ value: String) throws {
        for old in ["old", "old one", "it's old", "old\\", "say \"old\"", "é"] {
            let written = quotes.written(old)
            // In a plain value only what is plain too can be written as it is; the check has to know.
            guard quotes != .plain || value == "new" || value == "é" else { continue }
            let text = "---\ntitle: \(written)\nother: x\n---\n"
            let source = SourceText(Array(text.utf8))
            let start = text.utf8.count - text[text.firstRange(of: written)!.lowerBound...].utf8.count
            let range = start..<(start + written.utf8.count)
            let edit = Fix.Edit(
                source.location(of: range.lowerBound), source.location(of: range.upperBound), value,
                replacing: old)
            let result = Fixer.apply([Fix([edit], isSafe: true)], to: source.bytes)
            #expect(result.applied == [0], "\(written)")
            let after = String(decoding: result.bytes, as: UTF8.self)
            let line = after.split(separator: "\n")[1]
            #expect(after == text.replacing("title: \(written)", with: String(line)), "\(after)")
            // Read apart from the reader of the tool.
            #expect(try Self.value(of: String(line)) == value, "\(line)")
        }
    }

    /// What YAML reads from `title: …`, by its rules for quotes (YAML 1.2.2 section 7.3).
    private static func value(of line: String) throws -> String {
        let value = String(line.dropFirst("title: ".count))
        if value.first == "'" {
            let inner = String(value.dropFirst().dropLast())
            try #require(value.last == "'" && value.count > 1)
            try #require(!inner.replacing("''", with: "").contains("'"), "\(line)")
            return inner.replacing("''", with: "'")
        }
        if value.first == "\"" {
            var out = ""
            var isEscaped = false
            for (offset, letter) in value.dropFirst().enumerated() {
                if !isEscaped, letter == "\"" {
                    try #require(offset == value.count - 2, "\(line)")
                    return out
                }
                if !isEscaped, letter == "\\" {
                    isEscaped = true
                    continue
                }
                if isEscaped { try #require("\"\\".contains(letter), "\(line)") }
                out.append(letter)
                isEscaped = false
            }
            throw Program.Failure("no quote ends \(line)")
        }
        return String(value)
    }
}
