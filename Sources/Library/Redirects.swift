import Content
import Findings
import Markdown
import Support

/// A former or short address, with what answers it now in one step.
package struct Redirect: Sendable, Hashable {
    /// Its path, such as `/guides/mta-sts`.
    package var from: String
    /// The path for people, with the anchor of an issue.
    package var page: String
    /// The path of the twin that answers `from` with `.md`; nil where a file of its own does.
    package var twin: String?
    /// The title of the page that is there now.
    package var title: String
    package var summary: String
    package var kind: Kind
    /// Other spellings of `from`, such as `/docs/ssl.html`.
    package var spellings: [String] = []
    /// The file that leads on where a host has no rules, below the output folder and without its ending; nil where there can
    /// be none.
    package var output: String?
    /// Whether only letter case tells `from` from `page`.
    package var differsInCaseOnly = false
    /// Whether the address with `.md` leads on too, to `twin`.
    package var hasTwin: Bool { twin != nil && (output != nil || differsInCaseOnly) }

    /// Number of addresses that lead on: of the page, of its twin, and other spellings.
    var count: Int { 1 + (hasTwin ? 1 : 0) + (kind == .issue ? 0 : spellings.count) }

    /// The kind of thing that had the address.
    package enum Kind: Sendable, Hashable {
        case guide, category, issue
    }
}

extension Library {
    /// Every address that redirects: former ones, and those of issues.
    package var redirects: [Redirect] {
        formerAddresses + guides.indices.flatMap(redirects(ofIssuesOf:))
    }

    /// The addresses of a guide's issues.
    package func redirects(ofIssuesOf index: Int) -> [Redirect] {
        guides[index].issues.map { redirect(from: $0.id, to: $0, of: index, twin: nil) }
    }

    /// Whether all hosts of the site redirect by rules, so that no file has to be at any address that only leads to another one.
    package var hostsRedirect: Bool {
        guard !site.hosts.isEmpty else { return false }
        // A file of the site's own is where the rules of these two would be.
        let readsFile = site.hosts.contains(.cloudflare) || site.hosts.contains(.netlify)
        if readsFile, files.contains(where: { addresses.fileOutput($0) == "_redirects" }) { return false }
        guard let most = site.hosts.compactMap(\.mostRedirects).min() else { return true }
        return most > 0 && formerAddresses.reduce(issueCount) { $0 + $1.count } <= most
    }

    /// Number of files that only lead to other addresses, where some host of the site needs them: a page for each issue, and a page
    /// and a twin for each former address.
    package var leadingFileCount: Int {
        // An issue has one file, however many names it had.
        formerAddresses.reduce(0) { $0 + ($1.output == nil ? 0 : $1.hasTwin ? 2 : 1) }
            + issueCount
    }

    private var issueCount: Int { guides.reduce(0) { $0 + $1.document.issues.count } }

    /// Addresses that agents guess where nothing is, each with the path that answers it. On some hosts a redirect comes before a
    /// file, so none is from an address that a file or another part of the host has.
    package var guessedAddresses: [(from: String, to: String)] {
        var guesses = [("/.well-known/llms.txt", "/llms.txt"), ("/sitemap", addresses.index)]
        if let issues = shape.issuesPath {
            guesses.append((String(addresses.issue("").dropLast()), issues.path))
        }
        let former = formerAddresses.flatMap { [$0.from] + $0.spellings }
        let beside = files.map { Alias.cut("/" + addresses.fileOutput($0)).path }
        let taken = Set(pages + otherPages.map(\.path) + former + beside)
        return guesses.filter { !taken.contains($0.0) && !site.elsewhere.match($0.0) }
    }

    /// Addresses that only lead to others: former slugs, former categories, and other names of issues.
    package var formerAddresses: [Redirect] {
        var redirects: [Redirect] = []
        for (category, _) in categories {
            let now = addresses.category(category.id)
            for alias in category.aliases where !resolver.categories.contains(alias.text) {
                redirects.append(
                    Redirect(
                        from: addresses.category(alias.text), page: now, twin: now + ".md",
                        title: category.title.text, summary: category.summary.text, kind: .category,
                        output: addresses.output(addresses.category(alias.text), "")))
            }
        }
        for (index, guide) in guides.enumerated() {
            var seen: Set<String> = []
            for alias in aliases(of: guide)
            where resolver.guidesByAlias[alias.name] == index && seen.insert(alias.name).inserted {
                redirects.append(redirect(from: alias, to: index))
            }
            guard guide.frontMatter.issues.contains(where: { !$0.formerIDs.isEmpty }) else { continue }
            for issue in guide.issues {
                redirects += issue.otherIDs.map { name in
                    redirect(from: name, to: issue, of: index, twin: addresses.issue(issue.id) + ".md")
                }
            }
        }
        return redirects
    }

    private func redirect(from alias: Alias, to index: Int) -> Redirect {
        let page = pages[index]
        let isSame = alias.path.lowercased() == page.lowercased()
        return Redirect(
            from: alias.path, page: page, twin: page + ".md", title: guides[index].title,
            summary: guides[index].summary, kind: .guide, spellings: alias.spellings,
            // On a disk without letter case it would be written over the page itself.
            output: isSame ? nil : alias.output, differsInCaseOnly: isSame)
    }

    private func redirect(from name: String, to issue: Issue, of index: Int, twin: String?) -> Redirect {
        Redirect(
            from: addresses.issue(name), page: "\(pages[index])#\(issue.anchor)", twin: twin,
            title: issue.heading.text, summary: guides[index].title, kind: .issue,
            output: addresses.output(addresses.issue(name), ""))
    }

    /// Every address that is published now and has to stay: pages, their anchors, files and issues. The twins' follow
    /// from them.
    package var publishedAddresses: [AddressHistory.Entry] {
        var entries = otherPages.filter(\.isRecorded).flatMap { page in
            ([page.path] + page.parts.map { "\(page.path)#\($0.anchor)" }).map {
                AddressHistory.Entry(address: $0)
            }
        }
        for (index, guide) in guides.enumerated() {
            entries.append(AddressHistory.Entry(address: pages[index]))
            for (id, section) in guide.document.recordedIDs {
                entries.append(AddressHistory.Entry(address: "\(pages[index])#\(id)", title: section))
            }
            for issue in guide.issues {
                entries.append(
                    AddressHistory.Entry(address: addresses.issue(issue.id), title: issue.heading.text))
            }
        }
        for file in files {
            let name = PercentEncoding.encode(file.composed, .readablePath)
            entries.append(AddressHistory.Entry(address: "\(addresses.path)/\(name)"))
        }
        return entries
            + formerAddresses.map {
                AddressHistory.Entry(address: PercentEncoding.encode($0.from.composed, .readablePath))
            }
    }
}

extension Guide {
    /// Anchors that its page has besides those of its headings: former ones, each with the heading that it is at now.
    package var formerAnchors: [(former: Located, now: String)] { frontMatter.formerAnchors(of: document) }
}

extension FrontMatter {
    /// Anchors that a guide's page has besides those of its headings, each with the heading that it is at now.
    func formerAnchors(of document: Document) -> [(former: Located, now: String)] {
        let pairs =
            issues.flatMap { entry in entry.formerIDs.map { ($0, entry.id.text) } }
            + headings.flatMap { entry in entry.formerIDs.map { ($0, entry.anchor.text) } }
        guard !pairs.isEmpty else { return [] }
        let present = Set(document.headings.map(\.anchor))
        let taken = present.union(document.places.lazy.map(\.id))
        return pairs.filter { !taken.contains($0.0.text) && present.contains($0.1) }
    }
}
