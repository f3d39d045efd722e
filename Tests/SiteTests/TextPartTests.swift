import Foundation
import TestSupport
import Testing

@testable import Support

/// The small parts that texts of all kinds go through.
@Suite(.timeLimit(.minutes(15))) struct TextPartTests {
    // MARK: Encodings

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

    // MARK: Days

    @Test(arguments: [
        ("2024-02-29", true), ("2023-02-29", false), ("1900-02-29", false), ("2000-02-29", true),
        ("2100-02-29", false), ("2026-04-31", false), ("2026-06-31", false), ("2026-12-31", true),
        ("0001-01-01", true), ("0000-01-01", false), ("9999-12-31", true), ("2026-1-01", false),
        ("2026-01-1", false), ("26-01-01", false), ("2026-00-01", false), ("2026-01-00", false),
        ("2026-13-01", false), ("+026-01-01", false), ("2026-01-01 ", false), ("2026/01/01", false),
        ("", false),
    ])
    func daysAreInTheCalendar(_ text: String, _ isDay: Bool) {
        #expect(Day(text)?.description == (isDay ? text : nil))
    }

    /// Each day of some years is the one after the day before, by its number and by its second.
    @Test func daysFollowEachOther() throws {
        for year in [1, 4, 100, 1600, 1899, 1900, 1969, 1970, 1999, 2000, 2026, 2100, 9998] {
            let text = String(repeating: "0", count: 4 - String(year).count) + String(year)
            var number = try #require(Day("\(text)-01-01")).number
            for month in 1...12 {
                for day in 1...31 {
                    let name = "\(text)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
                    guard let found = Day(name) else { continue }
                    #expect(found.number == number, "\(name)")
                    #expect(
                        Day(ofTime: number * 86_400) == found
                            && Day(ofTime: number * 86_400 + 86_399) == found)
                    number += 1
                }
            }
        }
        #expect(Day(ofTime: 0)?.inWords == "1 January 1970" && Day(ofTime: -1)?.inWords == "31 December 1969")
        #expect(Day(ofTime: 253_402_300_800) == nil && Day(ofTime: -62_135_596_801) == nil)
    }

    // MARK: Escapes

    /// Of each set all characters that it lets through, so that a change of one shows.
    static let allowed: [(name: String, set: PercentEncoding.Allowed, marks: String)] = [
        ("component", .component, "-._~"), ("path", .path, "!$&'()*+,-./:;=@_~"),
        ("embeddedPath", .embeddedPath, "-./_~"), ("readablePath", .readablePath, "!$&'()*+,-./:;=@_~"),
        ("readableAddress", .readableAddress, "!#$%&'()*+,-./:;=?@_~"),
        ("readableFragment", .readableFragment, "!$&'()*+,-./:;=?@_~"),
        ("written", .written, "!$%&'()*+,-./:;=?@_~"),
        ("writtenQuery", .writtenQuery, "!$%&()*+,-./:;=?@_~"),
        ("location", .location, "!#%&'()*+,-./:;=?@[]_~"),
        ("inText", .inText, "!#$%&+-./:;=?@_~"),
    ]

    @Test(arguments: allowed.indices) func setsLetThroughWhatTheyShould(_ index: Int) {
        let (name, set, marks) = Self.allowed[index]
        for byte in UInt8(0)..<128 {
            let text = String(UnicodeScalar(byte))
            let passes = byte.isASCIILetterOrDigit || marks.utf8.contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            let escape = "%\(digits.count < 2 ? "0" : "")\(digits)"
            #expect(PercentEncoding.encode(text, set) == (passes ? text : escape), "\(name)")
        }
        let isReadable = name.hasPrefix("readable")
        #expect(
            PercentEncoding.encode("aé 中", set).hasPrefix("a\(isReadable ? "é" : "%C3%A9")%20"), "\(name)")
    }

    static let paths: [(written: String, read: String?)] = [
        ("a", "a"), ("a%20b", "a b"), ("%C3%A9", "é"), ("%c3%a9", "é"), ("%2F", nil), ("%2f", nil),
        ("%00", nil),
        ("%", nil), ("%4", nil), ("%4g", nil), ("%+1", nil), ("a%41", "aA"), ("%C3", nil), ("é%41", "éA"),
        ("+", "+"),
        ("%25", "%"), ("%2541", "%41"), ("", ""),
    ]

    @Test(arguments: paths)
    func escapesAreReadInPaths(_ text: String, _ wanted: String?) {
        #expect(PercentEncoding.decode(text) == wanted)
        if text.lowercased() == "%2f" { #expect(PercentEncoding.decodeComponent(text) == "/") }
    }

    /// The quick way over eight bytes says the same as a look at each, wherever a sign is.
    @Test func signsOfHTMLAreEscapedWhereverTheyAre() {
        var wrong: [[UInt8]] = []
        let escapes: [UInt8: String] = [38: "&amp;", 60: "&lt;", 62: "&gt;", 34: "&quot;"]
        for length in 0..<20 {
            for place in 0..<length {
                for byte in UInt8(0)...UInt8.max {
                    var text = [UInt8](repeating: 97, count: length)
                    text[place] = byte
                    let out = ByteWriter()
                    HTMLEscaping.appendText(text, to: out)
                    var wanted = Array(text[..<place])
                    if let escape = escapes[byte] {
                        wanted += Array(escape.utf8)
                    } else {
                        wanted.append(byte)
                    }
                    wanted += text[(place + 1)...]
                    if out.bytes != wanted { wrong.append(text) }
                }
            }
        }
        #expect(wrong == [])
        let out = ByteWriter()
        HTMLEscaping.appendAddress("https://a.b/c?d=e&f='g'#h(i)\"<>[]\\^`{|} é~", to: out)
        #expect(
            out.text
                == "https://a.b/c?d=e&amp;f=&#x27;g&#x27;#h(i)%22%3C%3E%5B%5D%5C%5E%60%7B%7C%7D%20%C3%A9~")
    }

    /// Each character of ASCII, and some others, comes out of JSON as it went in, without what ends a script.
    @Test func textsOfJSONAreReadAsTheyWere() throws {
        let text =
            String(String.UnicodeScalarView((0..<128).compactMap { Unicode.Scalar($0) })) + "é中😀\u{2028}"
        var writer = JSONWriter()
        writer.object { writer in
            writer.text("plain", "plain")
            writer.texts("list", [text, "", text])
            writer.number("number", -12)
            writer.object("inner") { $0.text(text, "value") }
            writer.list("numbers") {
                $0.item(1); $0.item(2)
            }
        }
        let bytes = writer.out.bytes
        for sign in "<>&" { #expect(!bytes.contains(sign.asciiValue ?? 0)) }
        let read = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(read["plain"] as? String == "plain" && read["list"] as? [String] == [text, "", text])
        #expect(read["number"] as? Int == -12 && read["numbers"] as? [Int] == [1, 2])
        #expect(read["inner"] as? [String: String] == [text: "value"])
    }

    // MARK: Terminals and reports

    @Test(arguments: [
        ("a", 1), ("é", 1), ("e\u{301}", 1), ("a\u{20DD}", 1), ("中", 2), ("가", 2), ("Ａ", 2), ("ｱ", 1),
        ("😀", 2),
        ("🚀", 2), ("🧪", 2), ("𠀀", 2), ("🅰", 1), ("～", 2), ("…", 1), ("ก็", 1), ("שָ", 1),
    ])
    func lettersAreAsWideAsTerminalsShowThem(_ text: String, _ width: Int) {
        #expect(TerminalText.width(text) == width)
    }

    @Test(arguments: [
        ("::error::x", "\\::error::x"), ("  ::error::x", "  \\::error::x"),
        ("\t::add-mask::x", "\t\\::add-mask::x"),
        ("a ::error::x", "a ::error::x"), ("##[error]x", "##\\[error]x"),
        ("a ##[error]##[x]", "a ##\\[error]##\\[x]"),
        ("a\n::b\n ::c", "a\n\\::b\n \\::c"), ("\u{A0}::x", "\u{A0}\\::x"), (":: x", "\\:: x"),
        (": :x", ": :x"), ("", ""),
    ])
    func commandsOfRunnersAreNone(_ text: String, _ wanted: String) {
        #expect(TerminalText.withoutCommands(text) == wanted)
    }

    /// Characters beyond sixteen bits are two escapes in JSON and one number in XML.
    @Test(arguments: [
        ("\u{E0041}", "\\udb40\\udc41", "&#917569;"), ("\u{200B}", "\\u200b", "&#8203;"),
        ("\u{1}", "\\u0001", "&lt;U+0001&gt;"),
        ("\u{FFFE}", "\\ufffe", "&lt;U+FFFE&gt;"), ("##[x]", "##\\u005bx]", "##&#91;x]"), ("é", "é", "é"),
        ("\u{7F}", "\\u007f", "&#127;"),
    ])
    func charactersThatDoNotShowAreEscaped(_ text: String, _ json: String, _ xml: String) throws {
        #expect(try MachineText.json(["a" + text]) == "[\"a\(json)\"]")
        #expect(MachineText.xml("<" + text) == "&lt;" + xml)
    }

    @Test func longNamesAreShortened() {
        let (fits, long) = (String(repeating: "é", count: 60), String(repeating: "é", count: 61))
        #expect(MessageText.name(fits) == fits && MessageText.afterColon(fits) == ": " + fits)
        #expect(
            MessageText.name(long) == String(repeating: "é", count: 30) + "…"
                && MessageText.afterColon(long) == "")
    }

    // MARK: Lines

    /// Places and offsets are each other's inverse, with each kind of line end, on short lines and on long ones.
    @Test(arguments: ["\n", "\r\n", "\r"]) func placesAndOffsetsAgree(_ end: String) {
        let lines = [
            "", "é中a", "", String(repeating: "😀a", count: 700), "x" + String(repeating: "é", count: 512),
            "last",
        ]
        let source = SourceText(Array(lines.joined(separator: end).utf8))
        #expect(source.lineStarts.count == lines.count)
        for (index, line) in lines.enumerated() {
            let range = source.line(index)
            #expect(source.bytes[range].elementsEqual(line.utf8))
            #expect(source.lineEnd(index) == (index + 1 < lines.count ? end : ""))
            var offset = range.lowerBound
            for (column, scalar) in line.unicodeScalars.enumerated() {
                let place = SourceLocation(line: index + 1, column: column + 1)
                #expect(source.location(of: offset) == place && source.offset(of: place) == offset)
                #expect(source.width(at: offset) == UTF8.width(scalar))
                offset += UTF8.width(scalar)
            }
            #expect(source.offset(of: source.location(of: range.upperBound)) == range.upperBound)
            let beyond = SourceLocation(line: index + 1, column: line.unicodeScalars.count + 2)
            #expect(source.offset(of: beyond) == nil)
        }
        #expect(
            String(decoding: LineEnds.unified(source.bytes), as: UTF8.self) == lines.joined(separator: "\n"))
        #expect(source.offset(of: SourceLocation(line: lines.count + 1, column: 1)) == source.bytes.count)
        #expect(source.offset(of: SourceLocation(line: lines.count + 2, column: 1)) == nil)
    }

    /// What workers make is in the order of what it is made of, with one worker and with several.
    @Test(arguments: [1, 2, 5], [0, 1, 16, 17, 100]) func workersKeepTheOrder(_ jobs: Int, _ count: Int)
        async throws
    {
        let made = try await Workers.map(count, jobs: jobs, chunk: 4, makeState: { 0 }) { state, index in
            state += 1
            return index * 2
        }
        #expect(made == (0..<count).map { $0 * 2 })
    }
}
