import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Rendering
@testable import Search

/// Words of every script are found, whichever form of Unicode the text or the query has.
@Suite(.timeLimit(.minutes(15))) struct SearchedLetterTests {
    /// A word of each script, one that is found by it as well, and one that is not.
    struct Word: Sendable, CustomTestStringConvertible {
        var word: String
        var like: [String] = []
        var unlike: [String] = []
        var testDescription: String { word }
    }

    static let words = [
        // Hangul, and kana with marks, full and half wide.
        Word(word: "발송", like: ["발송을"], unlike: ["벌송", "바소"]), Word(word: "설정"), Word(word: "한국어"),
        Word(word: "ドメイン", like: ["ﾄﾞﾒｲﾝ", "ドメ"], unlike: ["トメソ"]), Word(word: "パスワード", like: ["ﾊﾟｽﾜｰﾄﾞ"]),
        Word(word: "バグ", unlike: ["ハク"]), Word(word: "ぼうし"), Word(word: "ヴァイオリン"),
        Word(word: "認証"), Word(word: "域名"), Word(word: "鍵"), Word(word: "佐々木", like: ["佐々"], unlike: ["佐木"]),
        // Marks that belong to their letters.
        Word(word: "पंजीकरण"), Word(word: "क़लम"), Word(word: "ড়শি"), Word(word: "โดเมน"), Word(word: "น้ำหนัก"),
        Word(word: "ອີເມວ"), Word(word: "អ៊ីមែល"), Word(word: "ပို့ခြင်း"), Word(word: "ஆவணம்"), Word(word: "கொள்கை"),
        Word(word: "آدرس"), Word(word: "مؤسسة"), Word(word: "שָׁלוֹם"), Word(word: "ཨེ་མེལ"),
        // Accents, with and without.
        Word(word: "Größe", like: ["große"]),
        Word(word: "naïveté", like: ["naivete"]),
        Word(word: "Việtnam", like: ["vietnam"]), Word(word: "Ångström", like: ["angstrom"]),
        Word(word: "κείμενα", like: ["κειμενα", "ΚΕΊΜΕΝΑ"]), Word(word: "йогурт"),
        Word(word: "Ёлка", like: ["елка"]),
        Word(word: "čeština", like: ["cestina"]), Word(word: "façade", like: ["facade"]),
        // Forms of compatibility.
        Word(word: "ﬁlename", like: ["filename"]), Word(word: "ＭＸＲＥＣ", like: ["mxrec"]),
        Word(word: "№77", like: ["no77"]),
        Word(word: "x²y", like: ["x2y"]),
    ]

    /// The forms of Unicode that a text may have (UAX #15), and other cases of its letters.
    private static func forms(_ text: String) -> [String] {
        [
            text, text.precomposedStringWithCanonicalMapping, text.decomposedStringWithCanonicalMapping,
            text.precomposedStringWithCompatibilityMapping, text.decomposedStringWithCompatibilityMapping,
        ]
    }

    /// A site with a guide and an issue of each word, in one of the forms.
    private static func site(_ form: Int) throws -> TemporarySite {
        let site = try TemporarySite()
        for (number, word) in words.enumerated() {
            let text = forms(word.word)[form]
            try site.write(
                "guide-\(number).md",
                RankingTests.guide(
                    text,
                    "Text.\n\n## Fix Common Issues\n\n### Fault \(number)\n\nIt said `\(text)`.\n\n1. Do it.\n"
                ))
        }
        return site
    }

    @Test(arguments: 0..<5) func wordsAreFoundInEachForm(_ form: Int) async throws {
        let site = try Self.site(form)
        let search = try await RankingTests.search(site)
        for (number, word) in Self.words.enumerated() {
            let url = "/guides/guide-\(number)"
            // Capital letters have no sharp s.
            let capitals = word.word.replacing("ß", with: "\u{1E9E}").uppercased()
            for query in Self.forms(word.word) + [capitals, word.word.lowercased()] {
                let found = try search.results(query, of: .guide, most: 3).map(\.url)
                #expect(found.first == url, "\(word.word) as \(query.debugDescription): \(found)")
            }
            for query in word.like.flatMap(Self.forms) {
                let found = try search.results(query, of: .guide, most: 3).map(\.url)
                #expect(found.contains(url), "\(word.word) as \(query.debugDescription): \(found)")
            }
            for query in word.unlike.flatMap(Self.forms) {
                let found = try search.results(query, of: .guide, most: 3).map(\.url)
                #expect(!found.contains(url), "\(word.word) as \(query.debugDescription): \(found)")
            }
        }
    }

    /// Marks right before and right after a word, of many scripts.
    private static let marks = [
        "“ ”", "‘ ’", "„ “", "‚ ‘", "« »", "‹ ›", "「 」", "『 』", "（ ）", "【 】", "《 》", "( )", "[ ]", "{ }",
        "\" \"",
        "' '", "— —", "– –", "… …", "¿ ?", "¡ !", "、 。", "， ；", "： ！", "・ ・", "، ؛", "؟ ۔", "। ॥", "• ·",
        "→ ←", "§ ¶", "† ‡",
        "※ 〜", "€ £", "× ÷", "® ©", "* *", "/ /", "| |", "~ ~", "= =", "&lt; &gt;", "@ &", "% $", "_ _",
        "` `", ": ;", ", .",
    ]

    @Test func wordsInMarksAreFound() async throws {
        let site = try TemporarySite()
        func word(_ number: Int) -> String {
            "quill" + String(UnicodeScalar(UInt8(97 + number / 26)))
                + String(UnicodeScalar(UInt8(97 + number % 26)))
        }
        for (number, marks) in Self.marks.enumerated() {
            let parts = marks.split(separator: " ")
            let text = "One \(parts[0])\(word(number))\(parts[1]) two"
            try site.write(
                "guide-\(number).md",
                RankingTests.guide("Plain \(number)", "Text.\n\n## \(text)\n\nMore."))
        }
        let search = try await RankingTests.search(site)
        for (number, marks) in Self.marks.enumerated() {
            let found = try search.results(word(number), of: .guide, most: 3).map(\.url)
            #expect(found.first?.hasPrefix("/guides/guide-\(number)") == true, "\(marks): \(found)")
        }
    }

    /// The same for the search of issues, by what a checker said.
    @Test(arguments: [0, 2, 4]) func signalsAreFoundInEachForm(_ form: Int) async throws {
        let site = try Self.site(form)
        try site.write("Content/site.yml", TemporarySite.settings + "checks: {keywords: off, issues: off}\n")
        var options = AnalyzedSite.Options()
        options.site = site.path
        let issues = try await IssueSearch(try await AnalyzedSite(options), jobs: 1)
        for (number, word) in Self.words.enumerated() {
            for query in Self.forms(word.word) {
                let found = try issues.hits(query, most: 3).map(\.issue.anchor)
                #expect(
                    found.contains("fault-\(number)"), "\(word.word) as \(query.debugDescription): \(found)")
            }
        }
    }
}
