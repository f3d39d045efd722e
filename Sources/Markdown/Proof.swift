import CCMarkGFM
import Glibc

/// The proof that a twin says what its page says.
///
/// The finished twin is parsed again, whole, and written as HTML with its addresses led back to the page's. What it
/// says in its body must equal the page's body, byte for byte; what is around the body must equal the frame that
/// its values call for; and, outside the destinations that were replaced, its bytes must be the author's, so that
/// nothing hides where no reader sees it (an unused definition, a comment).
package struct Proof {
    /// Where twin addresses lead on the page.
    package struct Addresses: Sendable {
        /// The site's origin without a slash at its end, such as `https://mailrith.com`.
        package var origin: [UInt8]
        /// The path of the index, such as `/guides`; empty where the guides are the whole site.
        package var path: [UInt8]

        package init(origin: String, path: String) {
            self.origin = Array(origin.utf8)
            self.path = Array(path.utf8)
        }
    }

    /// The first place where a pair differs.
    package struct Difference: Sendable, Equatable {
        package enum Part: Sendable, Equatable {
            /// The body says something else than the page.
            case body
            /// Something else is around the body than the title, summary, metadata, notes, resources and related
            /// guides.
            case frame
            /// The bytes are not the author's, though both read the same.
            case source
        }

        package var part: Part
        /// The line of the twin, from 1.
        package var line: Int
        /// What the page says there.
        package var expected: String
        /// What the twin says there.
        package var found: String

        package init(part: Part, line: Int, expected: String, found: String) {
            self.part = part
            self.line = line
            self.expected = expected
            self.found = found
        }
    }

    /// The finished twin as it is to be published, with what is known of it.
    ///
    /// The buffers are those that it was written into, and belong to the code that wrote it.
    package struct Twin {
        package var bytes: ByteWriter
        /// The twin's body, in `bytes`.
        package var body: Range<Int>
        /// How many blocks are before the body and after it.
        package var blocksBefore: Int
        package var blocksAfter: Int
        /// The HTML that those blocks amount to.
        package var frame: ByteWriter

        package init(
            bytes: ByteWriter, body: Range<Int>, blocksBefore: Int, blocksAfter: Int, frame: ByteWriter
        ) {
            self.bytes = bytes
            self.body = body
            self.blocksBefore = blocksBefore
            self.blocksAfter = blocksAfter
            self.frame = frame
        }
    }

    private let parser: Parser
    private let addresses: Addresses
    private let out = ByteWriter()

    package init(parser: Parser, addresses: Addresses) {
        self.parser = parser
        self.addresses = addresses
    }

    /// Compares what `twin` says with the page.
    ///
    /// - Parameters:
    ///   - page: the body's HTML on the page, destinations and all.
    ///   - address: the page's own path, such as `/guides/tls`.
    package func compareStructure(_ twin: Twin, page: ByteWriter, address: String) -> Difference? {
        parser.withTree(of: twin.bytes.view) { root -> Difference? in
            let all = children(of: root)
            let notes = all.firstIndex { parser.kind(of: $0) == .footnoteDefinition } ?? all.count
            let before = min(twin.blocksBefore, notes)
            let after = max(before, notes - twin.blocksAfter)
            var reader = AddressReader(addresses: addresses, own: Array(address.utf8), parser: parser)
            out.removeAll()
            let bodyReader = render(Array(all[before..<after] + all[notes...]), with: reader)
            if let difference = differ(
                .body, out, page, reader: bodyReader, fallback: line(of: all, before, twin))
            {
                return difference
            }
            out.removeAll()
            reader.readsBareAddresses = false
            let frameReader = render(Array(all[..<before] + all[after..<notes]), with: reader)
            return differ(.frame, out, twin.frame, reader: frameReader, fallback: 1)
        } ?? nil
    }

    /// Compares the twin's bytes with the author's, outside the edits.
    package func compareSource(_ twin: Twin, author: [UInt8], body: Range<Int>, edits: [Edit]) -> Difference?
    {
        out.removeAll()
        Relinking.append(author, part: body, edits: edits, to: out)
        let bytes = twin.bytes.view
        let found = UnsafeBufferPointer(rebasing: bytes[twin.body])
        if sameBytes(found, out.view) { return nil }
        let at = zip(found, out.view).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let offset = at ?? min(found.count, out.view.count)
        let line = bytes[..<(twin.body.lowerBound + offset)].count { $0 == 10 } + 1
        return Difference(
            part: .source, line: line, expected: snippet(out.view, at: offset),
            found: snippet(found, at: offset))
    }

    /// Compares what an issue's own twin says below its head with the issue's part of the page.
    ///
    /// - Parameters:
    ///   - blocksBefore: how many blocks its head has.
    ///   - frame: the HTML that those amount to.
    ///   - page: the body's HTML on the page, of which `part` is the issue's.
    package func compareIssue(
        _ twin: ByteWriter, blocksBefore: Int, frame: ByteWriter, page: ByteWriter, part: Range<Int>,
        address: String
    ) -> Difference? {
        parser.withTree(of: twin.view) { root -> Difference? in
            let all = children(of: root)
            let notes = all.firstIndex { parser.kind(of: $0) == .footnoteDefinition } ?? all.count
            var reader = AddressReader(addresses: addresses, own: Array(address.utf8), parser: parser)
            reader.readsBareAddresses = false
            out.removeAll()
            let head = render(Array(all[..<min(blocksBefore, notes)]), with: reader)
            if let difference = differ(.frame, out, frame, reader: head, fallback: 1) { return difference }
            reader.readsBareAddresses = true
            out.removeAll()
            let done = render(Array(all[min(blocksBefore, notes)..<notes]), with: reader)
            let expected = UnsafeBufferPointer(rebasing: page.view[part])
            if sameBytes(out.view, expected) { return nil }
            // Footnotes are numbered by the document that they are in.
            let (found, wanted) = (Self.withoutNoteNumbers(out.view), Self.withoutNoteNumbers(expected))
            if found == wanted { return nil }
            return differ(.body, ByteWriter(found), ByteWriter(wanted), reader: done, fallback: 1)
        } ?? nil
    }

    private static func withoutNoteNumbers(_ html: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        let mark = Array("<a href=\"#fn:".utf8)
        var kept: [UInt8] = []
        var at = 0
        while at < html.count {
            kept.append(html[at])
            at += 1
            guard kept.last == mark.last, kept.suffix(mark.count).elementsEqual(mark) else { continue }
            // `1">1</a>`
            while at < html.count, html[at] != UInt8(ascii: "<") { at += 1 }
        }
        return kept
    }

    private func render(_ blocks: [Node], with reader: AddressReader) -> AddressReader {
        var renderer = Renderer(parser: parser, out: out, observer: reader)
        renderer.render(blocks)
        return renderer.observer
    }

    private func line(of blocks: [Node], _ index: Int, _ twin: Twin) -> Int {
        index < blocks.count ? Int(blocks[index].pointee.start_line) : twin.bytes.view.count { $0 == 10 }
    }

    private func differ(
        _ part: Difference.Part, _ found: ByteWriter, _ expected: ByteWriter, reader: AddressReader,
        fallback: Int
    ) -> Difference? {
        if sameBytes(found.view, expected.view) { return nil }
        var offset = 0
        let limit = min(found.count, expected.count)
        while offset < limit, found.view[offset] == expected.view[offset] { offset += 1 }
        let line = reader.marks.last { $0.html <= offset }?.line ?? fallback
        return Difference(
            part: part, line: line, expected: snippet(expected.view, at: offset),
            found: snippet(found.view, at: offset))
    }

    /// Some characters around a byte, whole words and whole characters.
    private func snippet(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> String {
        var start = max(0, offset - 20)
        while start > 0, start < text.count, text[start] & 0xC0 == 0x80 { start -= 1 }
        var end = min(text.count, offset + 40)
        while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
        guard start < end else { return "nothing" }
        return String(decoding: text[start..<end], as: UTF8.self)
            .split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

/// Leads a twin's addresses back to the page's while the twin is written as HTML.
private struct AddressReader: RenderObserver {
    let addresses: Proof.Addresses
    /// The page's own path.
    let own: [UInt8]
    let parser: Parser
    /// False in the frame: a summary that names an address is text there, though cmark makes a link of it.
    var readsBareAddresses = true
    /// Which line each part of the HTML came from.
    var marks: [(html: Int, line: Int)] = []

    mutating func enter(_ node: Node, _ kind: NodeKind, html: Int) {
        switch kind {
        case .paragraph, .heading, .codeBlock, .tableRow, .item, .htmlBlock, .thematicBreak:
            marks.append((html, Int(node.pointee.start_line)))
        default: break
        }
    }

    mutating func exit(_ node: Node, _ kind: NodeKind) {}
    mutating func heading(_ node: Node, anchor: [UInt8], text: [UInt8], isIssue: Bool) {}
    mutating func topLevelBlock(_ node: Node, html: Int) {}

    func isTransparent(_ link: Node) -> Bool {
        guard !readsBareAddresses, let text = link.pointee.first_child, text.pointee.next == nil,
            parser.kind(of: text) == .text
        else { return false }
        let letters = view(text.pointee.as.literal)
        let url = view(link.pointee.as.link.url)
        guard url.count >= letters.count else { return false }
        return sameBytes(letters, UnsafeBufferPointer(rebasing: url[(url.count - letters.count)...]))
    }

    mutating func appendDestination(of node: Node, isImage: Bool, to out: ByteWriter) {
        let url = view(node.pointee.as.link.url)
        guard url.count >= addresses.origin.count,
            addresses.origin.withUnsafeBufferPointer({
                sameBytes($0, UnsafeBufferPointer(rebasing: url[..<addresses.origin.count]))
            })
        else {
            HTMLEscaping.appendAddress(url, to: out)
            return
        }
        let path = UnsafeBufferPointer(rebasing: url[addresses.origin.count...])
        // A path of two slashes would be another host without its origin.
        guard path.isEmpty || (path[0] == UInt8(ascii: "/") && !path.starts(with: "//".utf8)) else {
            HTMLEscaping.appendAddress(url, to: out)
            return
        }
        let end = path.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? path.count
        let suffix = UnsafeBufferPointer(rebasing: path[end...])
        var page = UnsafeBufferPointer(rebasing: path[..<end])
        if page.count > 3, isBelowIndex(page), page.suffix(3).elementsEqual(".md".utf8) {
            page = UnsafeBufferPointer(rebasing: page[..<(page.count - 3)])
            // Where the guides are the whole site, the twin of `/` is `/index.md`.
            if addresses.path.isEmpty, page.elementsEqual("/index".utf8) {
                page = UnsafeBufferPointer(rebasing: page[..<1])
            }
        }
        let isOwn = page.elementsEqual(own) && suffix.first == UInt8(ascii: "#")
        if !isOwn {
            if page.isEmpty { out.append(UInt8(ascii: "/")) }
            HTMLEscaping.appendAddress(page, to: out)
        }
        HTMLEscaping.appendAddress(suffix, to: out)
    }

    private func isBelowIndex(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
        guard path.starts(with: addresses.path) else { return false }
        let next = path[addresses.path.count...]
        return next.first == UInt8(ascii: "/") || next.elementsEqual(".md".utf8)
    }
}
