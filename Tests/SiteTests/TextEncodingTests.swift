import Foundation
import TestSupport
import Testing

@testable import Support

/// Encodings of files that are not UTF-8, and the commands that convert them.
@Suite(.timeLimit(.minutes(15))) struct TextEncodingTests {
    private static func wide(_ text: String, _ encoding: String.Encoding, mark: [UInt8] = []) -> [UInt8] {
        mark + (text.data(using: encoding).map { Array($0) } ?? [])
    }

    /// A byte for each character.
    private static func narrow(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    static let encoded: [(name: String, bytes: [UInt8], encoding: String?)] = [
        ("UTF-16 with its mark", wide("Zürich, Text", .utf16LittleEndian, mark: [0xFF, 0xFE]), "UTF-16"),
        ("UTF-16 turned round", wide("Zürich, Text", .utf16BigEndian, mark: [0xFE, 0xFF]), "UTF-16"),
        ("UTF-16 without a mark", wide("Zürich, Text", .utf16LittleEndian), "UTF-16LE"),
        ("UTF-16 turned round without a mark", wide("Zürich, Text", .utf16BigEndian), "UTF-16BE"),
        ("UTF-32", wide("Text", .utf32LittleEndian, mark: [0xFF, 0xFE, 0, 0]), "UTF-32"),
        ("UTF-32 turned round", wide("Text", .utf32BigEndian, mark: [0, 0, 0xFE, 0xFF]), "UTF-32"),
        ("Latin-1", narrow("Z\u{FC}rich"), "ISO-8859-1"),
        ("Latin-1 with three letters in a row", narrow("a\u{E4}\u{F6}\u{FC}b"), "ISO-8859-1"),
        ("Windows", narrow("a \u{93}word\u{94}"), "WINDOWS-1252"),
        ("Windows, first of two signs", narrow("\u{80} 5 for Z\u{FC}rich"), "WINDOWS-1252"),
        ("Windows, last of two signs", narrow("Z\u{FC}rich: \u{80}"), "WINDOWS-1252"),
        ("a byte that Windows has not", narrow("a\u{81}b"), nil),
        ("four bytes in a row", narrow("a\u{E4}\u{F6}\u{FC}\u{E4}"), nil),
        ("UTF-8 with one wrong byte", narrow("Z\u{C3}\u{BC}rich \u{FC}"), nil),
        ("UTF-8 after a wrong byte", narrow("\u{FC} Z\u{C3}\u{BC}rich"), nil),
        ("a NUL among others", narrow("ab\u{0}cdefghijkl\u{FC}"), nil),
        ("UTF-8", Array("Zürich".utf8), nil), ("ASCII", Array("Text".utf8), nil), ("nothing", [], nil),
    ]

    @Test(arguments: encoded.indices) func encodingsAreTold(_ index: Int) {
        let (name, bytes, encoding) = Self.encoded[index]
        let found = TextEncoding(of: bytes)
        #expect(found?.rawValue == encoding, "\(name)")
        #expect((found?.isWide ?? false) == (encoding?.hasPrefix("UTF") ?? false), "\(name)")
    }

    @Test(arguments: ["a.md", "a b.md", "it's.md", "$(x).md", "ä`\"#.md"])
    func conversionsAreWordsOfAShell(_ name: String) throws {
        let folder = try TemporaryFolder()
        try Disk.writeNew([0x5A, 0xFC], to: "\(folder.path)/\(name)")
        let command = TextEncoding.conversion(of: name, from: "ISO-8859-1")
        let result = try Program.run(["/bin/sh", "-c", command], in: folder.path)
        #expect(result.code == 0, "\(result)")
        #expect(try Disk.read("\(folder.path)/\(name)") == Array("Zü".utf8))
        #expect(try Disk.names(in: folder.path).count == 1)
    }
}
