extension StringProtocol {
    /// The text with another one in each place of some bytes.
    ///
    /// `replacing` of the standard library compares characters, and a mark that combines with a letter makes one character of
    /// both: it finds no quote in `"\u{301}`, where shells, YAML, servers and browsers do.
    package func replacingBytes(_ mark: String, with other: String) -> String {
        let (bytes, searched) = (Array(utf8), Array(mark.utf8))
        guard !searched.isEmpty, var found = bytes.firstRange(of: searched) else { return String(self) }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + other.utf8.count)
        var rest = bytes[...]
        while true {
            out += rest[..<found.lowerBound]
            out += other.utf8
            rest = rest[found.upperBound...]
            guard let next = rest.firstRange(of: searched) else { break }
            found = next
        }
        return String(decoding: out + rest, as: UTF8.self)
    }
}
