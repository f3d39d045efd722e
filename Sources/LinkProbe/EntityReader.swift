import Markdown

/// Reads entities such as `&amp;` and `&#xF6;`, and remembers those of one page.
struct EntityReader {
    private var known: [[UInt8]: [UInt8]] = [:]

    /// Reading one takes a while, and a page could have very many.
    private static let most = 10_000

    /// `bytes` with their entities read, as text.
    mutating func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: self.bytes(bytes), as: UTF8.self)
    }

    /// `bytes` with their entities read.
    mutating func bytes(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "&")) else { return Array(bytes) }
        var out: [UInt8] = []
        var rest = bytes
        while let byte = rest.first {
            let end = rest.prefix(34).firstIndex(of: UInt8(ascii: ";"))
            guard byte == UInt8(ascii: "&"), let end, known.count < Self.most else {
                out.append(byte)
                rest = rest.dropFirst()
                continue
            }
            let entity = Array(rest[...end])
            let read = known[entity] ?? Unescaping.decode(entity) ?? entity
            known[entity] = read
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
