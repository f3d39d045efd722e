import Testing

@testable import Markdown

/// Anchors of headings in many scripts: letters with their vowel signs, and digits, are kept.
@Suite(.timeLimit(.minutes(15))) struct AnchorTests {
    @Test(
        arguments: [
            // Vowel signs that take a place of their own, and those that do not.
            ("हिन्दी में सुरक्षा", "हिन्दी-में-सुरक्षा"), ("தமிழ் மொழி", "தமிழ்-மொழி"),
            ("বাংলা ভাষা", "বাংলা-ভাষা"), ("తెలుగు లిపి", "తెలుగు-లిపి"), ("ಕನ್ನಡ ನುಡಿ", "ಕನ್ನಡ-ನುಡಿ"), ("മലയാളം ലിപി", "മലയാളം-ലിപി"),
            ("ગુજરાતી", "ગુજરાતી"), ("ਪੰਜਾਬੀ", "ਪੰਜਾਬੀ"), ("සිංහල", "සිංහල"), ("ภาษาไทย ดี", "ภาษาไทย-ดี"),
            ("ພາສາລາວ", "ພາສາລາວ"),
            ("မြန်မာစာ", "မြန်မာစာ"), ("ភាសាខ្មែរ", "ភាសាខ្មែរ"), ("བོད་ཡིག", "བོདཡིག"),
            ("العَرَبِيَّة", "العَرَبِيَّة"), ("עִבְרִית", "עִבְרִית"), ("한국어 설정", "한국어-설정"), ("日本語の見出し", "日本語の見出し"),
            ("が ガ", "が-ガ"),
            ("Ελληνικά", "ελληνικά"), ("Привет Мир", "привет-мир"), ("Հայերեն", "հայերեն"),
            ("ქართული", "ქართული"), ("አማርኛ", "አማርኛ"),
            // Digits and numbers.
            ("سنة ٢٠٢٦", "سنة-٢٠٢٦"), ("سال ۲۰۲۶", "سال-۲۰۲۶"), ("वर्ष २०२६", "वर्ष-२०२६"),
            ("বছর ২০২৬", "বছর-২০২৬"), ("ปี ๒๕๖๙", "ปี-๒๕๖๙"),
            ("２０２６年", "２０２６年"), ("二〇二六", "二〇二六"), ("Teil Ⅳ", "teil-ⅳ"), ("x² und ½", "x²-und-½"),
            ("① Eins", "①-eins"), ("𝟙 𝐀", "𝟙-𝐀"),
            // Case, signs and what nobody sees.
            ("ÄÖÜ ẞ", "äöü-ß"), ("İstanbul", "i̇stanbul"), ("Æ_Ø-Å", "æ_ø-å"),
            ("«Ça va?» – Oui…", "ça-va--oui"), ("价格：￥5", "价格5"),
            ("e\u{301}t\u{E9}", "\u{E9}t\u{E9}"), ("a\u{200D}b\u{AD}c\u{FE0F}é", "abcé"), ("📬 Post", "-post"),
            ("！？", "section"), ("一\t二\n三", "一-二-三"),
        ])
    func keepsLettersAndDigits(_ heading: String, _ anchor: String) {
        #expect(Array(Anchor.make(from: heading).utf8) == Array(anchor.utf8), "\(Anchor.make(from: heading))")
        // An anchor is its own anchor, so that it can be written in settings.
        #expect(Anchor.make(from: anchor) == anchor || anchor == "section")
        // The same at a heading of a document, and with letters before it.
        if !heading.contains("\n") {
            #expect(read("## \(heading)").headings.map { Array($0.anchor.utf8) } == [Array(anchor.utf8)])
        }
    }

    /// Headings that differ in a vowel sign or a digit alone have anchors of their own.
    @Test(arguments: [
        ("का", "की"), ("கா", "கி"), ("২০২৫", "২০২৬"), ("سنة ٢٠٢٥", "سنة ٢٠٢٦"), ("ၐာ", "ၐါ"), ("Ⅳ", "Ⅵ"),
        ("²", "³"), ("が", "か"),
    ])
    func tellsHeadingsApart(_ a: String, _ b: String) {
        let headings = read("## \(a)\n\n## \(b)\n").headings.map(\.anchor)
        #expect(Set(headings.map { Array($0.utf8) }).count == 2)
        #expect(headings == [Anchor.make(from: a), Anchor.make(from: b)])
    }
}
