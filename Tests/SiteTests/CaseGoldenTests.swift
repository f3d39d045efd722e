import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import Fixing
@testable import Reports
@testable import Support

/// Small cases of what checks, readers and outputs have to tell apart, each in the site of `ExampleTests`, with all that is said
/// of it, what each fix makes of it, and what it changes in what is published. Cases are in `Tests/Fixtures/golden-cases`:
///
///     %% a link without a text
///     See [](tls.md).
///     =>
///     Content/guides/example.md:7:5: warning: …
///
/// What is below `=>` is what was said right before; `make golden` writes it again. The text is the body of a guide, until a
/// line such as `% head` (lines of its front matter), `% Content/terms.yml` (another file as a whole) or
/// `% published guides/example.md` (what changes in that file when it is published). `\u{200B}` is the character itself.
@Suite(.timeLimit(.minutes(15))) struct CaseGoldenTests {
    private struct Case {
        var name: String
        /// The lines between the name and `=>`.
        var input: [String] = []
        var said: [String] = []
        var files: [String: String] = [:]
        var published: [String] = []

        mutating func read() {
            var parts: [(name: String, lines: [String])] = [("body", [])]
            for line in input {
                if line.hasPrefix("% ") {
                    parts.append((String(line.dropFirst(2)), []))
                } else {
                    parts[parts.count - 1].lines.append(Self.unescaped(line))
                }
            }
            var texts: [String: String] = [:]
            for (name, lines) in parts where !name.hasPrefix("published ") {
                texts[name] = lines.joined(separator: "\n")
            }
            published = parts.map(\.name).filter { $0.hasPrefix("published ") }.map {
                String($0.dropFirst(10))
            }
            let body = texts.removeValue(forKey: "body") ?? ""
            let head = texts.removeValue(forKey: "head") ?? ""
            files = texts.mapValues { $0.isEmpty ? "" : $0 + "\n" }
            if !body.isEmpty || !head.isEmpty {
                files["Content/guides/example.md"] = ExampleTests.guide(
                    head: head, body: body.isEmpty ? "Text." : body)
            }
        }

        private static func unescaped(_ line: String) -> String {
            line.replacing(/\\u\{([0-9A-F]{1,6})\}/) { match in
                UInt32(match.output.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? "?"
            }
        }

        /// Invisible characters as they are written in cases.
        static func escaped(_ line: String) -> String {
            String(
                line.unicodeScalars.map { scalar in
                    scalar.properties.generalCategory == .format
                        || scalar.properties.generalCategory == .control
                        ? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" : String(scalar)
                }.joined())
        }
    }

    private static let folder = repository + "/Tests/Fixtures/golden-cases"
    static let names = (try? Disk.names(in: folder).sorted()) ?? []

    private static func cases(_ text: String) -> (heading: [String], cases: [Case]) {
        var heading: [String] = []
        var cases: [Case] = []
        var isInput = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("%% ") {
                cases.append(Case(name: String(line.dropFirst(3))))
                isInput = true
            } else if cases.isEmpty {
                heading.append(line)
            } else if line == "=>", isInput {
                isInput = false
            } else if isInput {
                cases[cases.count - 1].input.append(line)
            } else {
                cases[cases.count - 1].said.append(line)
            }
        }
        for index in cases.indices { cases[index].read() }
        return (heading, cases)
    }

    private static func reading(_ site: TemporarySite) async throws -> (AnalyzedSite, [Finding]) {
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.today = Day("2026-11-24")
        let reading = try await AnalyzedSite(options)
        return (reading, try await reading.allFindings(options))
    }

    /// What is said of findings, and what each fix makes of its file, by line.
    static func said(_ findings: [Finding], at site: TemporarySite) throws -> [String] {
        var text = FindingText(site: site.path, hasColor: false)
        var lines: [String] = []
        for finding in findings {
            lines += text.text(finding).split(separator: "\n").map(String.init)
            guard let fix = finding.fix else { continue }
            let before = try site.read(finding.file)
            let after = String(decoding: Fixer.apply([fix], to: Array(before.utf8)).bytes, as: UTF8.self)
            lines += [fix.isSafe ? "safe:" : "offered:"] + Golden.difference(from: before, to: after)
        }
        return lines
    }

    @Test func thereAreCases() { #expect(!Self.names.isEmpty) }

    @Test(arguments: names) func casesAreToldAsTheyWere(_ name: String) async throws {
        let text = String(decoding: try Disk.read("\(Self.folder)/\(name)"), as: UTF8.self)
        let (heading, cases) = Self.cases(text)
        #expect(Set(cases.map(\.name)).count == cases.count, "two cases have the same name")
        let site = try TemporarySite(ExampleTests.site, templates: false)
        let base = try await Self.reading(site).0.publishedFiles()
        var written = heading
        for test in cases {
            for (path, text) in test.files {
                #expect(path.contains("/"), "\(name), \(test.name): there is no part named \(path)")
                try site.write(path, text)
            }
            let (reading, findings) = try await Self.reading(site)
            var said = try Self.said(findings, at: site)
            if !test.published.isEmpty {
                let files = try await reading.publishedFiles()
                for path in test.published {
                    guard base[path] != nil || files[path] != nil else {
                        said.append("\(path): not published")
                        continue
                    }
                    let texts = [base, files].map {
                        Golden.withoutHashes(String(decoding: $0[path] ?? [], as: UTF8.self))
                    }
                    said += ["\(path):"] + Golden.difference(from: texts[0], to: texts[1])
                }
            }
            said = said.map { Case.escaped(Golden.withoutHashes($0)) }
            let expected = test.said.reversed().drop { $0.isEmpty }.reversed()
            if !Golden.isUpdated, said != Array(expected) {
                Issue.record(
                    "\(name), \(test.name):\n\(Golden.difference(from: expected.joined(separator: "\n"), to: said.joined(separator: "\n")).joined(separator: "\n"))"
                )
            }
            written += ["%% \(test.name)"] + test.input + ["=>"] + said + [""]
            for path in test.files.keys {
                if let former = ExampleTests.site[path] {
                    try site.write(path, former)
                } else {
                    try site.remove(path)
                }
            }
        }
        guard Golden.isUpdated else { return }
        try Disk.removeFile("\(Self.folder)/\(name)")
        try Disk.writeNew(Array(written.joined(separator: "\n").utf8), to: "\(Self.folder)/\(name)")
    }
}
