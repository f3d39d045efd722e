import Support

/// The ids of elements in HTML that the site's templates made.
enum HTMLAnchors {
    /// The values of `id` within tags, in order. Comments are no tags, and what is in a value is no attribute.
    static func ids(_ html: [UInt8]) -> [String] {
        var ids: [String] = []
        var at = 0
        while let open = html[at...].firstIndex(of: UInt8(ascii: "<")) {
            if html[open...].starts(with: "<!--".utf8) {
                at = end(of: "-->", html, from: open + 4)
                continue
            }
            at = open + 1
            guard at < html.count, html[at].isASCIILetterOrDigit else { continue }
            read(html, &at) { ids.append(String(decoding: $0, as: UTF8.self)) }
        }
        return ids
    }

    private static func end(of mark: String, _ html: [UInt8], from start: Int) -> Int {
        let mark = Array(mark.utf8)
        var at = min(start, html.count)
        while at < html.count, !html[at...].starts(with: mark) { at += 1 }
        return min(at + mark.count, html.count)
    }

    /// Reads a tag up to its end, and hands on the values of `id`.
    private static func read(_ html: [UInt8], _ at: inout Int, id: (ArraySlice<UInt8>) -> Void) {
        func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
        while at < html.count, html[at] != UInt8(ascii: ">") {
            let start = at
            while at < html.count, !isSpace(html[at]), !"=>\"'".utf8.contains(html[at]) { at += 1 }
            let name = html[start..<at]
            if at == start, html[at] != UInt8(ascii: "=") {
                at += 1
                continue
            }
            var next = at
            while next < html.count, isSpace(html[next]) { next += 1 }
            guard next < html.count, html[next] == UInt8(ascii: "=") else { continue }
            at = next + 1
            while at < html.count, isSpace(html[at]) { at += 1 }
            guard at < html.count else { return }
            let quote = html[at]
            let value: ArraySlice<UInt8>
            if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                value = html[(at + 1)...].prefix { $0 != quote }
                at = min(value.endIndex + 1, html.count)
            } else {
                value = html[at...].prefix { !isSpace($0) && $0 != UInt8(ascii: ">") }
                at = value.endIndex
            }
            if name.count == 2, String(decoding: name, as: UTF8.self).lowercased() == "id" { id(value) }
        }
    }
}
