import Findings
import Support

/// Why a file of a site cannot be read as a text.
package enum UnreadableFile {
    package static func finding(_ error: DiskError, file: String) -> Finding {
        Finding(
            .contentUnreadable, file: file, at: .start, "this file cannot be read: \(error.reason)",
            help: "give this user the right to read it, or remove it")
    }

    static func tooLarge(_ size: Int, largest: Int, file: String) -> Finding {
        Finding(
            .contentUnreadable, file: file, at: .start,
            "this file has \(size) bytes; the limit is \(largest)", help: "split it, or move data out of it")
    }

    /// The finding for bytes that are no text; nil where they are text.
    package static func finding(_ bytes: [UInt8], file: String, largest: Int) -> Finding? {
        if bytes.count > largest { return tooLarge(bytes.count, largest: largest, file: file) }
        let fault = UTF8Text.firstFault(in: bytes)
        guard let offset = fault ?? UTF8Text.firstNUL(in: bytes) else { return nil }
        let encoding = TextEncoding(of: bytes)
        if let encoding, encoding.isWide {
            return Finding(
                .contentUnreadable, file: file, at: .start,
                "this file looks like \(encoding.rawValue), not UTF-8",
                help: "save it as UTF-8, or: \(TextEncoding.conversion(of: file, from: encoding.rawValue))")
        }
        let location = SourceText(bytes).location(of: offset)
        guard fault != nil else {
            return Finding(
                .contentUnreadable, file: file, at: location, "this is a NUL, which no text can contain",
                help: "remove it")
        }
        let byte = "0x" + String(bytes[offset], radix: 16)
        if let encoding {
            return Finding(
                .contentUnreadable, file: file, at: location,
                "this byte is not UTF-8: \(byte); the file looks like \(encoding.rawValue)",
                help: "save it as UTF-8, or: \(TextEncoding.conversion(of: file, from: encoding.rawValue))")
        }
        let hasOthers = bytes[..<offset].contains { $0 >= 0x80 }
        return Finding(
            .contentUnreadable, file: file, at: location,
            "this byte is not UTF-8\(hasOthers ? ", as the text before it is" : ""): \(byte)",
            help: hasOthers
                ? "type the character again and save the file as UTF-8"
                : "save the file as UTF-8, or convert it: \(TextEncoding.conversion(of: file, from: "ENCODING"))"
        )
    }
}
