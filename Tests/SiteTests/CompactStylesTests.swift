import TestSupport
import Testing

@testable import Theming

/// Style sheets are published without what is for their editors.
@Suite(.timeLimit(.minutes(15))) struct CompactStylesTests {
    @Test(arguments: [
        ("a { b: c }", "a {b:c }"), ("/* x */\na { b: c }", "\na {b:c }"), ("a {} /* x", "a {}"),
        ("a { /* x */ b: c }", "a { b:c }"), ("a/* x */b {}", "a/* x */b {}"), ("a /* x */b {}", "a b {}"),
        ("/*! license */ a {}", "/*! license */ a {}"), ("a { b: \"/* x */; c\" }", "a {b:\"/* x */; c\" }"),
        ("a { b: '\\'/* x */' } c", "a {b:'\\'/* x */' }c"), ("a { b: 'x\n/* y */ }", "a {b:'x\n }"),
        ("b: url(/*x*/, y) /* z */ c", "b:url(/*x*/, y)  c"), ("b: URL( /*x*/; y ) c", "b:URL( /*x*/; y ) c"),
        ("b: url( \"/*x*/\" /* y */ )", "b:url( \"/*x*/\"  )"), ("/**/", ""), ("/*", ""), ("", ""),
        ("a\\/* x */", "a\\/* x */"), ("a: calc(/* x */ 1px + 2px)", "a:calc( 1px + 2px)"),
        ("/* a */ /* b */c", " c"), ("a \\", "a \\"), ("url(", "url("), ("'", "'"), ("é /* ü */ ö", "é  ö"),
        ("a :hover,\n  b > c { d: e;\n\tf: g\n}\n", "a :hover,b > c {d:e;f:g\n}"),
        ("@media (a: b) and (c: d) { e {} }", "@media (a:b) and (c:d) {e {}}"),
        ("a { --b: ; --c: }", "a {--b: ;--c: }"),
        ("a { b: \"\\26 \" ; c: \\; d }", "a {b:\"\\26 \" ;c:\\; d }"),
        ("a { b: \"x\\\"; y\"; c: d }", "a {b:\"x\\\"; y\";c:d }"),
    ])
    func whatIsForEditorsIsLeftOut(_ sheet: String, _ published: String) {
        #expect(String(decoding: CompactStyles.make(Array(sheet.utf8)), as: UTF8.self) == published)
    }

    @Test func theThemeHasNoCommentLeft() async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")], templates: false)
        try await site.build()
        let sheets = try site.published().filter { $0.key.hasSuffix(".css") }
        #expect(sheets.count == 2)
        for (path, sheet) in sheets {
            let text = String(decoding: sheet, as: UTF8.self)
            #expect(!text.contains("/*") && !text.contains("; "), "\(path)")
            #expect(text.contains(path.contains("search-styles.") ? "dialog.search" : "--ink:#"), "\(path)")
        }
    }
}
