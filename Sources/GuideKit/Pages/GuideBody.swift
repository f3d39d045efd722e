import Markdown

/// The body of one guide with its links filled in: as HTML for the page, as edits for the twin.
struct GuideBody {
    let library: Library
    let index: Int
    /// The terms that become links.
    let terms: [Library.TermLink]

    /// Where the destinations are, if not where the document says.
    let probed: [Document.Probed]?

    /// - Parameter terms: those of the library, unless some have to be left out.
    init(library: Library, index: Int, terms: [Library.TermLink]? = nil, probed: [Document.Probed]? = nil) {
        self.library = library
        self.index = index
        self.terms = terms ?? library.termLinks[index]
        self.probed = probed
    }

    private var guide: Guide { library.guides[index] }
    private var addresses: Addresses { library.addresses }

    /// Where a link leads on the page. One that leads nowhere, where the site lets that pass, is left as written.
    ///
    /// A bare address is its own text, which stays in the twin as it is written: so the page leads to that very address, in
    /// whatever spelling, as the proof reads it.
    func pageAddress(_ link: Document.Link, _ target: LinkTarget) -> String {
        let address = library.pageAddress(target, from: index, written: link.destination) ?? link.destination
        guard link.kind == .autolink, let twin = library.twinAddress(target, written: link.destination),
            twin != link.destination
        else {
            return address
        }
        let written = library.addresses.asWritten(link.destination)
        let own = library.pages[index] + "#"
        // A part of this very page is named by its fragment alone.
        return written.utf8.starts(with: own.utf8)
            ? String(decoding: written.utf8.dropFirst(own.utf8.count - 1), as: UTF8.self) : written
    }

    /// Writes the page's body: the document's HTML with each destination in its place.
    func appendHTML(to out: ByteWriter) {
        let guide = guide
        let html = guide.document.html
        var from = 0
        var terms = self.terms[...]
        func appendTerms(before offset: Int) {
            while let term = terms.first, term.mention.html.lowerBound < offset {
                out.append(html[from..<term.mention.html.lowerBound])
                out.append("<a href=\"")
                HTMLEscaping.appendAddress(library.pages[term.guide], to: out)
                out.append("\">")
                out.append(html[term.mention.html])
                out.append("</a>")
                from = term.mention.html.upperBound
                terms.removeFirst()
            }
        }
        for (link, target) in zip(guide.document.links, library.targets[index]) {
            guard let offset = link.html else { continue }
            appendTerms(before: offset)
            out.append(html[from..<offset])
            HTMLEscaping.appendAddress(pageAddress(link, target), to: out)
            from = offset
        }
        appendTerms(before: html.count)
        out.append(html[from...])
    }

    /// What the twin's body has otherwise than the author's file: destinations, and the brackets of term links.
    func twinEdits() -> [Edit] {
        let guide = guide
        var edits: [Edit] = []
        edits.reserveCapacity(guide.document.links.count + 2 * terms.count)
        let targets = library.targets[index]
        func replace(_ link: Document.Link, _ target: LinkTarget, _ range: Range<Int>?, _ isBracketed: Bool) {
            guard let range, let address = library.twinAddress(target, written: link.destination),
                address != link.destination
            else {
                return
            }
            edits.append(
                Edit(range: range, replacement: Relinking.destination(address, isBracketed: isBracketed)))
        }
        if let probed {
            for location in probed {
                replace(guide.document.links[location.link], targets[location.link], location.range, location.isBracketed)
            }
        } else {
            for (link, target) in zip(guide.document.links, targets) {
                replace(link, target, link.range, link.isBracketed)
            }
        }
        for term in terms {
            let source = term.mention.source
            let address = library.twins[term.guide]
            edits.append(Edit(range: source.lowerBound..<source.lowerBound, replacement: [UInt8(ascii: "[")]))
            edits.append(
                Edit(
                    range: source.upperBound..<source.upperBound,
                    replacement: Array("](".utf8) + Relinking.destination(address, isBracketed: false)
                        + [UInt8(ascii: ")")]))
        }
        edits += guide.suppressionEdits
        edits.sort { $0.range.lowerBound < $1.range.lowerBound }
        return edits
    }
}

extension Library {
    /// Where a link of a guide leads on its page; nil where it leads nowhere.
    ///
    /// - Parameter written: the address as the author wrote it. One on this site that no build makes is kept in both halves,
    ///   for those who let its finding pass.
    func pageAddress(_ target: LinkTarget, from index: Int, written: String) -> String? {
        switch target {
        case .guide(let other, let suffix):
            if other == index, suffix.utf8.first == UInt8(ascii: "#") { return suffix }
            return suffix.isEmpty ? pages[other] : pages[other] + suffix
        case .page(let path, let suffix): return path + suffix
        case .issue(let id, let suffix): return addresses.issue(id) + suffix
        case .file(let path, let suffix): return addresses.file(path) + suffix
        case .ownSite(let path): return addresses.onPage(path)
        case .elsewhere(let url): return url
        case .unknownGuide, .unknownFile, .draft:
            return addresses.pathOnSite(of: written).map(addresses.deadPage)
        case .malformed: return nil
        case .dangerous: return ""
        }
    }

    /// Where a link leads in a twin: a full address, and on to markdown where there is any; nil where it leads nowhere.
    func twinAddress(_ target: LinkTarget, written: String) -> String? {
        switch target {
        case .guide(let other, let suffix): suffix.isEmpty ? twins[other] : twins[other] + suffix
        case .page(let path, let suffix): addresses.twin(of: path) + suffix
        case .issue(let id, let suffix): addresses.twin(of: addresses.issue(id)) + suffix
        case .file(let path, let suffix): addresses.full(addresses.file(path)) + suffix
        case .ownSite(let path): addresses.full(path)
        case .elsewhere(let url): url
        case .unknownGuide, .unknownFile, .draft: addresses.pathOnSite(of: written).map(addresses.full)
        case .malformed, .dangerous: nil
        }
    }
}
