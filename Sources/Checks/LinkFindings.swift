import Content
import Findings
import Library
import Markdown
import Support

/// A fault of a link.
struct LinkFault {
    var message: String
    var help: String
    /// The right destination, and whether it is surely the one that is meant.
    var replacement: (text: String, isSafe: Bool)?
    /// The right destination as an address, for a location where no path of a file can be: in text that is its own
    /// link, and in resources.
    var address: (text: String, isSafe: Bool)?
    /// The weight where it is less than the check's own.
    var severity: Severity?
}

extension Library {
    /// One finding for each link whose target `evaluate` finds fault with. It is given the guide in whose text the link
    /// is, if it is in one, and the destination as it is written.
    ///
    /// - Parameter index: the guide whose links are judged; nil for links that are in no guide's text.
    ///
    /// A reference's destination is that of its definition, so the definition is where it is found, once.
    func findings(
        _ check: any Check.Type, of index: Int?, _ evaluate: (Guide?, String, LinkTarget) -> LinkFault?
    ) -> [Finding] {
        guard let index else { return findingsOfOthers(check, evaluate) }
        var findings: [Finding] = []
        let guide = guides[index]
        lazy var source = guide.document.source.withLines
        for (link, target) in zip(guide.document.links, targets[index]) where link.kind != .reference {
            // Where a template would lead is unknown; the template is the finding.
            guard let fault = evaluate(guide, link.destination, target), !link.hasTemplate else { continue }
            var end = guide.end(of: link, in: source)
            var fix: Fix?
            var help = fault.help
            if link.kind == .autolink, let address = fault.address, let range = source.range(of: link) {
                end = source.location(of: range.upperBound)
                fix = Fix([Fix.Edit(source, range, address.text)], isSafe: address.isSafe)
                help = "write \(address.text)"
            }
            // In a table a bar is written with a backslash, which cmark has taken out of the destination.
            let hasBar = link.destination.utf8.contains(UInt8(ascii: "|"))
            if fix == nil, let end, !hasBar, let replacement = fault.replacement {
                let text = String(
                    decoding: Relinking.destination(replacement.text, isBracketed: link.isBracketed),
                    as: UTF8.self)
                fix = Fix(
                    [Fix.Edit(link.location, end, text, replacing: guide.written(link, in: source))],
                    isSafe: replacement.isSafe)
            }
            var finding = Finding(
                check, file: guide.file, at: link.location, to: end, fault.message, help: help, fix: fix)
            finding.severity = min(finding.severity, fault.severity ?? finding.severity)
            findings.append(finding.inFile(of: guide.composition?.files ?? []))
        }
        return findings + findingsOfResources(check, of: index, evaluate)
    }

    /// Findings for the full addresses of a guide's resources, which cannot be paths of files.
    private func findingsOfResources(
        _ check: any Check.Type, of index: Int, _ evaluate: (Guide?, String, LinkTarget) -> LinkFault?
    ) -> [Finding] {
        let guide = guides[index]
        return resourceTargets[index].compactMap { url, target in
            guard let fault = evaluate(guide, url.text, target) else { return nil }
            let address =
                fault.address
                ?? fault.replacement.flatMap { AddressText.scheme(of: $0.text) == nil ? nil : $0 }
            let help: String
            if let address = fault.address {
                help = "write \(address.text)"
            } else if fault.replacement == nil || address != nil {
                help = fault.help
            } else if case .guide(let other, _) = target {
                help = "name the guide instead: `guide: \(guides[other].slug)`"
            } else {
                help = "name a guide with `guide:`, or write the address of a page that exists"
            }
            let fix = address.flatMap { address in
                Fix.Edit(url, address.text).map { Fix([$0], isSafe: address.isSafe) }
            }
            return Finding(
                check, file: guide.file, at: url.location, to: url.end, fault.message, help: help, fix: fix)
        }
    }

    /// Findings for links that are in no guide's text.
    private func findingsOfOthers(
        _ check: any Check.Type, _ evaluate: (Guide?, String, LinkTarget) -> LinkFault?
    ) -> [Finding] {
        otherLinks.compactMap { link in
            let target = resolver.resolve(link.url, own: -1, folder: "")
            guard let fault = evaluate(nil, link.url, target) else { return nil }
            return Finding(
                check, file: link.file, at: link.location, to: link.end, fault.message, help: fault.help)
        }
    }

    /// One finding for each guide that a guide's front matter names and `evaluate` finds fault with; those of
    /// `terms.yml` and `site.yml` where `index` is nil.
    func findingsOfNames(
        _ check: any Check.Type, of index: Int?, _ evaluate: (_ file: String, _ name: Located) -> LinkFault?
    ) -> [Finding] {
        func named(in file: String, _ names: [Located]) -> [(String, Located)] { names.map { (file, $0) } }
        let names =
            index.map { named(in: guides[$0].file, guides[$0].frontMatter.guideNames) }
            ?? named(in: Term.file, terms.compactMap(\.guide))
            + named(in: Site.file, site.categories.flatMap(\.guides) + site.start.flatMap(\.guides))
        return names.compactMap { file, name in
            evaluate(file, name).map { fault in
                let fix = fault.replacement.flatMap { replacement in
                    Fix.Edit(name, replacement.text).map { Fix([$0], isSafe: replacement.isSafe) }
                }
                return Finding(
                    check, file: file, at: name.location, to: name.end, fault.message, help: fault.help,
                    fix: fix
                )
            }
        }
    }

    /// A guide's file as it is written in another guide that is in `folder`.
    func link(to index: Int, from folder: String) -> String {
        LinksUnknownGuide.path(to: guides[index].pathInGuides, from: folder)
    }
}

extension Guide {
    /// A link's destination as it is written, such as `tls.md#top`; empty where its bytes are not known.
    ///
    /// - Parameter source: that of its document, which may have to be read from the disk: once for all links.
    func written(_ link: Document.Link, in source: SourceText) -> String {
        link.range.map { String(decoding: source.bytes[$0], as: UTF8.self) } ?? ""
    }

    /// Right after a link's destination, where its bytes are known.
    package func end(of link: Document.Link) -> SourceLocation? { end(of: link, in: document.source) }

    fileprivate func end(of link: Document.Link, in source: SourceText) -> SourceLocation? {
        link.range.map { range in
            let width = source.bytes[range].count { !$0.isUTF8Continuation }
            return link.location.advanced(by: width)
        }
    }
}

extension FrontMatter {
    /// Every slug that the front matter names.
    var guideNames: [Located] {
        related
            + resources.compactMap { resource in
                guard case .guide(let slug) = resource.target else { return nil }
                return slug
            }
    }
}
