import Markdown
import Support

/// What a page's HTML says to a probe.
struct PageReader {
    /// The text of its first `title`, on one line.
    private(set) var title: String?
    /// Of the anchors that were asked for, those that no element has: as `id`, or as `name` of old pages. Nil where the
    /// page's encoding is unknown, so that nobody can say.
    private(set) var missing: Set<String>?
    /// Where it moves to by itself, at once or in a few seconds (`meta refresh`).
    private(set) var refresh: String?
    /// What its addresses are relative to, where it says so.
    private(set) var base: String?

    /// The anchors that each spelling stands for: percent-escapes are read, and one that a code host makes by a script
    /// counts too. By bytes, as browsers compare.
    private let spellings: [[UInt8]: Set<String>]
    private var entities: [[UInt8]: [UInt8]] = [:]

    /// A page that waits longer before it moves is there to be read.
    private static let longestDelay = 10
    /// No id that somebody links to is longer.
    private static let longestValue = 4096
    /// Reading one takes a while, and a page could have very many.
    private static let mostEntities = 10_000

    /// - Parameter html: as it came, the start of a page or all of it.
    init(_ html: [UInt8], contentType: String, anchors: Set<String>) {
        var spellings: [[UInt8]: Set<String>] = [:]
        for anchor in anchors {
            let decoded = PercentEncoding.decodeComponent(anchor) ?? anchor
            for spelling in [anchor, decoded, "user-content-" + decoded] {
                spellings[Array(spelling.utf8), default: []].insert(anchor)
            }
        }
        self.spellings = spellings
        missing = anchors
        guard let text = Charset.utf8(html, contentType: contentType) else {
            missing = nil
            return
        }
        read(text[...])
    }

    /// Whether what was read is all that a probe wants of a page: its head, or all of it where an anchor is looked for.
    ///
    /// A glance, since it is asked several times of one page, on the thread of all requests.
    static func isEnough(_ html: [UInt8], anchors: Set<String>) -> Bool {
        guard anchors.isEmpty else { return false }
        return html.count > longestHead || hasHead(html)
    }

    /// A head that is longer is not waited for.
    private static let longestHead = 64 << 10

    /// Whether a page's bytes have `</head` or `<body`.
    private static func hasHead(_ html: [UInt8]) -> Bool {
        var rest = html[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[(open + 1)...]
            let isHere = ["/head", "body"].contains { mark in
                rest.count >= mark.utf8.count && zip(rest, mark.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
            }
            if isHere { return true }
        }
        return false
    }

    // MARK: Elements

    /// A start tag, or an end tag.
    private struct Tag {
        var name: [UInt8]
        var isEnd = false
        var attributes: [(name: [UInt8], value: ArraySlice<UInt8>)] = []

        func `is`(_ name: String) -> Bool { self.name.elementsEqual(name.utf8) }

        subscript(name: String) -> ArraySlice<UInt8>? {
            attributes.first { $0.name.elementsEqual(name.utf8) }?.value
        }
    }

    /// Elements whose content is no markup.
    private static let raw: Set<String> = [
        "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
    ]

    private mutating func read(_ html: ArraySlice<UInt8>) {
        var rest = html
        // Within these a refresh, or a title, is none of the page's.
        var noscripts = 0
        var drawings = 0
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[(open + 1)...]
            if rest.starts(with: "!--".utf8) {
                rest = Self.afterComment(rest.dropFirst(3))
                continue
            }
            let isEnd = rest.first == UInt8(ascii: "/")
            guard let letter = rest.dropFirst(isEnd ? 1 : 0).first, letter.isASCIILetter else {
                if isEnd || rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "?") {
                    rest = rest.drop { $0 != UInt8(ascii: ">") }
                }
                continue
            }
            guard let tag = Self.tag(&rest, isEnd: isEnd) else { return }
            if tag.is("noscript") { noscripts = max(0, noscripts + (isEnd ? -1 : 1)) }
            if tag.is("svg") { drawings = max(0, drawings + (isEnd ? -1 : 1)) }
            guard !isEnd else { continue }
            lookForAnchors(tag)
            if tag.is("base"), base == nil { base = tag["href"].map { text(of: $0) } }
            if tag.is("meta"), noscripts == 0, refresh == nil { refresh = refresh(of: tag) }
            let name = String(decoding: tag.name, as: UTF8.self)
            guard Self.raw.contains(name) else { continue }
            let content = Self.content(&rest, of: tag.name)
            if tag.is("title"), title == nil, drawings == 0 {
                let line = ForeignText.line(text(of: content.prefix(Self.longestValue)))
                title = line.isEmpty ? nil : line
            }
        }
    }

    private static func afterComment(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        // `<!-->` and `<!--->` are whole comments.
        if text.first == UInt8(ascii: ">") { return text.dropFirst() }
        if text.starts(with: "->".utf8) { return text.dropFirst(2) }
        var rest = text
        while let dash = rest.firstIndex(of: UInt8(ascii: "-")) {
            rest = rest[(dash + 1)...]
            if rest.starts(with: "->".utf8) { return rest.dropFirst(2) }
            if rest.starts(with: "-!>".utf8) { return rest.dropFirst(3) }
        }
        return []
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    /// Reads a tag after its `<`; nil where the text ends within it.
    private static func tag(_ rest: inout ArraySlice<UInt8>, isEnd: Bool) -> Tag? {
        if isEnd { rest = rest.dropFirst() }
        func lower(_ name: ArraySlice<UInt8>) -> [UInt8] {
            name.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
        }
        func take(until ends: (UInt8) -> Bool) -> ArraySlice<UInt8> {
            let end = rest.firstIndex(where: ends) ?? rest.endIndex
            defer { rest = rest[end...] }
            return rest[..<end]
        }
        let slash = UInt8(ascii: "/")
        let close = UInt8(ascii: ">")
        var tag = Tag(name: lower(take { isSpace($0) || $0 == slash || $0 == close }), isEnd: isEnd)
        while true {
            rest = rest.drop { isSpace($0) || $0 == slash }
            guard let first = rest.first else { return nil }
            if first == close {
                rest = rest.dropFirst()
                return tag
            }
            // A name may start with `=`, and with nothing else that ends it.
            let whole = rest
            rest = rest.dropFirst()
            _ = take { isSpace($0) || $0 == slash || $0 == close || $0 == UInt8(ascii: "=") }
            let name = whole[..<rest.startIndex]
            rest = rest.drop(while: isSpace)
            guard rest.first == UInt8(ascii: "=") else {
                tag.attributes.append((lower(name), []))
                continue
            }
            rest = rest.dropFirst().drop(while: isSpace)
            guard let quote = rest.first else { return nil }
            if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                rest = rest.dropFirst()
                let value = take { $0 == quote }
                guard !rest.isEmpty else { return nil }
                rest = rest.dropFirst()
                tag.attributes.append((lower(name), value))
            } else {
                tag.attributes.append((lower(name), take { isSpace($0) || $0 == close }))
            }
        }
    }

    /// What comes before the end tag of an element whose content is no markup.
    private static func content(_ rest: inout ArraySlice<UInt8>, of name: [UInt8]) -> ArraySlice<UInt8> {
        let start = rest
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[(open + 1)...]
            let after = rest.dropFirst(name.count + 1)
            guard rest.first == UInt8(ascii: "/"), rest.count > name.count,
                zip(rest.dropFirst(), name).allSatisfy({ $0 | 0x20 == $1 }),
                after.first.map({ isSpace($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") })
                    ?? false
            else { continue }
            let content = start[..<open]
            rest = rest.drop { $0 != UInt8(ascii: ">") }
            return content
        }
        rest = []
        return start
    }

    // MARK: What they say

    private mutating func lookForAnchors(_ tag: Tag) {
        guard missing?.isEmpty == false else { return }
        for value in [tag["id"], tag.is("a") ? tag["name"] : nil] {
            guard let value, value.count < Self.longestValue else { continue }
            if let anchors = spellings[unescaped(value)] { missing?.subtract(anchors) }
        }
    }

    private mutating func refresh(of tag: Tag) -> String? {
        guard let kind = tag["http-equiv"], String(decoding: kind, as: UTF8.self).lowercased() == "refresh",
            let content = tag["content"]?.prefix(Self.longestValue)
        else { return nil }
        let text = text(of: content)
        guard
            let match = text.firstMatch(
                of: #/^\s*([0-9]*)(?:\.[0-9.]*)?\s*[;,]?\s*(?:url\s*=\s*)?(?:"([^"]*)|'([^']*)|(.*))/#
                    .ignoresCase()),
            (match.1.isEmpty ? 0 : Int(match.1) ?? .max) <= Self.longestDelay
        else { return nil }
        let url = String(match.2 ?? match.3 ?? match.4 ?? "")
        return url.allSatisfy(\.isWhitespace) ? nil : url
    }

    private mutating func text(of bytes: ArraySlice<UInt8>) -> String {
        String(decoding: unescaped(bytes), as: UTF8.self)
    }

    /// `bytes` with entities such as `&amp;` and `&#xF6;` read.
    private mutating func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "&")) else { return Array(bytes) }
        var out: [UInt8] = []
        var rest = bytes
        while let byte = rest.first {
            let end = rest.prefix(34).firstIndex(of: UInt8(ascii: ";"))
            guard byte == UInt8(ascii: "&"), let end, entities.count < Self.mostEntities else {
                out.append(byte)
                rest = rest.dropFirst()
                continue
            }
            let entity = Array(rest[...end])
            let read = entities[entity] ?? Unescaping.decode(entity) ?? entity
            entities[entity] = read
            if read == entity {
                out.append(byte)
                rest = rest.dropFirst()
            } else {
                out += read
                rest = rest[(end + 1)...]
            }
        }
        return out
    }
}
