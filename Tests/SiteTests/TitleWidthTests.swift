import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Support

/// How wide a title is in lists of results, by its letters.
@Suite(.timeLimit(.minutes(15))) struct TitleWidthTests {
    /// A character of each script, and its width in thousandths of the size of the letters.
    static let widths: [(characters: String, width: Int)] = [
        ("abp0?", 556), ("ilj", 222), (" .,:I", 278), ("mM", 833), ("W", 944), ("@", 1015), ("·", 278),
        ("éüñßøł", 556), ("яжд", 556), ("αβγ", 556), ("אבג", 556), ("عرب", 556), ("अकख", 556), ("ไทย", 556),
        ("ếờạ", 556), ("ἀὖ", 556), ("日本語", 1000), ("ひらがな", 1000), ("カタカナ", 1000), ("한국어", 1000),
        ("㈱㍿", 1000), ("、。「」", 1000), ("ＡＢ１", 1000), ("𠮷𩸽", 1000), ("😀🚀🧪", 1000),
        ("–", 556), ("—", 1000), ("…", 1000), ("‘’", 222), ("“”", 333), ("\u{301}\u{308}", 0),
    ]

    @Test(arguments: widths) func lettersAreAsWideAsTheyAre(_ row: (characters: String, width: Int)) {
        for scalar in row.characters.unicodeScalars {
            let text = String(String.UnicodeScalarView(repeatElement(scalar, count: 10)))
            #expect(TextWidth.pixels(text, size: 100) == row.width, "\(scalar)")
        }
    }

    /// Titles of wide and narrow letters are too long one letter after the width of a result.
    @Test(arguments: ["i", "m", "n", "я", "ế", "日", "語", "한", "か", "Ａ", "𠮷"])
    func titlesAreTooLongByTheirWidth(_ letter: String) async throws {
        func title(_ count: Int) -> String { "A " + String(repeating: letter, count: count) }
        func isTooLong(_ count: Int) -> Bool {
            TextWidth.pixels("\(title(count)) · Example Site", size: 20) > StructureTitleLength.widest
        }
        let first = try #require((1...200).first(where: isTooLong))
        for count in [first - 1, first] {
            let site = try TemporarySite(ExampleTests.site, templates: false)
            try site.write(
                "example.md",
                FixTests.head("updated: 2026-11-20").replacing("Example Guide", with: title(count)))
            var options = AnalyzedSite.Options()
            options.site = site.path
            let found = try await AnalyzedSite(options).allFindings(options).filter {
                $0.id == "structure/title-length"
            }
            #expect(found.count == (count == first ? 1 : 0), "\(found)")
        }
    }
}
