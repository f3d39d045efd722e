import Foundation
import Testing

@testable import Support

/// Normal forms and names of hosts, held to Foundation, which has them of ICU.
@Suite(.timeLimit(.minutes(15))) struct NormalFormTests {
    private static let texts = [
        "", "plain", "é", "e\u{301}", "Ångström \u{212B}", "ﬁ ½ ① Ⅷ ™ ｱ ㍿", "각 \u{1100}\u{1161}\u{11A8}",
        "が か\u{3099}",
        "q\u{307}\u{323} q\u{323}\u{307}", "\u{1E9B}\u{323}", "İ ı ß ẞ", "a\u{0}é", "𝒜 🇩🇪 👩‍👩‍👧",
        "\u{FB2C} \u{5E9}\u{5BC}\u{5C1}",
        "\u{344} \u{F73}", "Ω \u{2126}", "\u{200D}é\u{200B}", "Größe über Łódź",
    ]

    @Test(arguments: texts) func formsAreThoseOfFoundation(_ text: String) {
        func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
        #expect(scalars(NormalForm.composed.of(text)) == scalars(text.precomposedStringWithCanonicalMapping))
        #expect(scalars(NormalForm.decomposed.of(text)) == scalars(text.decomposedStringWithCanonicalMapping))
        #expect(
            scalars(NormalForm.compatiblyComposed.of(text))
                == scalars(text.precomposedStringWithCompatibilityMapping))
        #expect(
            scalars(NormalForm.compatiblyDecomposed.of(text))
                == scalars(text.decomposedStringWithCompatibilityMapping))
    }

    /// Marks on one letter are put in order with each other, which takes the square of their number.
    @Test func hundredsOfThousandsOfMarksAreRead() {
        let half = 150_000
        let text = "a" + String(repeating: "\u{301}", count: half) + String(repeating: "\u{323}", count: half)
        for form in [NormalForm.composed, .decomposed, .compatiblyComposed, .compatiblyDecomposed] {
            let count = form.of(text).unicodeScalars.count
            #expect((2 * half...2 * half + 1).contains(count), "\(form)")
        }
        #expect(text.withoutAccents == "a")
        let tibetan = "a" + String(repeating: "\u{F73}", count: half)
        #expect(NormalForm.decomposed.of(tibetan).unicodeScalars.count == 2 * half + 1)
        // Few marks are put in order, wherever they are.
        let long = String(repeating: "x", count: 2000) + "q\u{307}\u{323}"
        #expect(
            Array(NormalForm.decomposed.of(long).unicodeScalars.suffix(3)) == ["q", "\u{323}", "\u{307}"])
    }

    @Test(arguments: [
        ("Example.COM", "example.com"), ("bücher.example", "xn--bcher-kva.example"),
        ("BÜCHER.example", "xn--bcher-kva.example"), ("bu\u{308}cher.example", "xn--bcher-kva.example"),
        ("faß.example", "xn--fa-hia.example"), ("例え。テスト", "xn--r8jz45g.xn--zckzah"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"), ("ẞ.de", "xn--zca.de"),
        // Python's encoder of punycode says the same.
        ("i❤.ws", "xn--i-7iq.ws"), ("☃.net", "xn--n3h.net"), ("😀.example", "xn--e28h.example"),
        ("A😀b🎉c.Example", "xn--abc-of13bd8e.example"), ("🇩🇪.de", "xn--h77hc.de"), ("❤️.de", "xn--qei.de"),
        ("½.com", "xn--12-c6t.com"), ("☃。例え", "xn--n3h.xn--r8jz45g"),
    ])
    func hostsAreWrittenInASCII(_ name: String, _ ascii: String) {
        #expect(InternationalHost.ascii(name) == ascii)
    }

    @Test(arguments: ["ü\u{0}.example", String(repeating: "ü", count: 64) + ".example", "ü\u{FFFE}.example"])
    func namesOfNoHostAreRefused(_ name: String) {
        #expect(InternationalHost.ascii(name) == nil)
    }

    @Test(arguments: [
        (".//Public/", "Public"), ("./", "."), ("", "."), ("/", "/"), ("//a/./b//", "/a/b"),
        ("a/../b", "a/../b"),
    ])
    func pathsHaveNoNeedlessParts(_ path: String, _ plain: String) {
        #expect(Disk.plainPath(path) == plain)
    }
}
