import Support

/// All languages, and the way to one by the name that a fence gives.
enum Languages {
    /// In groups, as the files beside this one have them.
    static let all: [Language] = mail + shells + scripts + cFamily + data + markup + servers

    /// The place of each name in `all`, from 1.
    private static let places = WordTable(
        all.enumerated().flatMap { place, language in
            language.names.map { (Substring($0), UInt8(place + 1)) }
        })

    /// The language that the info string of a fence names: its first word, up to a comma or a brace, in any letter case.
    /// Nil where no language has the name.
    static func named(_ info: Span<UInt8>) -> Language? {
        var key = WordTable.Key()
        for index in info.indices {
            let byte = info[index]
            if byte <= 32 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "{") { break }
            key.append(byte.isASCIIUppercase ? byte | 0x20 : byte)
        }
        let place = Int(places.value(of: key))
        return place == 0 ? nil : all[place - 1]
    }
}
