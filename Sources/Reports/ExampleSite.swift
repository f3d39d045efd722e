import Analysis
import Checks
import Findings
import FoundationEssentials
import OutputChecks
import Rendering
import Support

/// A small site without any finding, on which the examples of checks are tried: an example takes the place of one of its
/// files. The documentation of a check has what it says of its examples, and tests hold checks to them.
enum ExampleSite {
    /// Its files, by their path in the site.
    static let files: [String: String] = [
        "Content/site.yml": """
        name: Example Site
        summary: A site in which the examples of the checks are.
        base-url: https://example.org
        agent-notes: [This site holds examples.]
        elsewhere: [/pricing]
        categories:
          - {id: basics, title: Basics, summary: The basics.}

        """,
        "Content/terms.yml": "- {term: TLS, guide: tls}\n- {term: SPF, guide: spf}\n",
        "Content/guides/tls.md": """
        ---
        title: TLS Basics
        summary: How mail servers keep a message private on its way.
        category: basics
        aliases: [ssl]
        ---

        TLS keeps a message private. DNS holds SPF.

        ## Certificates

        A certificate has a name.
        """,
        "Content/guides/spf.md": """
        ---
        title: SPF Basics
        summary: Which servers may send mail in the name of a domain.
        category: basics
        keywords: [sender list]
        ---

        SPF lists servers: it is a sender list. TLS is another matter.

        ## Fix Common Issues

        ### Missing SPF Record

        The checker found no `TXT` record.

        1. Add it.
        2. Run the checker again.
        """,
        "Content/guides/plans.md": """
        ---
        title: Plans
        summary: What is to come, which nobody should read before it is there.
        category: basics
        draft: true
        ---

        Text.
        """,
        "Content/guides/dot.png": "GIF89a\u{1}\0\u{1}\0",
        "Content/guides/example.md": guide(head: "", body: "Text."),
    ]

    private static let summary = "A guide that shows what is meant by an example of a check."

    /// The text of a guide's file.
    ///
    /// - Parameter head: lines of the front matter, besides title, summary and category.
    static func guide(head: String, body: String) -> String {
        """
        ---
        title: Example Guide
        summary: \(summary)
        category: basics
        \(head)\(head.isEmpty ? "" : "\n")---

        \(body)
        """
    }

    /// The file that a text of an example is, or is part of: its path in the site, and all that it has.
    static func file(_ kind: Example.Kind, _ text: String) -> (path: String, text: String) {
        switch kind {
        case .body, .described: ("Content/guides/example.md", guide(head: "", body: text))
        case .head:
            (
                "Content/guides/example.md",
                guide(
                    head: text,
                    body:
                        "Text of an example.\n\n## Fix Common Issues\n\n### Missing Record\n\nNo `TXT` record.\n\n1. Add it.\n2. Run the checker again."
                )
            )
        case .file(let path): (path, text)
        }
    }

    /// Findings of all checks in the site with a text of an example in it.
    ///
    /// - Throws: `DiskError` where the temporary folder cannot be written.
    static func findings(_ kind: Example.Kind, _ text: String) async throws -> [Finding] {
        let folder = FileManager.default.temporaryDirectory.path + "/guides-example-\(UUID().uuidString)"
        defer { Disk.removeTree(folder) }
        let (path, text) = file(kind, text)
        for (path, text) in files.merging([path: text], uniquingKeysWith: { $1 }) {
            let location = "\(folder)/\(path)"
            if let parent = Disk.parent(of: location) { try Disk.makeFolder(parent) }
            try Disk.writeNew(Array(text.utf8), to: location)
        }
        var options = AnalyzedSite.Options()
        options.site = folder
        // What is due depends on the day, and the documentation does not.
        options.today = Day("2026-11-24")
        return try await AnalyzedSite(options).allFindings(options)
    }
}
