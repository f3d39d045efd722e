import Foundation
import TestSupport
import Testing

@testable import Support

/// The workflows that people copy or get, and the action that installs the tool in them.
@Suite(.timeLimit(.minutes(15))) struct WorkflowTests {
    /// A file of GitHub, and what its text is held to.
    struct GitHubFile: Sendable, CustomTestStringConvertible {
        let name: String
        /// The schema, as check-jsonschema calls it.
        let schema: String
        let text: @Sendable () throws -> String
        var testDescription: String { name }
    }

    private static func read(_ path: String) throws -> String {
        String(decoding: try Disk.read("\(repository)/\(path)"), as: UTF8.self)
    }

    /// The workflow of a page of the documentation.
    private static func documented(_ page: String) throws -> String {
        let text = try read("Documentation/Content/guides/\(page).md")
        let blocks = text.components(separatedBy: "```yaml\n").dropFirst().compactMap {
            $0.components(separatedBy: "\n```").first
        }
        return try #require(blocks.first { $0.contains("\njobs:\n") }) + "\n"
    }

    /// What `guides init` writes.
    private static func started() throws -> String {
        let folder = try TemporaryFolder()
        #expect(try run(["init"], in: folder.path).code == 0)
        return String(decoding: try Disk.read("\(folder.path)/.github/workflows/site.yml"), as: UTF8.self)
    }

    /// The same, with the part that is in comments.
    private static func startedWhole() throws -> String {
        let text = try started()
        #expect(text.contains("\n  # publish:\n"))
        return text.replacing(/(?m)^  # (?= *(- |[a-z-]+:( |$)))/, with: "  ")
    }

    /// What `guides host github-pages` prints.
    private static func hosted() throws -> String {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        let rules = try run(["host", "github-pages"], in: site.path)
        #expect(rules.code == 0, "\(rules)")
        return rules.output
    }

    private static let files = [
        GitHubFile(name: "action.yml", schema: "vendor.github-actions") { try read("action.yml") },
        GitHubFile(name: "documentation", schema: "vendor.github-workflows") {
            try documented("ci-and-publishing")
        },
        GitHubFile(name: "guides init", schema: "vendor.github-workflows", text: started),
        GitHubFile(name: "guides init, all of it", schema: "vendor.github-workflows", text: startedWhole),
        GitHubFile(name: "guides host", schema: "vendor.github-workflows", text: hosted),
    ]

    /// check-jsonschema has the schemas that SchemaStore publishes; `.ci/setup tests` installs it.
    private static func problem(with text: String, _ schema: String) throws -> String? {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/file.yml"
        try Disk.writeNew(Array(text.utf8), to: path)
        let checked = try Program.run([
            "\(repository)/.build-tools/bin/check-jsonschema", "--builtin-schema", schema, path,
        ])
        return checked.code == 0 ? nil : checked.output + checked.error
    }

    @Test(arguments: files) func followsTheSchema(_ file: GitHubFile) throws {
        let text = try file.text()
        #expect(try Self.problem(with: text, file.schema) == nil)
        // A key that GitHub does not know is found, so the schema was looked at.
        let broken = text.replacing(/(?m)^( +(?:- )?)run:/, maxReplacements: 1) { "\($0.1)rum:" }
            .replacing("\nruns:\n", with: "\nrun:\n")
        #expect(broken != text)
        #expect(try Self.problem(with: broken, file.schema) != nil)
    }

    /// People who copy a workflow get the version whose documentation they read.
    @Test func namesThisVersion() throws {
        let uses = try Self.files.flatMap {
            try $0.text().matches(of: /mailrith\/guides@(\S+)/).map { String($0.1) }
        }
        #expect(uses == Array(repeating: "v\(Version.current)", count: 5))
        #expect(try Self.read("action.yml").contains("default: \"\(Version.current)\"\n"))
        let pages = try Disk.names(in: "\(repository)/Documentation/Content/guides").map {
            "Documentation/Content/guides/\($0)"
        }
        for page in pages + ["README.md"] {
            let names = try Self.read(page).matches(
                of: /mailrith\/guides@v(\S+?)[\s`]|guides[_-](\d\S*?)[_-](?:amd64|linux)/)
            for name in names {
                #expect((name.1 ?? name.2) == Version.current[...], "\(page): \(name.0)")
            }
            if page == "README.md" { #expect(names.count == 3) }
        }
    }

    /// What others choose, such as the name of a branch, is never part of a script, where it would be read as commands.
    @Test(arguments: files) func scriptsHaveNoExpressions(_ file: GitHubFile) throws {
        var indent: Int?
        for line in try file.text().split(separator: "\n") {
            let own = line.prefix { $0 == " " || $0 == "-" }.count
            if let start = indent, own <= start { indent = nil }
            let isScript = line.drop { $0 == " " || $0 == "-" }.hasPrefix("run:")
            if isScript { indent = own }
            if isScript || indent != nil { #expect(!line.contains("${{"), "\(line)") }
        }
    }
}
