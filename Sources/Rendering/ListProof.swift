import Library
import Markdown
import Support

/// The proof that the twin of a page without a body of its own (an index, a category, the glossary) says what was put
/// into both, and that the page shows each link of its twin as often as the twin does.
struct ListProof {
    private let proof: Proof

    init(_ library: Library) {
        proof = Proof(
            parser: Parser(),
            addresses: ProofAddresses(origin: library.addresses.origin, path: library.addresses.path),
            dialect: Dialect(html: []))
    }

    /// The first difference of the two; nil where they are a pair.
    ///
    /// - Parameters:
    ///   - twin: the finished twin, as it was written.
    ///   - page: the finished page for people.
    ///   - path: the page's path, such as `/guides/glossary`.
    ///   - links: how many links of the twin the page has, from the first on; nil for all.
    ///   - parts: addresses that the page names by the part of a page to which they lead: of `/guides/i/no-record`,
    ///     `/guides/spf#no-record`.
    func difference(
        _ twin: TwinWriter, page: [UInt8], path: String, links: Int? = nil, parts: [String: String] = [:]
    ) -> Proof.Difference? {
        if let difference = twin.differenceOfFrontMatter { return difference }
        let end = twin.markdown.count
        let whole = Proof.Twin(
            bytes: twin.markdown, start: twin.start, body: end..<end, blocksBefore: twin.blocks,
            blocksAfter: 0,
            frame: twin.frame)
        if let difference = proof.compareStructure(
            whole, page: ByteWriter(), address: path, names: BodyNames())
        {
            return difference
        }
        let shown = Self.links(in: page)
        var left = shown
        let missing = twin.links.prefix(links ?? .max).first { link in
            let address = parts[link.page] ?? link.page
            let count = left[address]?[link.title] ?? 0
            left[address]?[link.title] = count - 1
            return count < 1
        }
        guard let missing else { return nil }
        return Proof.Difference(
            part: .body, line: 1, expected: shown[missing.page]?.keys.min() ?? "nothing",
            found: missing.title)
    }

    /// The texts of all links of a page, each with how often it is there, by their addresses; both without entities' escapes.
    private static func links(in page: [UInt8]) -> [String: [String: Int]] {
        var links: [String: [String: Int]] = [:]
        let bytes = page.span
        var at = 0
        while let open = bytes.position(of: "href=\"", in: at..<bytes.count) {
            let start = open + 6
            guard let end = bytes.position(of: UInt8(ascii: "\""), from: start),
                let text = bytes.position(of: UInt8(ascii: ">"), from: end)
            else { break }
            at = end
            guard let close = bytes.position(of: UInt8(ascii: "<"), from: text) else { break }
            links[unescaped(page[start..<end]), default: [:]][
                unescaped(page[(text + 1)..<close]), default: 0] += 1
        }
        return links
    }

    private static func unescaped(_ text: ArraySlice<UInt8>) -> String {
        var text = String(decoding: text, as: UTF8.self)
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        for (entity, character) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&"),
        ] { text.replace(entity, with: character) }
        return text
    }
}
