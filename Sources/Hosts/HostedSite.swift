import Analysis
import Content
import Library
import Rendering
import Support

/// A site as rules for hosts have to know it.
package struct HostedSite: Sendable {
    /// Folder, address and certificate with which a host serves a site.
    package struct Options: Sendable {
        /// The site's folder.
        let site: String
        /// The published folder, such as `/srv/guides/Public`.
        let root: String
        /// Nil for the host's own ports, under the name of `base-url`.
        let listen: ListenAddress?
        /// The files of a certificate with its chain, and of its key; nil for plain HTTP.
        let certificate: (chain: String, key: String)?

        /// - Parameters:
        ///   - site: the site's folder. All paths may be relative.
        ///   - root: the published folder; nil for `Public` in the site's folder.
        package init(
            site: String, root: String? = nil, listen: ListenAddress? = nil,
            certificate: (chain: String, key: String)? = nil
        ) {
            self.site = site
            let folder = root ?? "\(site)/Public"
            self.root = Disk.realPath(folder) ?? Self.absolute(folder)
            self.listen = listen
            self.certificate = certificate.map { (Self.absolute($0.chain), Self.absolute($0.key)) }
        }

        /// The path from the root of the disk on, which holds wherever a host reads it. Links on it stay, since they may lead
        /// elsewhere tomorrow, as that of a certificate does.
        package static func absolute(_ path: String) -> String {
            let names = path.split(separator: "/").filter { $0 != "." }
            let isWhole = path.hasPrefix("/")
            var (folder, rest) = (isWhole ? "/" : Disk.canonicalPath("."), names[...])
            // What is before `..` may be a link, so it has to be followed.
            if let back = names.lastIndex(of: "..") {
                folder = Disk.canonicalPath((isWhole ? "/" : "./") + names[...back].joined(separator: "/"))
                rest = names[(back + 1)...]
            }
            return rest.isEmpty ? folder : (folder == "/" ? "" : folder) + "/" + rest.joined(separator: "/")
        }

        /// Whether rules can name a path: a control character would end its line.
        package static func isValidPath(_ path: String) -> Bool {
            path.utf8.allSatisfy { $0 >= 32 && $0 != 127 }
        }
    }

    let options: Options
    let library: Library
    let redirects: [Redirect]
    /// For the path of each twin of a guide or an issue, about how many tokens it has.
    let tokens: [(path: String, tokens: Int)]

    /// - Parameter reading: a site without errors.
    package init(_ reading: AnalyzedSite, _ options: Options, jobs: Int) async throws {
        self.options = options
        library = reading.library
        redirects = reading.library.redirects
        let guides = try await Rendering(reading, jobs: jobs).guides(to: CountingSink())
        tokens = guides.flatMap { guide in
            ([guide.twin] + guide.issues.filter { $0.path.hasSuffix(".md") }).map {
                ("/" + $0.path, Tokens.estimate(characters: $0.characters))
            }
        }
    }

    /// The addresses of twins that have letters beyond ASCII, without their ending, and the same as headers have them: a
    /// header is ASCII alone.
    var addressesBeyondASCII: [(path: String, escaped: String)] {
        tokens.filter { !$0.path.utf8.allSatisfy { $0 < 128 } }.map {
            let path = String($0.path.dropLast(3))
            return (path, PercentEncoding.encode(path, .location))
        }
    }

    var addresses: Addresses { library.addresses }
    /// The path of the index, and of the folder of guides without a slash at its end.
    var index: String { addresses.index }
    var folder: String { addresses.path }
    var host: String { library.site.host }

    /// Redirects for every variant of a page: former addresses of guides and categories, and those of twins.
    var moved: [Move] { moves(of: redirects.filter { !$0.differsInCaseOnly }) }

    /// Those of them from addresses that are pages' own in other letters: `/guides/TLS`.
    var movedInCase: [Move] { moves(of: redirects.filter(\.differsInCaseOnly)) }

    /// A note for services, which may not tell letter case apart: there such a redirect would lead to itself.
    var notesOfCase: [String] {
        let addresses = redirects.filter(\.differsInCaseOnly).map(\.from).sorted()
        guard let first = addresses.first else { return [] }
        let others =
            addresses.count > 1
            ? " and \(addresses.count - 1, "other address", plural: "other addresses")" : ""
        return [
            "Left out: redirects from \(first)\(others), which differ from the page's own only in letter case."
        ]
    }

    private func moves(of redirects: [Redirect]) -> [Move] {
        redirects.flatMap { redirect -> [Move] in
            guard let twin = redirect.twin else { return [] }
            let own =
                redirect.hasTwin
                ? [(redirect.from + ".md", PercentEncoding.encode(twin, .location))] : []
            guard redirect.kind != .issue else { return own }
            let page = PercentEncoding.encode(redirect.page, .location)
            return [(redirect.from, page)] + own + redirect.spellings.map { ($0, page) }
        }
    }

    /// An address, decoded, and the escaped one that it leads to.
    typealias Move = (from: String, to: String)

    /// The pages whose last name a host would take for that of a file, such as `/guides/v1.2`.
    var pagesLikeFiles: [String] {
        guard library.site.naming.keepsNames else { return [] }
        return library.pages.filter { page in
            guard let name = page.split(separator: "/").last, let dot = name.lastIndex(of: ".") else {
                return false
            }
            return name[dot...].dropFirst().utf8.allSatisfy(\.isASCIILetterOrDigit)
        }
    }

    /// Former addresses of issues, each with the twin to which agents are redirected.
    var formerIssues: [Move] {
        redirects.compactMap { redirect in
            guard redirect.kind == .issue, let twin = redirect.twin else { return nil }
            return (redirect.from, PercentEncoding.encode(twin, .location))
        }
    }

    /// Redirects of people alone, to a part of a page: issues' addresses, at which agents find markdown.
    var issues: [(from: String, to: String)] {
        redirects.filter { $0.kind == .issue }.map { ($0.from, PercentEncoding.encode($0.page, .location)) }
    }
}
