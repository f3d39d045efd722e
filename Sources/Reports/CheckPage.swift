import Checks
import Findings
import OutputChecks
import Support

/// A page of the documentation, about the checks of one group: a whole guide in markdown, with its front matter. Each check
/// has a section under "Fix Common Issues", with what its findings say.
package struct CheckPage: Sendable {
    /// The words about a group that are not with its checks.
    private struct Subject {
        /// The title of the page.
        var title: String
        /// The things that the checks look at, as markdown; without marks it is part of the summary.
        var about: String
        /// The slug of the guide on these things.
        var guide: String
    }

    private static let subjects: [String: Subject] = [
        "addresses": Subject(
            title: "Checks of Addresses", about: "published addresses, aliases and former ids",
            guide: "links-and-addresses"),
        "agents": Subject(
            title: "Checks for Agents",
            about:
                "notes for agents, invisible characters, sections that need text from elsewhere, and `llms.txt`",
            guide: "agents"),
        "checks": Subject(
            title: "Checks of Suppressions", about: "comments and settings that let a finding pass",
            guide: "fixes-and-suppressions"),
        "content": Subject(
            title: "Checks of Files and Settings",
            about: "files, front matter, settings, slugs, dates and categories", guide: "settings"),
        "issues": Subject(
            title: "Checks of Issues",
            about: "titles, ids, steps and codes of issues", guide: "issues"),
        "keywords": Subject(
            title: "Checks of Keywords", about: "keywords, and the terms that guides explain",
            guide: "keywords-and-terms"),
        "language": Subject(
            title: "Checks of Spelling and Wording",
            about: "dictionaries, misspelled words and words to avoid", guide: "spelling-and-wording"),
        "links": Subject(
            title: "Checks of Links",
            about: "links between guides, files, anchors, references and link texts",
            guide: "links-and-addresses"),
        "pair": Subject(
            title: "Checks of Page and Twin", about: "whether a twin says the same as its page",
            guide: "agents"),
        "records": Subject(
            title: "Checks of Records",
            about: "DNS records of email that guides show as examples", guide: "checker"),
        "search": Subject(
            title: "Checks of the Search",
            about: "queries of `queries.yml` and what the search finds for them", guide: "search-and-queries"),
        "structure": Subject(
            title: "Checks of Structure",
            about: "headings, lists, tables, code, images, callouts and lengths", guide: "write-a-guide"),
        "templates": Subject(
            title: "Checks of Templates", about: "the templates and assets of a theme",
            guide: "theme-and-templates"),
        "terms": Subject(
            title: "Checks of Terms", about: "entries of `terms.yml` and the guides that explain them",
            guide: "keywords-and-terms"),
        "tools": Subject(
            title: "Checks of Results",
            about: "results of the page that checks domains, and the issues that they lead to",
            guide: "checker"),
        "web": Subject(
            title: "Checks of Other Sites",
            about: "links to other sites, which `guides check --external` requests",
            guide: "links-and-addresses"),
    ]

    private let group: String
    private let subject: Subject
    private let checks: [any Check.Type]

    /// - Parameter group: its name, such as `links`. The result is nil if there is no such group.
    package init?(of group: String) {
        guard let subject = Self.subjects[group] else { return nil }
        self.group = group
        self.subject = subject
        checks = CheckCatalog.all.filter { $0.check.group == group }
    }

    /// The whole guide.
    ///
    /// - Throws: `DiskError` where the temporary folder, in which the examples are checked, cannot be written.
    package func markdown() async throws -> String {
        var text = "\(frontMatter)\n\(opening)\n## Fix Common Issues\n"
        for check in checks {
            let section = try await Self.section(on: check)
            text += "\n\(section)"
        }
        return text
    }

    private var frontMatter: String {
        let about = subject.about.filter { !"`\"".contains($0) }
        var related = ["checks", "fixes-and-suppressions"]
        if !related.contains(subject.guide) { related.append(subject.guide) }
        return """
            ---
            title: \(subject.title)
            summary: Every check on \(about), with its severity, an example and a fix.
            category: reference
            related: [\(related.joined(separator: ", "))]
            ---

            """
    }

    private var opening: String {
        var text = """
            The checks of the group `\(group)` are about \(subject.about).

            | check | severity | finds |
            | --- | --- | --- |

            """
        for check in checks {
            let finds = check.finds.replacingBytes("|", with: "\\|")
            text += "| [\(check.id)](#\(Self.anchor(check))) | \(CheckText.severity(check)) | \(finds) |\n"
        }
        return text + """

            In `site.yml`, `checks` [sets the severity](checks.md#set-a-severity) of a check or of the whole group. `guides explain`
            prints the text about one check.

            """
    }

    /// The anchor of a check's section, as `Anchor` makes it of the heading.
    private static func anchor(_ check: any Check.Type) -> String {
        "fix-" + check.id.replacingBytes("/", with: "")
    }

    /// The section about a check: an issue whose signal is the wording of its findings.
    private static func section(on check: any Check.Type) async throws -> String {
        var (messages, helps): ([String], [String]) = ([], [])
        // One that is only described is not in a form that a site could hold.
        for example in check.examples where example.kind != .described {
            let found = try await ExampleSite.findings(example.kind, example.bad)
            guard let finding = found.first(where: { $0.id == check.id }) else { continue }
            if !messages.contains(finding.message) { messages.append(finding.message) }
            if !finding.help.isEmpty, !helps.contains(finding.help) { helps.append(finding.help) }
        }
        let says = quoted(messages, after: " It says, for example, ")
        let advice = quoted(helps, after: " The help below the finding says, for example, ")
        let option =
            check.finds.hasPrefix("With `--since`")
            ? " --since REF"
            : check.check.group == "web" ? " --external" : check.severity == .note ? " --notes" : ""
        return """
            ### Fix `\(check.id)`

            A finding that ends with `[\(check.id)]` is \(weight(check)).\(says)

            \(CheckText.markdown(check))
            1. Change what the finding points to, as in the good example.\(advice)
            2. Run `guides check\(option)` again, and check that the finding is gone.

            """
    }

    private static func weight(_ check: any Check.Type) -> String {
        if check.check.isAlwaysError { return "always an error" }
        return "\(check.severity == .error ? "an error" : "a \(check.severity.rawValue)") by default"
    }

    /// A sentence that ends with texts as code; empty where there are none.
    private static func quoted(_ texts: [String], after start: String) -> String {
        texts.isEmpty ? "" : start + texts.map(code).joined(separator: ", or ") + "."
    }

    /// A text between more backticks than it has in a row (CommonMark 0.31, section 6.1).
    private static func code(_ text: String) -> String {
        let text = TerminalText.line(text)
        var marks = "`"
        while text.contains(marks) { marks += "`" }
        let space = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
        return marks + space + text + space + marks
    }
}
