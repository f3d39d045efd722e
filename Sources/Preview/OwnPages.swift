import Foundation
import GuideKit
import Hummingbird

extension PreviewServer {
    /// What lies under `/_guides`: the preview's own pages and what their script asks for.
    func own(_ request: Request, _ path: String, _ snapshot: Snapshot) async throws -> SiteResponder.Answer {
        let query = request.uri.queryParameters
        func parameter(_ name: String) -> String? { query[Substring(name)].map(String.init) }
        switch path {
        case "/_guides/preview.js":
            return SiteResponder.Answer(type: MediaType.of(path), body: PackageResources.preview_js)
        case "/_guides/preview.css":
            return SiteResponder.Answer(type: MediaType.of(path), body: PackageResources.preview_css)
        case "/_guides/state":
            let page = try parameter("path").map { path throws in try Gatekeeper.path(path) } ?? "/"
            return try Self.json(PanelState(snapshot, path: page, token: token, editor: editor))
        default:
            return SiteResponder.Answer(
                status: .notFound, type: "text/plain; charset=utf-8", body: Array("Not found.\n".utf8))
        }
    }

    static func json(_ value: some Encodable) throws -> SiteResponder.Answer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return SiteResponder.Answer(type: "application/json", body: Array(try encoder.encode(value)))
    }
}
