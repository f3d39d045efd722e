import Hummingbird
import Library
import Rendering
import Reports
import Support

extension PreviewServer {
    /// The answer for what is under `/_guides`: the preview's own pages and what their script asks for.
    func dashboard(_ request: Request, _ path: String, _ snapshot: Snapshot) async throws
        -> SiteResponder.Answer
    {
        if let file = ClientFiles.answer(path) { return file }
        let query = request.uri.queryParameters
        func parameter(_ name: String) -> String? { query[Substring(name)].map(String.init) }
        switch path {
        case "/_guides/state":
            let page = try parameter("path").map { path throws in try RequestGuard.path(path) } ?? "/"
            return try Self.json(PanelState(snapshot, path: page, token: token, editor: editor))
        case "/_guides", "/_guides/":
            return SiteResponder.Answer(body: OverviewPage.make(snapshot, editor: editor))
        case "/_guides/changed":
            return SiteResponder.Answer(
                body: await ChangedPage.make(
                    snapshot, since: parameter("since"), site.options, editor: editor,
                    // A comparison runs git, which no page of another site is to make the browser ask for.
                    compares: !RequestGuard.comesFromElsewhere(request.headers)))
        case "/_guides/keywords":
            guard let (library, index) = try guide(parameter("path"), snapshot),
                let report = KeywordReport.all(library, slug: library.guides[index].slug).first
            else { return Self.nothing }
            return try Self.json(report)
        case "/_guides/section":
            guard let (library, index) = try guide(parameter("path"), snapshot), let id = parameter("id")
            else { return Self.nothing }
            let guide = library.guides[index]
            let issues = guide.issues
            guard let number = issues.firstIndex(where: { $0.anchor == id }),
                let twin = try SiteResponder(snapshot: snapshot).file(
                    library.addresses.issue(issues[number].id) + ".md")
            else { return Self.nothing }
            return try Self.json(IssueCard(number, of: guide, twin: twin))
        default:
            return Self.nothing
        }
    }

    private static let nothing = SiteResponder.Answer(
        status: .notFound, type: "text/plain; charset=utf-8", body: Array("Not found.\n".utf8))

    /// The guide whose page has this address, as it now is.
    private func guide(_ path: String?, _ snapshot: Snapshot) throws -> (Library, Int)? {
        let library = snapshot.reading.library
        guard let path, let slug = SiteResponder(snapshot: snapshot).slug(of: try RequestGuard.path(path)),
            let index = library.index(ofSlug: slug), library.guides[index].slug == slug
        else { return nil }
        return (library, index)
    }

    private static func json(_ value: some Encodable) throws -> SiteResponder.Answer {
        SiteResponder.Answer(type: "application/json", body: try JSON.encode(value))
    }
}
