import Content
import Support

/// Publishes the files of `Templates/assets/` under names that carry a hash of their content, so that caches may keep
/// them for ever.
enum Assets {
    /// Published assets, with the paths by which templates name them.
    struct Published: Sendable {
        var files: [OutputFile] = []
        /// From a name below `assets/` to its path on the site.
        var paths: [String: String] = [:]
    }

    /// - Parameter path: the site's path, such as `/guides`.
    static func publish(_ assets: [String: [UInt8]], path: String) -> Published {
        var published = Published()
        // Style sheets name other assets, so they come last.
        let names = assets.keys.sorted {
            ($0.hasSuffix(".css") ? 1 : 0, $0) < ($1.hasSuffix(".css") ? 1 : 0, $1)
        }
        for name in names {
            var bytes = assets[name] ?? []
            if name.hasSuffix(".css") { bytes = relink(bytes, of: name, published.paths) }
            let hashed = "\(path)/assets/\(hashedName(name, bytes))"
            published.paths[name] = hashed
            published.files.append(OutputFile(String(hashed.dropFirst()), bytes))
        }
        return published
    }

    /// `style.css` as `style.0123456789ab.css`.
    private static func hashedName(_ name: String, _ bytes: [UInt8]) -> String {
        let hash = String(ContentHash.hexadecimal(bytes).prefix(12))
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "\(name).\(hash)" }
        return "\(name[..<dot]).\(hash)\(name[dot...])"
    }

    /// A style sheet with `url(…)` of other assets led to their published names.
    private static func relink(_ bytes: [UInt8], of name: String, _ paths: [String: String]) -> [UInt8] {
        var text = String(decoding: bytes, as: UTF8.self)
        let folder = name.split(separator: "/").dropLast().joined(separator: "/")
        var from = text.startIndex
        while let open = text[from...].firstRange(of: "url("),
            let close = text[open.upperBound...].firstIndex(of: ")")
        {
            let inner = text[open.upperBound..<close].trimmingPrefix { " \"'".contains($0) }
            let end =
                inner.lastIndex { !" \"'".contains($0) }.map { inner.index(after: $0) } ?? inner.startIndex
            let given = String(inner[inner.startIndex..<end])
            from = close
            guard let asset = AddressText.normalized(given, in: folder), let path = paths[asset] else {
                continue
            }
            let distance = text.distance(from: text.startIndex, to: open.upperBound)
            text.replaceSubrange(open.upperBound..<close, with: path)
            from = text.index(text.startIndex, offsetBy: distance + path.count)
        }
        return Array(text.utf8)
    }
}
