import Content
import HTTPTypes
import Hosts
import Library
import Support

/// Answers for the pages of the site as the rules of hosts do: one address a page, twins as markdown, a variant by
/// Accept, former addresses with a redirect. One table of requests holds all of them to each other.
struct SiteResponder: Sendable {
    let snapshot: Snapshot

    /// An answer before it is compared with what the client has.
    struct Answer: Sendable {
        var status = HTTPResponse.Status.ok
        var type = "text/html; charset=utf-8"
        var body: [UInt8] = []
        /// Escaped, as it is in the header.
        var location: String?
        var contentLocation: String?
        /// The header `Link` (RFC 8288): the other half of a pair, and the list for agents.
        var link: String?
        /// Whether it depends on Accept.
        var varies = false
        /// Whether it is a page of the site, which gets the preview's own script.
        var isPage = false
        /// Whether it is a list for agents, of markdown under another type.
        var isForAgents = false
        /// Whether the page that is asked for cannot be shown, so that its place is for what is wrong.
        var isStandIn = false
        /// The part of it that a browser may run. All that can run does so apart from the preview, which applies fixes
        /// to files.
        var running = Library.Running.nothing
        /// The resolver that scripts of the page may ask.
        var resolver: String?
    }

    static let markdown = "text/markdown; charset=utf-8"

    private var library: Library? { snapshot.shown?.site.library }

    /// - Parameters:
    ///   - path: decoded, starting with a slash.
    ///   - query: with its question mark; empty where there is none.
    ///   - accept: the request's Accept header.
    func answer(_ path: String, query: String = "", accept: String?) throws(DiskError) -> Answer {
        let answer = try published(path, query, accept)
        guard answer.status == .notFound, let meant = snapshot.shown?.address(meantBy: path) else {
            return answer
        }
        return redirect(to: PercentEncoding.encode(meant, .location) + query)
    }

    /// The answer for what is published at a path.
    private func published(_ path: String, _ query: String, _ accept: String?) throws(DiskError) -> Answer {
        guard let library else {
            return beforeThereIsASite(path, Negotiation.variant(accept: accept))
        }
        let addresses = library.addresses
        let wants =
            isOfIssue(path, addresses)
            ? Negotiation.variantOfIssue(accept: accept) : Negotiation.variant(accept: accept)
        if path == "/", addresses.index != "/" {
            return Answer(status: .found, location: addresses.index)
        }
        if path.contains("/.") || ["/404", "/404.html", "/404.md"].contains(path) {
            return try notFound(path, wants)
        }
        if let moved = formerAddress(path, query) { return moved }
        if ["/index", "/index.html"].contains(where: { path == addresses.path + $0 }) {
            return redirect(to: addresses.index + query)
        }
        for ending in [".html", "/"] where path.hasSuffix(ending) && path.count > ending.count {
            let bare = String(path.dropLast(ending.count))
            guard try file(bare + ".html") != nil else { return try notFound(path, wants) }
            return redirect(to: PercentEncoding.encode(bare, .location) + query)
        }
        if !isLikeFile(path) || slug(of: path).flatMap({ library.resolver.guidesBySlug[$0] }) != nil,
            !path.hasSuffix(".md")
        {
            if let page = try page(path, wants) { return page }
            return try notFound(path, wants)
        }
        if slug(of: path).map(snapshot.lacksPage) == true {
            return standIn(path.hasSuffix(".md") ? .markdown : .html)
        }
        guard let bytes = try file(path) else { return try notFound(path, wants) }
        if path.hasSuffix(".md") {
            return Answer(type: Self.markdown, body: bytes, link: linkOfTwin(path, addresses), varies: true)
        }
        var answer = Answer(type: MediaTypes.type(of: path), body: bytes)
        answer.running = library.running(published: path)
        answer.isForAgents = path.hasSuffix("/llms.txt") || path == addresses.fullText
        return answer
    }

    /// Whether a path is the address of an issue, known or not.
    private func isOfIssue(_ path: String, _ addresses: Addresses) -> Bool {
        let folder = addresses.issue("")
        guard path.utf8.starts(with: folder.utf8) else { return false }
        let id = path.utf8.dropFirst(folder.utf8.count)
        return !id.isEmpty && !id.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") }
    }

    /// Whether a path has the ending of a file.
    private func isLikeFile(_ path: String) -> Bool {
        path.split(separator: "/").last?.wholeMatch(of: /.*\.[A-Za-z0-9]+/) != nil
    }

    /// The page or the twin at a page's own address; an issue's leads people on.
    private func page(_ path: String, _ wants: Negotiation.Variant) throws(DiskError) -> Answer? {
        let name = path == "/" ? "/index" : path
        if slug(of: path).map(snapshot.lacksPage) == true {
            return standIn(wants)
        }
        let redirect = snapshot.shown?.redirect(from: path)
        if wants == .markdown, let redirect, redirect.kind == .issue, let twin = redirect.twin {
            return self.redirect(to: PercentEncoding.encode(twin, .location), varies: true)
        }
        if wants == .markdown, let addresses = library?.addresses, let twin = try file(name + ".md") {
            return Answer(
                type: Self.markdown, body: twin,
                contentLocation: PercentEncoding.encode(name + ".md", .location),
                link: linkOfTwin(name + ".md", addresses), varies: true)
        }
        if let redirect, redirect.kind == .issue {
            return self.redirect(to: PercentEncoding.encode(redirect.page, .location), varies: true)
        }
        guard let bytes = try file(name + ".html") else { return nil }
        if let library, library.isBesideGuides(published: name + ".html") {
            return Answer(body: bytes, varies: true, running: library.running(published: name + ".html"))
        }
        let twin =
            "<\(PercentEncoding.encode(name, .location)).md>; rel=\"alternate\"; type=\"text/markdown\""
        var answer = Answer(
            body: bytes, link: "\(twin), \(ServingPolicy.describedBy)", varies: true, isPage: true)
        if let library, path == library.shape.checkerPath?.path {
            answer.resolver = library.site.checker?.resolver.text
        }
        return answer
    }

    private func linkOfTwin(_ path: String, _ addresses: Addresses) -> String {
        guard path != "/sitemap.md" else { return ServingPolicy.describedBy }
        let page = path == addresses.path + "/index.md" ? addresses.index : String(path.dropLast(3))
        return
            "<\(addresses.full(PercentEncoding.encode(page, .location)))>; rel=\"canonical\", \(ServingPolicy.describedBy)"
    }

    private func redirect(to location: String, varies: Bool = false) -> Answer {
        Answer(status: .movedPermanently, location: location, varies: varies)
    }

    /// Nothing can be shown until the site was once without an error in settings, terms and templates; but the pages
    /// that say so look like the site.
    private func beforeThereIsASite(_ path: String, _ wants: Negotiation.Variant) -> Answer {
        guard let asset = snapshot.site.theme.assets.first(where: { "/" + $0.path == path }) else {
            return standIn(path.hasSuffix(".md") ? .markdown : wants)
        }
        return Answer(type: MediaTypes.type(of: path), body: asset.bytes)
    }

    /// The answer in the place of a page that cannot be shown, without its body.
    private func standIn(_ wants: Negotiation.Variant) -> Answer {
        var answer = Answer(status: .serviceUnavailable, varies: true, isStandIn: true)
        if wants == .markdown { answer.type = Self.markdown }
        return answer
    }

    /// A published file, from the last good version of the guide that it belongs to.
    func file(_ path: String) throws(DiskError) -> [UInt8]? {
        let name = String(path.drop { $0 == "/" })
        guard let outputs = slug(of: path).flatMap(snapshot.outputs) ?? snapshot.shown else { return nil }
        return try outputs.file(name)
    }

    /// The slug of the guide whose page or twin is at an address.
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

    /// The redirect from a former address, for every variant of a page.
    private func formerAddress(_ path: String, _ query: String) -> Answer? {
        let isTwin = path.hasSuffix(".md")
        guard let redirect = snapshot.shown?.redirect(from: isTwin ? String(path.dropLast(3)) : path),
            let twin = redirect.twin, isTwin ? redirect.hasTwin : redirect.kind != .issue
        else { return nil }
        return self.redirect(to: PercentEncoding.encode(isTwin ? twin : redirect.page, .location) + query)
    }

    private func notFound(_ path: String, _ wants: Negotiation.Variant) throws(DiskError) -> Answer {
        guard wants == .html, !path.hasSuffix(".md"), let page = try file("/404.html") else {
            let index = library?.addresses.guideIndex ?? ""
            let text = Array("# Page not found\n\nNo page has this address. All guides: \(index)\n".utf8)
            return Answer(
                status: .notFound, type: Self.markdown,
                body: snapshot.shown?.missingTwin(near: path) ?? text, varies: true)
        }
        return Answer(status: .notFound, body: page, varies: true, isPage: true)
    }
}
