import Markdown

/// A file that cannot be read as text: refused by the disk, too large, no UTF-8, or a link out of the site.
package enum Unreadable: Check {
    package static let id = "content/unreadable"
    package static let severity = Severity.error
    package static let finds =
        "A file that cannot be read: refused by the disk, too large, not UTF-8, or a link out of the site."
    package static let why =
        "A file that cannot be read would be missing from the site without a word."
    package static let examples = [
        Example(.story, bad: "A guide saved as Latin-1.", good: "The same guide saved as UTF-8.")
    ]

    static func finding(_ error: DiskError, file: String) -> Finding {
        Finding(
            Self.self, file: file, at: .start, "this file cannot be read: \(error.reason)",
            help: "give this user the right to read it, or remove it")
    }

    static func tooLarge(_ size: Int, largest: Int, file: String) -> Finding {
        Finding(
            Self.self, file: file, at: .start,
            "this is \(size) bytes where \(largest) are the most", help: "split it, or move data out of it")
    }

    /// What makes `bytes` no text, if anything does.
    static func finding(_ bytes: [UInt8], file: String, largest: Int) -> Finding? {
        if bytes.count > largest { return tooLarge(bytes.count, largest: largest, file: file) }
        let fault = UTF8Text.firstFault(in: bytes)
        guard let offset = fault ?? UTF8Text.firstNUL(in: bytes) else { return nil }
        let encoding = TextEncoding(of: bytes)
        if let encoding, encoding.isWide {
            return Finding(
                Self.self, file: file, at: .start, "this file looks like \(encoding.rawValue), not UTF-8",
                help: "save it as UTF-8, or: \(TextEncoding.conversion(of: file, from: encoding.rawValue))")
        }
        let location = SourceText(bytes).location(of: offset)
        guard fault != nil else {
            return Finding(
                Self.self, file: file, at: location, "this is a NUL, which no text holds", help: "remove it")
        }
        let byte = "0x" + String(bytes[offset], radix: 16)
        if let encoding {
            return Finding(
                Self.self, file: file, at: location,
                "this byte is not UTF-8: \(byte); the file looks like \(encoding.rawValue)",
                help: "save it as UTF-8, or: \(TextEncoding.conversion(of: file, from: encoding.rawValue))")
        }
        let hasOthers = bytes[..<offset].contains { $0 >= 0x80 }
        return Finding(
            Self.self, file: file, at: location,
            "this byte is not UTF-8\(hasOthers ? ", as the text before it is" : ""): \(byte)",
            help: hasOthers
                ? "type the character again and save the file as UTF-8"
                : "save the file as UTF-8, or convert it: \(TextEncoding.conversion(of: file, from: "ENCODING"))"
        )
    }
}
