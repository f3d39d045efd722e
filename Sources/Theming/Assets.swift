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

    /// - Parameters:
    ///   - path: the site's path, such as `/guides`.
    ///   - strings: the texts of scripts.
    static func publish(_ assets: [String: [UInt8]], path: String, _ strings: Strings) -> Published {
        var published = Published()
        // Style sheets name other assets, and scripts name style sheets, so they come last.
        func turn(_ name: String) -> Int { name.hasSuffix(".js") ? 2 : name.hasSuffix(".css") ? 1 : 0 }
        let names = assets.keys.sorted { (turn($0), $0) < (turn($1), $1) }
        for name in names {
            var bytes = assets[name] ?? []
            if name.hasSuffix(".css") {
                bytes = relink(CompactStyles.make(bytes), of: name, published.paths)
            }
            if name.hasSuffix(".js") {
                bytes = script(bytes, published.paths, strings)
            }
            let hashed = "\(path)/assets/\(hashedName(name, bytes))"
            published.paths[name] = hashed
            published.files.append(OutputFile(String(hashed.dropFirst()), bytes))
        }
        return published
    }

    /// A script with the addresses of its assets and with its strings.
    static func script(_ bytes: [UInt8], _ paths: [String: String], _ strings: Strings) -> [UInt8] {
        let bytes = ScriptAssets(bytes).filled(with: paths)
        guard let own = ScriptStrings(bytes) else { return CompactScripts.make(bytes) }
        return CompactScripts.applies(to: bytes)
            ? CompactScripts.make(own.inlined(with: strings)) : own.filled(with: strings)
    }

    /// `style.css` as `style.0123456789ab.css`.
    private static func hashedName(_ name: String, _ bytes: [UInt8]) -> String {
        let hash = String(ContentHash.hexadecimal(bytes).prefix(12))
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "\(name).\(hash)" }
        return "\(name[..<dot]).\(hash)\(name[dot...])"
    }

    /// A style sheet with `url(…)` of other assets led to their published names.
    private static func relink(_ bytes: [UInt8], of name: String, _ paths: [String: String]) -> [UInt8] {
        let folder = name.split(separator: "/").dropLast().joined(separator: "/")
        let out = ByteWriter(capacity: bytes.count + 1024)
        var (done, at) = (0, 0)
        while let open = bytes.span.position(of: "url(", in: at..<bytes.count),
            let close = bytes.span.position(of: UInt8(ascii: ")"), from: open + 4)
        {
            at = close
            let quotes = " \"'".utf8
            let inner = bytes[(open + 4)..<close].drop { quotes.contains($0) }
            let end = inner.lastIndex { !quotes.contains($0) }.map { $0 + 1 } ?? inner.startIndex
            let given = String(decoding: inner[inner.startIndex..<end], as: UTF8.self)
            guard let asset = AddressText.normalized(given, in: folder), let path = paths[asset] else {
                continue
            }
            out.append(bytes[done..<(open + 4)])
            out.append(path)
            done = close
        }
        out.append(bytes[done...])
        return out.bytes
    }
}
