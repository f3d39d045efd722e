import Checks
import Content
import Findings
import Search

/// A query of `queries.yml` that the search does not answer.
enum SearchMissed: Check {
    static let check = CheckID.searchMissed
    static let finds =
        "A query in `Content/queries.yml` whose answer is not among the first three results of the search, or that names an answer that does not exist."
    static let why =
        "Readers look at the first results and leave, and a checker’s message that is pasted as it is has to find its section."
    static let examples = [
        Example(
            .file("Content/queries.yml"),
            bad: "- query: ⟦how warm is the sun⟧\n  finds: tls\n",
            good: "- query: encryption with tls\n  finds: tls\n"),
        Example(
            .file("Content/queries.yml"),
            bad: "- query: encryption with tls\n  finds: ⟦tsl⟧\n",
            good: "- query: no spf record\n  finds: missing-spf-record\n"),
    ]

    static func finding(_ fault: QueryFault) -> Finding {
        switch fault {
        case .missed(let query, let found): finding(query, found: found.map { "\"\($0)\"" })
        case .moved(let answer, let slug): moved(answer, to: slug)
        case .unlisted(let answer): unlisted(answer)
        case .unknown(let answer, let near): unknown(answer, near: near)
        case .broken(let failure): broken(failure)
        }
    }

    private static func finding(_ query: Query, found: [String]) -> Finding {
        let instead = found.isEmpty ? "it finds nothing" : "it finds \(found.joined(separator: ", "))"
        let answers = query.finds.map(\.text).joined(separator: " or ")
        return Finding(
            self, file: Query.file, at: query.text.location, to: query.text.end,
            "this query does not find \(answers): \(instead)",
            help:
                "add the words that readers use: in `matches` of the guide or the issue, as a keyword, or as a synonym in terms.yml"
        )
    }

    /// An answer that names a guide by a former slug.
    private static func moved(_ answer: Located, to slug: String) -> Finding {
        Finding(
            self, file: Query.file, at: answer.location, to: answer.end,
            LinksMovedGuide.message(answer.text, now: slug),
            help: "write \(slug)", fix: Fix.safe(answer, slug))
    }

    private static func unlisted(_ answer: Located) -> Finding {
        Finding(
            self, file: Query.file, at: answer.location, to: answer.end,
            "\"\(answer.text)\" is not listed, so the search never finds it",
            help: "remove this answer, or remove `listed: false` from its guide")
    }

    private static func unknown(_ answer: Located, near: String?) -> Finding {
        Finding(
            self, file: Query.file, at: answer.location, to: answer.end,
            "neither a guide nor an issue is named \"\(answer.text)\"",
            help: near.map { "did you mean \($0)?" } ?? "name the slug of a guide or the id of an issue",
            fix: near.flatMap { Fix.offered(answer, $0) })
    }

    private static func broken(_ failure: String) -> Finding {
        Finding(
            self, file: "\(ContentTree.templates)/assets/\(SiteSearch.script)", at: .start,
            "the ranking of the search cannot be run: \(failure)",
            help: "it has to be plain ECMAScript 5 that defines `guidesRanking.search`")
    }
}
