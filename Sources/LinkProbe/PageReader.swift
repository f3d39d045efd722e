import Support

/// The facts about a page that a probe reads from its HTML.
struct PageReader {
    /// The text of its first `title`, on one line.
    private(set) var title: String?
    /// Of the anchors that were asked for, those that no element has: as `id`, or as `name` of old pages. Nil where the
    /// page's encoding is unknown.
    private(set) var missing: Set<String>?
    /// The reference to which it moves by itself, at once or in a few seconds (`meta refresh`).
    private(set) var refresh: String?
    /// The address that its others are relative to, where a `base` names one.
    private(set) var base: String?

    /// The anchors that each spelling stands for: percent-escapes are read, and one that a code host makes by a script
    /// counts too. By bytes, as browsers compare.
    private let spellings: [[UInt8]: Set<String>]
    private var entities = EntityReader()

    /// A page that waits longer before it moves is there to be read.
    private static let longestDelay = 10
    /// No id that pages link to is longer.
    private static let longestValue = 4096

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
        read(text)
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

    /// Elements whose content is no markup.
    private static let raw: Set<String> = [
        "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
    ]

    private mutating func read(_ html: [UInt8]) {
        var scanner = HTMLScanner(html)
        // Within these a refresh, or a title, is none of the page's.
        var noscripts = 0
        var svgDepth = 0
        while let tag = scanner.nextTag() {
            if tag.is("noscript") { noscripts = max(0, noscripts + (tag.isEnd ? -1 : 1)) }
            if tag.is("svg") { svgDepth = max(0, svgDepth + (tag.isEnd ? -1 : 1)) }
            guard !tag.isEnd else { continue }
            lookForAnchors(tag)
            if tag.is("base"), base == nil { base = tag["href"].map { entities.text($0) } }
            if tag.is("meta"), noscripts == 0, refresh == nil { refresh = refresh(of: tag) }
            guard Self.raw.contains(String(decoding: tag.name, as: UTF8.self)) else { continue }
            let content = scanner.content(of: tag.name)
            if tag.is("title"), title == nil, svgDepth == 0 {
                let line = ForeignText.line(entities.text(content.prefix(Self.longestValue)))
                title = line.isEmpty ? nil : line
            }
        }
    }

    // MARK: What they say

    private mutating func lookForAnchors(_ tag: HTMLTag) {
        guard missing?.isEmpty == false else { return }
        for value in [tag["id"], tag.is("a") ? tag["name"] : nil] {
            guard let value, value.count < Self.longestValue else { continue }
            if let anchors = spellings[entities.bytes(value)] { missing?.subtract(anchors) }
        }
    }

    private mutating func refresh(of tag: HTMLTag) -> String? {
        guard let kind = tag["http-equiv"], String(decoding: kind, as: UTF8.self).lowercased() == "refresh",
            let content = tag["content"]?.prefix(Self.longestValue)
        else { return nil }
        let text = entities.text(content)
        guard
            let match = text.firstMatch(
                of: #/^\s*([0-9]*)(?:\.[0-9.]*)?\s*[;,]?\s*(?:url\s*=\s*)?(?:"([^"]*)|'([^']*)|(.*))/#
                    .ignoresCase()),
            (match.1.isEmpty ? 0 : Int(match.1) ?? .max) <= Self.longestDelay
        else { return nil }
        let url = String(match.2 ?? match.3 ?? match.4 ?? "")
        return url.allSatisfy(\.isWhitespace) ? nil : url
    }

}
