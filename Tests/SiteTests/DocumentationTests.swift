import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Findings
@testable import Support

/// The documentation knows all that users can write, and what it shows works.
@Suite(.timeLimit(.minutes(15))) struct DocumentationTests {
    private static let folder = "\(repository)/Documentation/Content/guides"

    /// The text of all pages that people write. Those about the checks have examples of faults.
    private static func text() throws -> String {
        try Disk.names(in: folder).filter { $0.hasSuffix(".md") && !$0.hasPrefix("checks-") }.map {
            String(decoding: try Disk.read("\(folder)/\($0)"), as: UTF8.self)
        }
        .joined(separator: "\n")
    }

    /// What is between backticks or fences.
    private static func code(_ text: String) -> String {
        text.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.map(\.element).joined(
            separator: "\n")
            + text.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
            .joined()
    }

    /// The part of the page on commands that is about one of them, with each of its options.
    @Test func everyCommandAndOptionIsThere() throws {
        let page = String(decoding: try Disk.read("\(Self.folder)/commands.md"), as: UTF8.self)
        let sections = page.components(separatedBy: "\n### guides ").dropFirst().map {
            $0.components(separatedBy: "\n## ")[0]
        }
        let commands = try run(["--help"]).output.matches(of: /(?m)^  ([a-z]+) +[A-Z]/).map { String($0.1) }
        #expect(sections.map { String($0.prefix { $0 != "\n" }) }.sorted() == commands.sorted())
        for section in sections {
            let command = String(section.prefix { $0 != "\n" })
            let help = try run([command, "--help"]).output
            let options = Set(help.matches(of: /(?m)^  (?:-[a-z], )?(--[a-z-]+)/).map { String($0.1) })
            let named = Set(section.matches(of: /(--[a-z-]+)/).map { String($0.1) })
            #expect(options.subtracting(["--version", "--help"]).isSubset(of: named), "\(command)")
        }
    }

    @Test func everyKeyIsThere() throws {
        let code = Self.code(try Self.text())
        for notes in [KeyNotes.frontMatter, KeyNotes.settings, KeyNotes.term, KeyNotes.query] {
            for key in notes.keys where key != "excuses" {
                let name = try #require(key.split(separator: ".").last)
                #expect(code.contains(try Regex("\\b\(name)\\b")), "\(key)")
            }
        }
    }

    /// All strings with their texts in English, in the order of the code, and the names of sections in all languages.
    @Test func everyStringIsThere() throws {
        let page = String(decoding: try Disk.read("\(Self.folder)/languages.md"), as: UTF8.self)
        let rows = page.matches(of: /(?m)^\| `([a-z-]+)` \| `(.*)` \|$/).map { ($0.1, $0.2) }
        #expect(rows.map { String($0.0) } == StringKey.names)
        for (name, text) in rows {
            let key = try #require(StringKey(named: String(name)))
            #expect(Strings.english[key] == text, "\(name)")
        }
        for language in StringsFile.languages {
            let sections = Strings(of: language).sections
            let names = [sections.issues, sections.takeaways].map {
                $0.map { "`\($0)`" }.joined(separator: ", ")
            }
            #expect(page.contains("| \(names[0]) | \(names[1]) |"), "\(language)")
        }
    }

    /// Each page ends with messages of the tool, and the site has no finding, notes included.
    @Test func isASiteWithoutFindings() throws {
        for name in try Disk.names(in: Self.folder) where name.hasSuffix(".md") {
            let page = String(decoding: try Disk.read("\(Self.folder)/\(name)"), as: UTF8.self)
            #expect(page.contains("\n## Fix Common Issues\n\n### "), "\(name)")
        }
        let check = try run(["check", "--strict", "--notes", "--site", "\(repository)/Documentation"])
        #expect(check.code == 0 && check.output.hasSuffix(": no findings\n"), "\(check)")
    }

    /// Front matter and settings that the pages show are read without an error.
    @Test func examplesAreRight() throws {
        let pages = try Self.text()
        func blocks(_ language: String) -> [String] {
            pages.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
                $0.components(separatedBy: "\n```").first
            }
        }
        let fronts = blocks("markdown").filter { $0.hasPrefix("---\n") }
        #expect(!fronts.isEmpty)
        for front in fronts {
            let source = SourceText(Array(front.components(separatedBy: "\n---")[0].dropFirst(4).utf8))
            var findings: [Finding] = []
            _ = FrontMatter(
                try YAML.read(source, 0..<source.bytes.count), file: "a.md", findings: &findings)
            #expect(findings.isEmpty, "\(front)")
        }
        for block in blocks("yaml") where !block.contains("jobs:") {
            let source = SourceText(Array(block.utf8))
            let value = try YAML.read(source, 0..<source.bytes.count)
            var findings: [[Finding]] = []
            if case .sequence = value {
                findings = [[], []]
                _ = Term.read(value, findings: &findings[0])
                _ = Query.read(value, findings: &findings[1])
            } else {
                findings = [[], []]
                _ = FrontMatter(value, file: "a.md", findings: &findings[0])
                _ = Site(value, findings: &findings[1])
            }
            // A part of a file has none of its other keys.
            #expect(
                findings.contains { $0.allSatisfy { $0.id == "content/missing-key" } },
                "\(block)\n\(findings.map { $0.map(\.message) })")
        }
    }

    /// The links of the README and of the files for those who change the tool lead to files that are there.
    @Test(arguments: ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
    func linksLeadToFiles(_ file: String) throws {
        let text = String(decoding: try Disk.read("\(repository)/\(file)"), as: UTF8.self)
        let folder = Disk.parent(of: "\(repository)/\(file)") ?? repository
        let prose = text.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 0 }.map(
            \.element
        ).joined()
        let links = prose.matches(of: /\]\(([^)#\s]+)(?:#[^)]*)?\)/).map { String($0.1) }
        for link in links where !link.contains("://") {
            #expect(Disk.status("\(folder)/\(link)") != nil, "\(link)")
        }
    }

    @Test func theReadmeIsShort() throws {
        let lines = String(decoding: try Disk.read("\(repository)/README.md"), as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 150)
    }
}
