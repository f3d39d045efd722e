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
    private let former: [Redirect]
    /// Redirects of people alone, to a part of a page: issues' addresses, at which agents find markdown.
    let issues: [Move]
    /// Every file of markdown: twins, lists for agents, and the page for missing addresses.
    let markdown: [MarkdownFile]

    /// - Parameter reading: a site without errors.
    package init(_ reading: AnalyzedSite, _ options: Options, jobs: Int) async throws {
        let written = try await Rendering(reading, jobs: jobs).write(
            to: CountingSink(), kinds: OutputKind.ofMarkdown, addsFiles: false)
        self.init(
            reading.library, options, markdown: written.receipts.map { ($0.path, $0.characters) })
    }

    /// A site whose files are made already.
    ///
    /// - Parameter markdown: the paths of its files below the output folder, all those of markdown among them, each with its number
    ///   of characters.
    package init(_ library: Library, _ options: Options, markdown: [(path: String, characters: Int)]) {
        self.options = options
        self.library = library
        former = library.formerAddresses
        issues =
            former.filter { $0.kind == .issue }.map { ($0.from, PercentEncoding.encode($0.page, .location)) }
            + zip(library.pages, library.guides).flatMap { page, guide in
                guide.issueNames.map { issue in
                    let section = "\(page)#\(issue.anchor)"
                    return (library.addresses.issue(issue.id), PercentEncoding.encode(section, .location))
                }
            }
        let days = Self.days(library)
        // Former addresses are redirected, whether or not a file is there.
        let redirected = Set(former.lazy.filter(\.hasTwin).map { $0.from + ".md" })
        self.markdown = markdown.compactMap { file in
            let path = "/" + file.path
            let isText = path.hasSuffix("/llms.txt") || path == library.addresses.fullText
            guard isText || path.hasSuffix(".md"), !redirected.contains(path) else { return nil }
            return MarkdownFile(
                path: path, tokens: Tokens.estimate(characters: file.characters), updated: days[path])
        }
    }

    /// The days of guides by the paths of their twins and of those of their issues.
    private static func days(_ library: Library) -> [String: Day] {
        var days: [String: Day] = [:]
        for (page, guide) in zip(library.pages, library.guides) {
            // Servers know no earlier time.
            guard let day = guide.updated, day.year >= 1970 else { continue }
            days[page + ".md"] = day
            for issue in guide.issueNames { days[library.addresses.issue(issue.id) + ".md"] = day }
        }
        return days
    }

    /// The addresses of twins that have letters beyond ASCII, without their ending, and the same as headers have them: a
    /// header is ASCII alone.
    var addressesBeyondASCII: [(path: String, escaped: String)] {
        markdown.filter { $0.path.hasSuffix(".md") && !$0.path.utf8.allSatisfy { $0 < 128 } }.map {
            let path = String($0.path.dropLast(3))
            return (path, PercentEncoding.encode(path, .location))
        }
    }

    /// The page that checks a domain, with the policy that lets it, and no other page, ask the site's resolver.
    var checker: (page: String, policy: String)? {
        guard let path = library.shape.checkerPath?.path, let checker = library.site.checker else {
            return nil
        }
        return (path, ServingPolicy.contentSecurityPolicy(asking: checker.resolver.text))
    }

    var addresses: Addresses { library.addresses }
    /// The path of the index, and of the folder of guides without a slash at its end.
    var index: String { addresses.index }
    var folder: String { addresses.path }
    var host: String { library.site.host }

    /// Redirects for every variant of a page: former addresses of guides and categories, and those of twins.
    var moved: [Move] { moves(of: former.filter { !$0.differsInCaseOnly }) }

    /// Those of them from addresses that are pages' own in other letters: `/guides/TLS`.
    var movedInCase: [Move] { moves(of: former.filter(\.differsInCaseOnly)) }

    /// Addresses that agents guess, each with the one that answers.
    var guessed: [Move] { library.guessedAddresses }

    /// About how many tokens the page for missing addresses has.
    var missingTokens: Int { markdown.first { $0.path == "/404.md" }?.tokens ?? 0 }

    /// The days of `markdown`, each once.
    var days: [Day] { Set(markdown.compactMap(\.updated)).sorted() }

    /// The pages that have capitals in their addresses, which no host can find by making letters small.
    var pagesWithCapitals: [String] {
        library.pages.filter { $0.utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } }
    }

    /// A note for services, which may not tell letter case apart: there such a redirect would lead to itself.
    var notesOfCase: [String] {
        let addresses = former.filter(\.differsInCaseOnly).map(\.from).sorted()
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
        former.compactMap { redirect in
            guard redirect.kind == .issue, let twin = redirect.twin else { return nil }
            return (redirect.from, PercentEncoding.encode(twin, .location))
        }
    }

    /// Number of addresses that are redirected, without other spellings and twins.
    var redirectCount: Int { former.count { $0.kind != .issue } + issues.count }
}
