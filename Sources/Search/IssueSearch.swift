import Analysis
import Library
import Rendering
import Script
import Support

/// Finds the issue that a user means: the one that is named just so, or the best that the site's own search knows for the words
/// of a checker's message or of a question, where what a wording of an issue says word for word counts twice.
package struct IssueSearch {
    /// An issue that was found.
    package struct Hit: Sendable {
        package var issue: Issue
        /// The index of its guide in the library.
        package var guide: Int
        /// The share of the query that it matches, from 0 to 1.
        package var score: Double
    }

    /// The reason why the site's search cannot run, with advice.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// An issue with a lower score matches too little of the query, unless the search says that its results fit.
    static let least = 0.2
    /// The number of issues among which a wording counts.
    private static let pool = 40

    private let search: SiteSearch
    /// Forms of terms with the names of the terms, as queries are read, longest first: `sender policy framework` and
    /// `spf`.
    private let forms: [(form: String, name: String)]
    /// Issues by their addresses in the index.
    private var issues: [String: (issue: Issue, guide: Int)] = [:]
    /// The addresses of issues by each name that they have or had, as a query is read: title, id, other wordings.
    private var issueNames: [String: Set<String>] = [:]
    /// The addresses of issues by other wordings of one word, such as `5.7.26`.
    private var codes: [String: Set<String>] = [:]
    private var wordings = IssueWordings()

    /// - Parameter reading: a site without errors in settings or templates.
    package init(_ reading: AnalyzedSite, jobs: Int) async throws {
        let library = reading.library
        guard let source = reading.theme.asset(named: SiteSearch.script) else {
            throw Failure(
                description:
                    "the theme has no \(SiteSearch.script), which finds issues; put the file into Templates/assets/ again"
            )
        }
        forms = library.terms.flatMap { term in
            term.forms.dropFirst().map { (SearchText.plain($0), SearchText.plain(term.name)) }
        }
        .filter { !$0.form.isEmpty }.sorted { $0.form.utf8.count > $1.form.utf8.count }
        let index = OutputKind.searchIndex
        let result = try await Rendering(reading, jobs: jobs).write(
            to: DiscardingSink(), kinds: [index], keeping: [index.name], addsFiles: false)
        do throws(Script.Failure) {
            search = try SiteSearch(source, files: result.kept, library.addresses)
        } catch {
            throw Self.failure(error)
        }
        for index in library.shape.listed {
            for issue in library.guides[index].issues { add(issue, of: index, library) }
        }
    }

    private mutating func add(_ issue: Issue, of guide: Int, _ library: Library) {
        let address = "\(library.pages[guide])#\(issue.anchor)"
        issues[address] = (issue, guide)
        let wordings =
            (issue.details?.matches.map(\.text) ?? []) + issue.otherIDs
            // What it was once called it may still be called by tools.
            + library.addressHistory.titles(ofIssues: issue.names, library.addresses)
        for name in [issue.heading.text, issue.id] + wordings {
            issueNames[SearchText.plain(name), default: []].insert(address)
            self.wordings.add(name, of: address)
        }
        for wording in wordings where !wording.contains(where: \.isWhitespace) {
            codes[wording.lowercased(), default: []].insert(address)
        }
    }

    /// The issues that fit, the best first: those of which the query is a name, then the others as the search ranks
    /// them.
    package func hits(_ query: String, most: Int) throws -> [Hit] {
        let plain = SearchText.plain(query)
        let message = IssueWordings.Message(query)
        let names = plain.isEmpty ? [] : wordings.named(message).union(issueNames[plain] ?? [])
        do throws(Script.Failure) {
            let found = try search.results(query, of: .issue, most: max(Self.pool, most + names.count))
            let results = try ranked(found, message)
            let full = try search.fullScore(of: named(query))
            func hit(_ result: SiteSearch.Hit) -> Hit? {
                self.hit(result.url, score: full > 0 ? min(1, result.score / full) : 0)
            }
            // A code is enough, whatever else the query has.
            let coded = query.lowercased().split(whereSeparator: \.isWhitespace)
                .reduce(into: Set<String>()) { $0.formUnion(codes[String($1)] ?? []) }
            let known = results.map(\.url).filter(names.contains)
            let others = results.filter { !names.contains($0.url) }
            var hits = (known + names.subtracting(known).sorted()).compactMap { self.hit($0, score: 1) }
            hits += others.filter { coded.contains($0.url) || full > 0 && $0.score >= Self.least * full }
                .compactMap(hit)
            if hits.isEmpty, full > 0, try search.fits(query) { hits = others.compactMap(hit) }
            return Array(hits.prefix(most))
        } catch {
            throw Self.failure(error)
        }
    }

    /// Results in the order of what they say of a message, what their wordings say word for word counted again.
    private func ranked(_ hits: [SiteSearch.Hit], _ message: IssueWordings.Message) throws(Script.Failure)
        -> [SiteSearch.Hit]
    {
        var weights: [String: Double] = [:]
        for word in message.words { weights[word] = try search.weight(of: word) }
        let scored = hits.map { hit in
            var hit = hit
            hit.score += wordings.said(of: hit.url, in: message, weights: weights)
            return hit
        }
        return scored.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
            .map(\.element)
    }

    /// A query with the names of terms in place of their other forms, by which the search finds them too; else as it
    /// is.
    private func named(_ query: String) -> String {
        let plain = " \(SearchText.plain(query)) "
        let named = forms.reduce(plain) { $0.replacingBytes(" \($1.form) ", with: " \($1.name) ") }
        return named == plain ? query : named
    }

    private func hit(_ address: String, score: Double) -> Hit? {
        issues[address].map { Hit(issue: $0.issue, guide: $0.guide, score: score) }
    }

    private static func failure(_ error: Script.Failure) -> Failure {
        Failure(description: "\(SiteSearch.script) cannot rank issues: \(error); `guides check` tells more")
    }
}
