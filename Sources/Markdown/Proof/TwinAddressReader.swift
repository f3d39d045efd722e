import Support

/// A byte of HTML, and the line of the twin, from 1, that it comes from.
typealias TwinLine = (html: Int, line: Int)

/// Leads a twin's addresses back to the page's while the twin is written as HTML.
struct TwinAddressReader: RenderObserver {
    let addresses: ProofAddresses
    /// The page's own path.
    let own: [UInt8]
    /// False in the frame: a summary that names an address is text there, though cmark makes a link of it.
    let readsBareAddresses: Bool
    /// Lines that parts of the HTML come from, in order.
    private(set) var lines: [TwinLine] = []

    init(addresses: ProofAddresses, own: [UInt8], readsBareAddresses: Bool) {
        self.addresses = addresses
        self.own = own
        self.readsBareAddresses = readsBareAddresses
    }

    mutating func enter(_ node: Node, _ kind: NodeKind, html: Int) {
        switch kind {
        case .paragraph, .heading, .codeBlock, .tableRow, .item, .htmlBlock, .thematicBreak:
            lines.append((html, node.firstLine))
        default: break
        }
    }

    func isTransparent(_ link: Node) -> Bool {
        !readsBareAddresses && link.firstChild?.next == nil && link.isBareAddress
    }

    func appendDestination(of node: Node, isImage: Bool, to out: ByteWriter) {
        let url = node.url
        guard url.starts(with: addresses.origin.span) else {
            HTMLEscaping.appendAddress(url, to: out)
            return
        }
        let path = url.extracting(addresses.origin.count..<url.count)
        // A path of two slashes would be another host without its origin.
        guard path.isEmpty || (path.holds("/", at: 0) && !path.holds("//", at: 0)) else {
            HTMLEscaping.appendAddress(url, to: out)
            return
        }
        let end = path.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? path.count
        let page = path.extracting(0..<pageLength(path.extracting(0..<end)))
        let isOwn = page.isSame(as: own.span) && path.holds("#", at: end)
        if !isOwn {
            if page.isEmpty { out.append(UInt8(ascii: "/")) }
            HTMLEscaping.appendAddress(page, to: out)
        }
        HTMLEscaping.appendAddress(path.extracting(end..<path.count), to: out)
    }

    /// Count of the bytes of a twin's path that are its page's path.
    private func pageLength(_ path: Span<UInt8>) -> Int {
        guard path.count > 3, isBelowIndex(path), path.holds(".md", at: path.count - 3) else {
            return path.count
        }
        // Where the guides are the whole site, the twin of `/` is `/index.md`.
        let isIndex = addresses.path.isEmpty && path.count == 9 && path.holds("/index.md", at: 0)
        return isIndex ? 1 : path.count - 3
    }

    private func isBelowIndex(_ path: Span<UInt8>) -> Bool {
        guard path.starts(with: addresses.path.span) else { return false }
        let next = path.extracting(addresses.path.count..<path.count)
        return next.holds("/", at: 0) || (next.count == 3 && next.holds(".md", at: 0))
    }
}
