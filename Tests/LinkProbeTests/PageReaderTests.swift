import Foundation
import TestSupport
import Testing

@testable import LinkProbe

/// Pages in all encodings and spellings that the web has.
@Suite(.timeLimit(.minutes(15))) struct PageReaderTests {
    /// Text in an encoding, by the system's own program.
    private static func encoded(_ text: String, _ charset: String) throws -> [UInt8] {
        let iconv = try Program(
            ["bash", "-c", "printf %s \"$TEXT\" | iconv -f UTF-8 -t \(charset)"], environment: ["TEXT": text])
        iconv.wait()
        return iconv.outputBytes
    }

    /// Name for `iconv`, label of the page, and a word that it can hold.
    static let charsets = [
        ("ISO-8859-1", "iso-8859-1", "größe"), ("WINDOWS-1252", "Windows-1252", "größe–€"),
        ("ISO-8859-2", "ISO-8859-2", "żółć"),
        ("WINDOWS-1251", "windows-1251", "размер"), ("KOI8-R", "koi8-r", "размер"),
        ("SHIFT_JIS", "Shift_JIS", "表示サイズ"),
        ("EUC-JP", "euc-jp", "表示サイズ"), ("ISO-2022-JP", "iso-2022-jp", "表示サイズ"), ("GB18030", "gbk", "大小"),
        ("GB18030", "gb2312", "大小"), ("BIG5", "big5", "大小"), ("EUC-KR", "euc-kr", "크기"),
        ("UTF-8", "utf8", "größe"),
    ]

    private static func page(_ word: String, _ head: String = "") -> String {
        "<!DOCTYPE html><html><head>\(head)<title>\(word) x</title></head><body><h2 id=\"\(word)\">x</h2></body></html>"
    }

    @Test(arguments: charsets, [true, false])
    func readsCharsets(_ charset: (String, String, String), _ isHeader: Bool) throws {
        let (name, label, word) = charset
        let meta = isHeader ? "" : "<meta http-equiv=Content-Type content=\"text/html; charset=\(label)\">"
        let reader = PageReader(
            try Self.encoded(Self.page(word, meta), name),
            contentType: isHeader ? "text/html;charset=\"\(label)\"".lowercased() : "text/html",
            anchors: [word, "none"])
        #expect(reader.missing == ["none"] && reader.title == "\(word) x")
    }

    @Test(arguments: ["UTF-16", "UTF-16LE", "UTF-16BE"])
    func readsUTF16(_ charset: String) throws {
        let bytes = try Self.encoded(Self.page("größe"), charset)
        let type = charset == "UTF-16" ? "text/html" : "text/html; charset=\(charset.lowercased())"
        let reader = PageReader(bytes, contentType: type, anchors: ["größe"])
        #expect(reader.missing == [] && reader.title == "größe x")
    }

    @Test func guesses() throws {
        #expect(
            PageReader(Array(Self.page("größe").utf8), contentType: "", anchors: ["größe"]).missing == [])
        let latin = try Self.encoded(Self.page("größe"), "ISO-8859-1")
        #expect(PageReader(latin, contentType: "text/html", anchors: ["größe"]).missing == [])
        // Nobody can say what a page in an unknown encoding lacks.
        #expect(
            PageReader(latin, contentType: "text/html; charset=x-unknown", anchors: ["größe"]).missing == nil
        )
        let commented = Self.page("größe", "<!-- <meta charset=koi8-r> --><meta charset=utf-8>")
        #expect(PageReader(Array(commented.utf8), contentType: "", anchors: ["größe"]).missing == [])
    }

    @Test(arguments: [
        ("<p id=\"a&amp;b\">", "a&b"), ("<p id='gr&ouml;&#xDF;e'>", "größe"),
        ("<p id=\"it&#x27;s\">", "it's"),
        ("<p id='x'>", "x"), ("<p id=x>", "x"), ("<p class=y\nid\n=\n\"x\"\n>", "x"), ("<P ID=x>", "x"),
        ("<a name=\"x\">", "x"), ("<A NAME='x'>", "x"), ("<p id=user-content-x>", "x"),
        ("<br/><p id=x/>", "x/"),
        ("<p id=\"a b\">", "a%20b"), ("<p id=\"a%20b\">", "a%20b"), ("<p title='>' id=x>", "x"),
        ("<p title=\"<!--\"><p id=x>", "x"), ("<!--><p id=x>", "x"), ("<!-- a -- b --!><p id=x>", "x"),
        ("<script>if (a<b) '<p id=y>'</script><p id=x>", "x"), ("<?x?></3><p id=x>", "x"), ("<p/id=x>", "x"),
        ("<svg><g id=x></svg>", "x"), ("<p ID=\"&copy\">", "&copy"), ("<p id='a&b;c'>", "a&b;c"),
    ])
    func findsAnchors(_ html: String, _ anchor: String) {
        #expect(
            PageReader(Array("<title>T</title>\(html)".utf8), contentType: "", anchors: [anchor]).missing
                == [])
    }

    @Test(arguments: [
        "<!-- <p id=x> -->", "<script><p id=x></script>", "<style><p id=x></style>",
        "<textarea><p id=x></textarea>",
        "<p data-id=x>", "<p title='id=x'>", "<p title=\" id=x\">", "<p id=X>", "<input name=x>",
        "<meta name=x>", "id=x",
        "<p id=\"x", "<p id=\"cafe\u{301}\">", "<xmp><p id=x>", "</p id=x>",
    ])
    func findsNoAnchorWhereNoneIs(_ html: String) {
        let anchor = html.contains("caf") ? "caf\u{E9}" : "x"
        #expect(PageReader(Array(html.utf8), contentType: "", anchors: [anchor]).missing == [anchor])
    }

    /// Anchors that are spellings of one are all there where it is.
    @Test(arguments: [
        ("<p id=user-content-foo>", ["foo", "user-content-foo"]),
        ("<p id='caf\u{E9}'>", ["caf%C3%A9", "caf%c3%a9", "caf%C3%a9"]),
        ("<p id=a/b>", ["a%2Fb", "a%2fb", "a/b"]), ("<p id=x>", ["x", "%78"]),
    ])
    func findsEverySpelling(_ html: String, _ anchors: [String]) {
        let reader = PageReader(Array(html.utf8), contentType: "", anchors: Set(anchors + ["none"]))
        #expect(reader.missing == ["none"])
    }

    @Test(
        arguments: [
            ("<head><title>T</title></HEAD >", nil, true), ("<title>T</title><BODY class=a>", nil, true),
            ("<html><head><title>T</title>", nil, false), ("a < b <", nil, false), ("", nil, false),
            (String(repeating: "x", count: 70_000), nil, true), ("<head></head><body><p id=x>", "x", false),
        ] as [(String, String?, Bool)])
    func readsNoMoreThanIsWanted(_ html: String, _ anchor: String?, _ isEnough: Bool) {
        let anchors = Set([anchor].compactMap { $0 })
        #expect(PageReader.isEnough(Array(html.utf8), anchors: anchors) == isEnough)
    }

    /// A page may be cut anywhere, and may be anything.
    @Test func survivesWhateverComes() {
        let whole = Array(
            "<!DOCTYPE html><meta charset=gbk><title>A &amp; b</title><base href='/x'><p id=\"a&#x10FFFF;\" x='y'><!-- c --!><script></script><meta http-equiv=refresh content='0;url=x'><svg><title></svg>"
                .utf8)
        var random = Seeded(20_261_127)
        for end in 0...whole.count {
            _ = PageReader(Array(whole.prefix(end)), contentType: "", anchors: ["a"])
            var spoiled = whole
            for _ in 0..<6 {
                spoiled[Int.random(in: 0..<whole.count, using: &random)] = .random(
                    in: 0...255, using: &random)
            }
            for type in ["", "charset=utf-16", "charset=iso-2022-jp", "charset=gb18030"] {
                _ = PageReader(spoiled, contentType: type, anchors: ["a", "é"])
            }
        }
    }

    /// What a page can do to a reader is bounded by its length.
    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            "<", "<a ", "<!--", "<title>", "&amp;", "<p id='&", "<p id=&#1;>", "<script>", "</", "<svg>",
        ])
    func readsInTime(_ shape: String) {
        let html = Array(String(repeating: shape, count: (2 << 20) / shape.utf8.count).utf8)
        _ = PageReader(html, contentType: "text/html", anchors: ["x"])
    }
}
