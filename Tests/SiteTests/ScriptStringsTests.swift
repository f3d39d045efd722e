import TestSupport
import Testing

@testable import Content
@testable import Findings
@testable import Support
@testable import Theming

/// The strings of scripts and of templates.
@Suite(.timeLimit(.minutes(15))) struct ScriptStringsTests {
    private static func filled(
        _ script: String, _ own: [StringKey: StringText] = [:], language: String = "en"
    ) -> String? {
        ScriptStrings(Array(script.utf8)).map {
            String(decoding: $0.filled(with: Strings(of: language, own: own)), as: UTF8.self)
        }
    }

    @Test func aScriptHasTheStringsThatItNames() {
        let found = Self.filled(
            "const strings = /* strings */ {};\nf(strings['search'], strings['result-count'], strings['search'], strings['nothing']);\n"
        )
        #expect(
            found
                == "const strings = {\"language\":\"en\",\"result-count\":{\"one\":\"{count} result\",\"other\":\"{count} results\"},\"search\":\"Search\"};\nf(strings['search'], strings['result-count'], strings['search'], strings['nothing']);\n"
        )
        #expect(Self.filled("const a = {}; f(strings['search']);") == nil)
    }

    /// A browser would choose "21 result" by the rule of Russian.
    @Test func englishTextsHaveTheirOwnForms() throws {
        let script = "/* strings */ {} strings['top-results'] strings['result-count']"
        let english =
            "\"result-count\":{\"one\":\"{count} result\",\"other\":\"{count} results\"},\"top-results\":{\"one\":\"Top {shown} of {count} result\",\"other\":\"Top {shown} of {count} results\"}}"
        let ends = " strings['top-results'] strings['result-count']"
        #expect(Self.filled(script, language: "ru") == "{\"language\":\"en\",\(english)\(ends)")
        #expect(Self.filled(script, language: "xx") == "{\"language\":\"en\",\(english)\(ends)")
        // Beside texts of the site, forms are those of its language. `one` of Russian is for 21 as well, that of Polish is not.
        let own = try [StringKey.topResults: #require(StringText([.one: "a", .other: "b"]))]
        #expect(
            Self.filled(script, own, language: "ru")
                == "{\"language\":\"ru\",\"result-count\":{\"other\":\"{count} results\"},\"top-results\":{\"one\":\"a\",\"other\":\"b\"}}\(ends)"
        )
        #expect(
            Self.filled(script, own, language: "pl")
                == "{\"language\":\"pl\",\"result-count\":{\"one\":\"{count} result\",\"other\":\"{count} results\"},\"top-results\":{\"one\":\"a\",\"other\":\"b\"}}\(ends)"
        )
    }

    /// No text ends the script or its string, in any browser.
    @Test func textsAreSafeInScripts() {
        let text = "</script> \" \\ ' \u{2028}\u{2029} $& `${x}`"
        let found = Self.filled("/* strings */ {} strings['search']", [.search: StringText(text)])
        #expect(
            found
                == "{\"language\":\"en\",\"search\":\"\\u003c/script\\u003e \\\" \\\\ ' \\u2028\\u2029 $\\u0026 `${x}`\"} strings['search']"
        )
    }

    /// A script of the theme has each text where it names it.
    @Test func compactScriptsHaveTheirStringsInPlace() {
        func published(_ script: String, _ text: String = "a 'b' </c> \u{2028}") -> String {
            String(
                decoding: Assets.script(
                    Array("/* guides: compact */\n\(script)".utf8), ["s.css": "/it's/s.1.css"],
                    Strings(of: "en", own: [.search: StringText(text)])), as: UTF8.self)
        }
        let start = "const strings = /* strings */ {};\n"
        #expect(
            published(start + "f(strings['search'], strings['result-count'], strings.language);\n")
                == "f(\"a 'b' \\u003c/c\\u003e \\u2028\",{\"one\":\"{count} result\",\"other\":\"{count} results\"},\"en\");\n"
        )
        // A text that looks like a name is a text.
        #expect(
            published(start + "f(strings['search']);\n", "strings['search']") == "f(\"strings['search']\");\n"
        )
        // Where the script asks for more, the object is there.
        for use in ["strings[name]", "strings['search-nothing']", "g(strings)"] {
            #expect(
                published(start + "f(strings['search'], \(use));\n", "a")
                    == "const strings={\"language\":\"en\",\"search\":\"a\"};f(strings['search'],\(use));\n")
        }
        #expect(
            published("f(/* asset */ 's.css', /* asset */ 'none.css');\n")
                == "f('/it%27s/s.1.css','none.css');\n")
    }

    /// Scripts name assets that are there; each is published under the name that the script has.
    @Test func scriptsNameAssetsThatAre() async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", "Text."),
                "Templates/assets/own.js":
                    "load(\n  /* asset */ 'search-styles.css', /* asset */ 'own.css');\n",
                "Templates/assets/own.css": "a { b: c }\n",
            ], templates: false)
        #expect(try await site.build().findings.allSatisfy { $0.id != "templates/invalid" })
        let files = try site.published()
        let script = try #require(
            files.first { $0.key.hasPrefix("guides/assets/own.") && $0.key.hasSuffix(".js") })
        let named = String(decoding: script.value, as: UTF8.self).matches(of: /'\/(guides\/assets\/[^']*)'/)
            .map { String($0.1) }
        #expect(named.count == 2 && named.allSatisfy { files[$0] != nil }, "\(named)")
        try site.remove("Templates/assets/own.css")
        let found = try await site.build().findings.filter { $0.id == "templates/invalid" }
        #expect(found.map(\.message) == ["no asset is named \"own.css\""], "\(found)")
        #expect(found.first?.file == "Templates/assets/own.js")
        #expect(found.first?.location == SourceLocation(line: 2, column: 49))
    }

    @Test(arguments: [
        ("{{strings.serach}}", "did you mean search?"), ("{{strings.updated-on}}", "{{#strings.updated-on}}"),
        ("{{strings.label}}", "finished text"),
        ("{{#strings.search}}a{{/strings.search}}", "write {{strings.search}} instead"),
        ("{{#strings.label}}a{{/strings.label}}", "write {{strings.label}} instead"),
    ])
    func templatesNameStringsThatAre(_ tag: String, _ help: String) async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", "Text."),
                "Templates/header.mustache": "<p>\n \(tag)</p>\n",
            ],
            templates: false)
        let found = try await site.build().findings.filter { $0.id == "templates/invalid" }
        #expect(found.count == 1 && found[0].help.contains(help), "\(found)")
        #expect(found.first?.file == "Templates/header.mustache")
        #expect(found.first?.location == SourceLocation(line: 2, column: 2))
    }

    @Test func scriptsNameStringsThatAre() async throws {
        let script = "const strings = /* strings */ {};\nf(strings['copy-cod']);\n"
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", "Text."), "Templates/assets/own.js": script],
            templates: false)
        let found = try await site.build().findings.filter { $0.id == "templates/invalid" }
        #expect(found.count == 1 && found[0].help == "did you mean copy-code?", "\(found)")
        #expect(found.first?.location == SourceLocation(line: 2, column: 12))
        // Without the mark it is no business of the tool's.
        try site.write("Templates/assets/own.js", "f(strings['copy-cod']);\n")
        #expect(try await site.build().findings.allSatisfy { $0.id != "templates/invalid" })
    }
}
