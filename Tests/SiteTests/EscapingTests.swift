import Foundation
import TestSupport
import Testing

@testable import Support

/// Characters that mean something in addresses, HTML, JSON and reports, each escaped or left alone.
@Suite(.timeLimit(.minutes(15))) struct EscapingTests {
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
}
