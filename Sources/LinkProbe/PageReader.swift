import Foundation

/// Looks through a page's HTML as it comes: for its title, and for anchors.
struct PageReader {
    private(set) var bytes: [UInt8] = []
    private(set) var title: String?
    /// The anchors that have not been seen: as `id`, or as `name` of old pages.
    private(set) var missing: Set<String>
    /// What each spelling of an anchor in the page stands for: percent-escapes are read, and one that a code host makes by
    /// a script counts too.
    private var spellings: [String: String] = [:]
    /// The first byte that has not been looked at for an anchor.
    private var next = 0

    /// A title further down than this is none of a page's head.
    private static let head = 64 << 10

    init(anchors: Set<String>) {
        missing = anchors
        for anchor in anchors {
            let decoded = anchor.removingPercentEncoding ?? anchor
            for spelling in [anchor, decoded, "user-content-" + decoded] { spellings[spelling] = anchor }
        }
    }

    /// Whether nothing more has to be read.
    var isDone: Bool { missing.isEmpty && (title != nil || bytes.count > Self.head) }

    mutating func append(_ more: some Sequence<UInt8>) {
        let former = bytes.count
        bytes.append(contentsOf: more)
        if title == nil, former < Self.head { title = readTitle() }
        if !missing.isEmpty { lookForAnchors() }
    }

    private func readTitle() -> String? {
        guard let open = find("<title"), let start = bytes[open...].firstIndex(of: UInt8(ascii: ">")),
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "<"))
        else { return nil }
        let text = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return text.isEmpty ? nil : String(text.prefix(200))
    }

    private mutating func lookForAnchors() {
        // The last bytes may be the first of an attribute.
        let longest = 512
        while next < bytes.count {
            guard let space = bytes[next...].firstIndex(where: Self.isSpace) else {
                next = bytes.count
                return
            }
            for attribute in ["id", "name"] where matches(attribute, at: space + 1) {
                if let value = value(after: space + 1 + attribute.utf8.count) {
                    if let anchor = spellings[value] { missing.remove(anchor) }
                } else if bytes.count - space < longest {
                    next = space
                    return
                }
            }
            if bytes.count - space <= 4 {
                next = space
                return
            }
            next = space + 1
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    /// The value of an attribute whose name ends before `start`; nil where there is none, or not all of it yet.
    private func value(after start: Int) -> String? {
        var at = start
        while at < bytes.count, Self.isSpace(bytes[at]) { at += 1 }
        guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else { return nil }
        at += 1
        while at < bytes.count, Self.isSpace(bytes[at]) { at += 1 }
        guard at < bytes.count else { return nil }
        let quote = bytes[at]
        let limit = min(bytes.count, at + 512)
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            guard let end = bytes[(at + 1)..<limit].firstIndex(of: quote) else { return nil }
            return String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
        }
        guard let end = bytes[at..<limit].firstIndex(where: { Self.isSpace($0) || $0 == UInt8(ascii: ">") })
        else { return nil }
        return String(decoding: bytes[at..<end], as: UTF8.self)
    }

    private func matches(_ word: String, at index: Int) -> Bool {
        guard index + word.utf8.count <= bytes.count else { return false }
        return zip(bytes[index...], word.utf8).allSatisfy { ((65...90).contains($0) ? $0 | 0x20 : $0) == $1 }
    }

    /// Where a word in small letters starts in the page's head, whatever the letter case there.
    private func find(_ word: String) -> Int? {
        bytes.prefix(Self.head).indices.first { matches(word, at: $0) }
    }
}
