import Markdown
import Support

/// A link's destination or an address as it is written, such as `../tls.md#top`, cut into its parts. What is there is
/// for `LinkResolver` to tell.
package enum AddressText {
    /// The scheme of an address, in lower case (RFC 3986 section 3.1).
    package static func scheme(of destination: String) -> String? {
        guard let colon = destination.utf8.firstIndex(of: UInt8(ascii: ":")), colon > destination.startIndex
        else {
            return nil
        }
        let scheme = destination.utf8[..<colon]
        guard let first = scheme.first, first.isASCIILetter,
            scheme.allSatisfy({
                $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "+")
                    || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
            })
        else { return nil }
        return String(destination[..<colon]).lowercased()
    }

    /// Path, and what starts at its first `?` or `#`, whose fragment is written as anchors are.
    package static func split(_ destination: String) -> (path: String, suffix: String) {
        let end = destination.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        guard let end else { return (destination, "") }
        return (
            String(decoding: destination.utf8[..<end], as: UTF8.self),
            withPlainFragment(String(decoding: destination.utf8[end...], as: UTF8.self))
        )
    }

    /// A suffix whose fragment has the bytes of the anchor that it names, where it is spelled otherwise.
    private static func withPlainFragment(_ suffix: String) -> String {
        guard suffix.utf8.contains(where: { $0 >= 128 || $0 == UInt8(ascii: "%") }),
            let hash = suffix.utf8.firstIndex(of: UInt8(ascii: "#"))
        else { return suffix }
        let raw = String(decoding: suffix.utf8[suffix.utf8.index(after: hash)...], as: UTF8.self)
        guard let decoded = PercentEncoding.decode(raw) else { return suffix }
        let anchor = Anchor.named(by: decoded)
        // What names the same is left as it is written.
        if anchor.utf8.elementsEqual(decoded.utf8) { return suffix }
        return String(decoding: suffix.utf8[...hash], as: UTF8.self)
            + PercentEncoding.encode(anchor, .readableFragment)
    }

    /// The slug of the guide that the path of a destination names, if it names one, in any spelling: `tls` of
    /// `../tls.md`, `/guides/tls`, `t%6Cs.md` and `https://example.com/guides/tls/index.html`; nil where it names
    /// another file.
    static func guideName(in path: String) -> String? {
        guard let range = nameRange(in: path) else { return nil }
        return PercentEncoding.decode(String(decoding: path.utf8[range], as: UTF8.self))
    }

    /// `path` with another slug in place of the guide's.
    package static func renaming(_ path: String, to slug: String) -> String? {
        guard let range = nameRange(in: path) else { return nil }
        return String(decoding: path.utf8[..<range.lowerBound], as: UTF8.self) + slug
            + String(decoding: path.utf8[range.upperBound...], as: UTF8.self)
    }

    private static func nameRange(in path: String) -> Range<String.Index>? {
        var rest = path.utf8[...]
        // Only addresses lead to a guide without the ending of its file.
        let isAddress = rest.first == UInt8(ascii: "/") || scheme(of: path) != nil
        let endings = isAddress ? ["/index.html", "/", ".md", ".html"] : [".md"]
        let ending = endings.first { rest.suffix($0.utf8.count).elementsEqual($0.utf8) }
        guard isAddress || ending != nil else { return nil }
        rest = rest.dropLast(ending?.utf8.count ?? 0)
        let start = rest.lastIndex(of: UInt8(ascii: "/")).map { rest.index(after: $0) } ?? rest.startIndex
        let name = rest[start...]
        guard !name.isEmpty, ending != nil || !name.contains(UInt8(ascii: ".")) else { return nil }
        return start..<rest.endIndex
    }

    /// The part before the first `#`.
    package static func withoutFragment(_ destination: String) -> String {
        String(decoding: destination.utf8.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
    }

    /// The fragment of a suffix, decoded; nil where there is none.
    package static func fragment(of suffix: String) -> String? {
        guard let hash = suffix.utf8.firstIndex(of: UInt8(ascii: "#")) else { return nil }
        var raw = String(decoding: suffix.utf8[suffix.utf8.index(after: hash)...], as: UTF8.self)
        // What follows `:~:` tells a browser which text to show, and is not part of the anchor's name (URL Fragment
        // Text Directives, section 3).
        if let directive = raw.firstRange(of: ":~:") { raw = String(raw[..<directive.lowerBound]) }
        return PercentEncoding.decode(raw) ?? raw
    }

    /// `guides`.
    private static let folderName = ContentTree.guides.split(separator: "/").last ?? ""

    /// `path` seen from `folder`, both relative to `Content/guides`; nil when it leads out of there.
    package static func normalized(_ path: String, in folder: String) -> String? {
        if !path.utf8.contains(UInt8(ascii: "/")), path != ".", path != ".." {
            return folder.isEmpty ? path : "\(folder)/\(path)"
        }
        let slash = UInt8(ascii: "/")
        var parts = folder.utf8.split(separator: slash)
        var isAbove = false
        for part in path.utf8.split(separator: slash) where !part.elementsEqual(".".utf8) {
            if part.elementsEqual("..".utf8) {
                guard !isAbove else { return nil }
                isAbove = parts.popLast() == nil
            } else if isAbove {
                // Out of the folder of guides, and right back into it: `../guides/tls.md`.
                guard part.elementsEqual(folderName.utf8) else { return nil }
                isAbove = false
            } else {
                parts.append(part)
            }
        }
        guard !isAbove else { return nil }
        return parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
    }
}
