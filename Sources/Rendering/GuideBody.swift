import Content
import Library
import Markdown
import Support

/// The body of one guide with its links filled in: as HTML for the page, as edits for the twin.
struct GuideBody {
    let library: Library
    let index: Int
    /// The terms that become links.
    let terms: [TermLink]

    /// The locations of destinations, where they are not those of the document.
    let destinations: [Document.DestinationLocation]?

    /// - Parameter terms: those of the library, unless some have to be left out.
    init(
        library: Library, index: Int, terms: [TermLink]? = nil,
        destinations: [Document.DestinationLocation]? = nil
    ) {
        self.library = library
        self.index = index
        self.terms = terms ?? library.termLinks[index]
        self.destinations = destinations
    }

    private var guide: Guide { library.guides[index] }
    private var addresses: Addresses { library.addresses }

    /// The address of a link on the page. One that leads nowhere, where the site lets that pass, is left as written.
    ///
    /// A bare address is its own text, which stays in the twin as it is written: so the page leads to that very
    /// address, in whatever spelling, as the proof reads it.
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

    /// Edits that make the twin's body of the author's file: destinations, and the brackets of term links.
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
        if let destinations {
            for found in destinations {
                replace(
                    guide.document.links[found.link], targets[found.link], found.range, found.isBracketed)
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
        edits.sort { $0.range.lowerBound < $1.range.lowerBound }
        return edits
    }
}
