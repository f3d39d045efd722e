import Support

/// The assets that a script names, as in `/* asset */ 'search-styles.css'`. Their published addresses are put in the place of
/// mark and name, so that a script finds what belongs to it, whatever the page says.
struct ScriptAssets {
    private static let mark: StaticString = "/* asset */ '"

    private let bytes: [UInt8]
    /// The names in the script, each with its range.
    let names: [(name: String, range: Range<Int>)]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var names: [(name: String, range: Range<Int>)] = []
        var at = 0
        while let start = bytes.span.position(of: Self.mark, in: at..<bytes.count) {
            let first = start + Self.mark.utf8CodeUnitCount
            at = bytes[first...].firstIndex { $0 == UInt8(ascii: "'") || $0 == 10 } ?? bytes.count
            names.append((String(decoding: bytes[first..<at], as: UTF8.self), first..<at))
        }
        self.names = names
    }

    /// The script with the addresses of its assets. A name that is none stays.
    ///
    /// - Parameter paths: published paths by the names below `assets/`.
    func filled(with paths: [String: String]) -> [UInt8] {
        guard !names.isEmpty else { return bytes }
        let out = ByteWriter(capacity: bytes.count + 256)
        var done = 0
        for (name, range) in names {
            guard let path = paths[name] else { continue }
            out.append(bytes[done..<(range.lowerBound - Self.mark.utf8CodeUnitCount)])
            out.append("'")
            // A path is an address, where a quote may be written so too.
            out.append(path.replacingBytes("'", with: "%27"))
            done = range.upperBound
        }
        out.append(bytes[done...])
        return out.bytes
    }
}
