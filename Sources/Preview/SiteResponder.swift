import Foundation
import GuideKit
import HTTPTypes

/// Answers for the pages of the site as a good host would: addresses without endings, twins as markdown, a variant by
/// Accept, former addresses with a redirect.
struct SiteResponder: Sendable {
    let snapshot: Snapshot

    /// What is sent back, before it is checked against what the client has.
    struct Answer: Sendable {
        var status = HTTPResponse.Status.ok
        var type = "text/html; charset=utf-8"
        var body: [UInt8] = []
        /// Escaped, as it stands in the header.
        var location: String?
        var contentLocation: String?
        /// Whether it depends on Accept.
        var varies = false
    }

    private static let markdown = "text/markdown; charset=utf-8"

    private var library: Library? { snapshot.shown?.reading.library }

    /// - Parameters:
    ///   - path: decoded, starting with a slash.
    ///   - accept: the request's Accept header.
    func answer(_ path: String, accept: String?) throws(DiskError) -> Answer {
        guard let library else { return notReady() }
        let addresses = library.addresses
        if path == "/", addresses.index != "/" {
            return Answer(status: .found, location: addresses.index)
        }
        let wants = Negotiation.variant(accept: accept)
        if path.hasSuffix(".html") {
            let bare = String(path.dropLast(".html".count))
            if try file(bare + ".html") != nil, !bare.hasSuffix("/404") {
                return Answer(
                    status: .movedPermanently,
                    location: Self.escaped(
                        bare.hasSuffix("/index") ? String(bare.dropLast("index".count)) : bare))
            }
        }
        if let moved = formerAddress(path, wants) { return moved }
        if let page = try page(path) {
            if wants == .markdown,
                let twin = try page.twin.flatMap({ (name) throws(DiskError) in try file(name) })
            {
                return Answer(
                    type: Self.markdown, body: twin, contentLocation: page.twin.map { "/" + $0 }, varies: true
                )
            }
            return Answer(body: page.bytes, varies: true)
        }
        if !path.hasSuffix(".html"), let bytes = try file(path) {
            return Answer(type: MediaTypes.type(of: path), body: bytes)
        }
        return try notFound(wants)
    }

    /// A path of which every character is the path's.
    private static func escaped(_ path: String) -> String {
        path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? "/"
    }

    /// The page at an address, and the name of its twin's file.
    private func page(_ path: String) throws(DiskError) -> (bytes: [UInt8], twin: String?)? {
        let name = String(path.dropFirst())
        for candidate in path.hasSuffix("/") ? [name + "index"] : [name] where !candidate.isEmpty {
            guard let bytes = try file("/" + candidate + ".html"), candidate != "404" else { continue }
            return (bytes, candidate + ".md")
        }
        return nil
    }

    /// A published file, from the last good version of the guide that it belongs to.
    func file(_ path: String) throws(DiskError) -> [UInt8]? {
        let name = String(path.drop { $0 == "/" })
        guard let outputs = slug(of: path).flatMap(snapshot.outputs) ?? snapshot.shown else { return nil }
        return try outputs.file(name)
    }

    /// The slug of the guide whose page or twin lies at an address.
    func slug(of path: String) -> String? {
        guard let library else { return nil }
        var name = path
        for ending in [".html", ".md"] where name.hasSuffix(ending) {
            name = String(name.dropLast(ending.count))
        }
        let folder = library.addresses.page("")
        guard name.hasPrefix(folder) else { return nil }
        return String(name.dropFirst(folder.count))
    }

    /// Where a former address leads, and an issue's own, at which those who ask for markdown find it.
    private func formerAddress(_ path: String, _ wants: Negotiation.Variant) -> Answer? {
        let isTwin = path.hasSuffix(".md")
        guard let redirect = snapshot.shown?.redirect(from: isTwin ? String(path.dropLast(3)) : path) else {
            return nil
        }
        if isTwin {
            return redirect.twin.map {
                Answer(status: .movedPermanently, location: HostedSite.encoded($0))
            }
        }
        if redirect.kind == .issue, wants == .markdown { return nil }
        return Answer(
            status: .movedPermanently, location: HostedSite.encoded(redirect.page),
            varies: redirect.kind == .issue)
    }

    private func notFound(_ wants: Negotiation.Variant) throws(DiskError) -> Answer {
        guard wants == .html, let page = try file("/404.html") else {
            let index = library?.addresses.guideIndex ?? ""
            let text = Array("# Page not found\n\nNo page has this address. All guides: \(index)\n".utf8)
            return Answer(
                status: .notFound, type: Self.markdown, body: try file("/404.md") ?? text, varies: true)
        }
        return Answer(status: .notFound, body: page, varies: true)
    }

    /// What stands in the place of every page until the site was once without an error in its settings.
    private func notReady() -> Answer {
        Answer(
            status: .serviceUnavailable,
            body: Array(
                """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Preview</title></head>
                <body><main><h1>The site cannot be shown yet</h1>
                <p>Its settings or templates have errors. This page shows the site as soon as they are mended.</p>
                </main></body>
                </html>

                """.utf8))
    }
}
