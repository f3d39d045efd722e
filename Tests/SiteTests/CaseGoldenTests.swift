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
        var files: [String: String] = [:]
        var published: [String] = []

        init(_ input: [String]) {
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
    }

    private static let folder = repository + "/Tests/Fixtures/golden-cases"
    static let names = (try? Disk.names(in: folder).sorted()) ?? []

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
        let site = try TemporarySite(ExampleTests.site, templates: false)
        let base = try await Self.reading(site).0.publishedFiles()
        try await Golden.compare("golden-cases/\(name)") { entry in
            let test = Case(entry.input)
            for (path, text) in test.files {
                #expect(path.contains("/"), "\(name), \(entry.name): there is no part named \(path)")
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
            for path in test.files.keys {
                if let former = ExampleTests.site[path] {
                    try site.write(path, former)
                } else {
                    try site.remove(path)
                }
            }
            return said.map(Golden.withoutHashes)
        }
    }
}
