/// The encoding that a file looks like which is not UTF-8, by the name that `iconv` knows.
package enum TextEncoding: String {
    case utf32 = "UTF-32"
    case utf16 = "UTF-16"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case latin1 = "ISO-8859-1"
    case windows1252 = "WINDOWS-1252"

    /// Whether the bytes of its text are no ASCII either, so that no line of it can be shown.
    package var isWide: Bool { [.utf32, .utf16, .utf16LittleEndian, .utf16BigEndian].contains(self) }

    /// The encoding that bytes look like; nil where they look like none, or like UTF-8 with a mistake.
    package init?(of bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
            self = .utf32
        } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            self = .utf16
        } else if let wide = Self.wide(bytes) {
            self = wide
        } else if let narrow = Self.narrow(bytes) {
            self = narrow
        } else {
            return nil
        }
    }

    /// UTF-16 without a byte order mark: text of our markdown is ASCII for the most part, whose other byte is NUL.
    private static func wide(_ bytes: [UInt8]) -> TextEncoding? {
        let head = bytes.prefix(4096)
        let odd = head.indices.count { $0 % 2 == 1 && head[$0] == 0 }
        let even = head.indices.count { $0 % 2 == 0 && head[$0] == 0 }
        guard max(odd, even) * 4 > head.count, min(odd, even) * 16 < max(odd, even) else { return nil }
        return odd > even ? .utf16LittleEndian : .utf16BigEndian
    }

    /// Latin-1, or what Windows makes of it: single letters beyond ASCII among many of ASCII. Longer runs of them are
    /// another script, and letters of UTF-8 say that the rest of the file is that.
    private static func narrow(_ bytes: [UInt8]) -> TextEncoding? {
        guard UTF8Text.firstNUL(in: bytes) == nil else { return nil }
        var isWindows = false
        var run = 0
        var rest = bytes[...]
        var count = 0
        while let offset = UTF8Text.firstFault(in: Array(rest)) {
            let fault = rest.startIndex + offset
            guard rest[..<fault].allSatisfy({ $0 < 0x80 }) else { return nil }
            run = offset == 0 ? run + 1 : 1
            guard run < 4, ![0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(bytes[fault]) else { return nil }
            isWindows = isWindows || bytes[fault] < 0xA0
            rest = bytes[(fault + 1)...]
            count += 1
            // Enough to tell; each look goes over what is left.
            if count == 64 { rest = [] }
        }
        guard count > 0, rest.allSatisfy({ $0 < 0x80 }) else { return nil }
        return isWindows ? .windows1252 : .latin1
    }

    /// A line of shell that converts a file.
    package static func conversion(of file: String, from name: String) -> String {
        let quoted = ShellWord.quoted(file)
        return "iconv -f \(name) -t UTF-8 \(quoted) >new && mv new \(quoted)"
    }
}
