import TestSupport
import Testing

@testable import Content
@testable import Findings
@testable import Markdown
@testable import Support

/// The strings files of all languages, the texts that a site gives, and what is made of both.
@Suite(.timeLimit(.minutes(15))) struct StringsTests {
    @Test(arguments: StringsFile.languages) func everyLanguageHasEveryText(_ language: String) throws {
        let file = try #require(StringsFile.named(language))
        #expect(file.faults == [])
        let rule = PluralRule(of: language)
        let categories = Set(rule.categories)
        for key in StringKey.allCases {
            let text = try #require(file.texts[key], "\(language).yml has no \(key.name)")
            let english = try #require(StringsFile.english.texts[key])
            #expect((text.plurals == nil) == (english.plurals == nil), "\(key.name)")
            if let plurals = text.plurals { #expect(Set(plurals.keys) == categories, "\(key.name)") }
            for (category, form) in text.plurals ?? [.other: text.plain] {
                let own = Set(StringText.placeholders(of: StringText.pieces(of: form)))
                let wanted = Set(english.placeholders)
                #expect(own.isSubset(of: wanted), "\(key.name): \(form)")
                #expect(
                    own == wanted || rule.mayLackNumber(in: category) && own.union(["count"]) == wanted,
                    "\(key.name): \(form)")
                #expect(!form.contains { $0.isNewline } && form.utf8.allSatisfy { $0 >= 32 }, "\(key.name)")
            }
        }
        #expect(!file.sections.issues.isEmpty && !file.sections.takeaways.isEmpty)
        #expect(file.sections.verify.count > 10)
        let words = file.stopWords.split(separator: " ")
        #expect(words.count >= 10 && Set(words).count == words.count)
    }

    @Test func languagesAreThoseOfTheFiles() throws {
        let files = try Disk.names(in: "\(repository)/Sources/Content/Strings")
        #expect(files.sorted() == StringsFile.languages.map { "\($0).yml" })
        #expect(StringsFile.languages == ["ar", "de", "en", "es", "fr", "ja", "pt"])
    }

    @Test(arguments: [
        ("en", "20 November 2026", "12,345"), ("de-AT", "20. November 2026", "12.345"),
        ("fr", "20 novembre 2026", "12\u{202F}345"), ("es", "20 de noviembre de 2026", "12.345"),
        ("pt-BR", "20 de novembro de 2026", "12.345"), ("ja", "2026年11月20日", "12,345"),
        ("AR", "20 نوفمبر 2026", "12,345"), ("pl", "20 November 2026", "12,345"),
    ])
    func datesAndNumbersAreThoseOfTheLanguage(_ language: String, _ date: String, _ number: String) throws {
        let strings = Strings(of: language)
        #expect(strings.date(try #require(Day("2026-11-20"))) == date)
        #expect(strings.number(12_345) == number && strings.number(9_999) == "9999")
        #expect(strings.missing.isEmpty == (language != "pl"))
    }

    @Test(arguments: [
        (0, "أقل من دقيقة قراءة"), (1, "دقيقة قراءة واحدة"), (2, "دقيقتا قراءة"), (3, "3 دقائق قراءة"),
        (10, "10 دقائق قراءة"), (11, "11 دقيقة قراءة"), (99, "99 دقيقة قراءة"), (100, "100 دقيقة قراءة"),
        (103, "103 دقائق قراءة"),
    ])
    func arabicCounts(_ count: Int, _ text: String) {
        #expect(Strings(of: "ar").text(.readingTime, count: count) == text)
    }

    @Test func numbersForAgentsHaveNoMarks() {
        #expect(Strings.english.text(.tokenCount, count: 12_345, isData: true) == "about 12345 tokens")
        #expect(Strings.english.text(.moreMentions, count: 12_345) == "and 12,345 more")
    }

    @Test(arguments: [
        ("{a}", ["a"]), ("a {b-c} d {e}", ["b-c", "e"]), ("{}", []), ("{ a }", []), ("{A}", []), ("{a", []),
        ("a}", []), ("{{a}}", ["a"]), ("{a}{a}", ["a"]),
    ])
    func placeholdersAreNamesInBraces(_ text: String, _ names: [String]) {
        let read = StringText(text)
        #expect(read.placeholders == names)
        // Nothing of the text is lost.
        let written = read.pieces.map { piece in
            switch piece {
            case .words(let words): words
            case .placeholder(let name): "{\(name)}"
            }
        }
        #expect(written.joined() == text)
    }

    // MARK: Settings

    private static func read(_ lines: String) throws -> (site: Site, findings: [Finding]) {
        let source = SourceText(
            Array(
                "name: A\nsummary: B\nbase-url: https://example.org\ncategories: [{id: c, title: C}]\n\(lines)\n"
                    .utf8))
        var findings: [Finding] = []
        let site = Site(try YAML.read(source, 0..<source.bytes.count), findings: &findings)
        return (site, findings)
    }

    @Test func aSiteGivesTexts() throws {
        let (site, findings) = try Self.read(
            "language: de\nstrings:\n  search: Finden\n  reading-time: {one: eine Minute, other: '{count} Minuten'}\n  more-mentions: und {count} andere"
        )
        #expect(findings.isEmpty, "\(findings)")
        #expect(site.strings[.search] == "Finden" && site.strings[.glossary] == "Glossar")
        #expect(site.strings.text(.readingTime, count: 1) == "eine Minute")
        #expect(site.strings.text(.readingTime, count: 5) == "5 Minuten")
        #expect(site.strings.text(.moreMentions, count: 1) == "und 1 andere")
    }

    /// Forms follow the rule of the site's language, be it one that the tool has no texts in.
    @Test func formsOfALanguageThatIsNotCarried() throws {
        let (site, findings) = try Self.read(
            "language: pl\nstrings: {reading-time: {one: '{count} minuta', few: '{count} minuty', many: '{count} minut', other: '{count} minuty'}}"
        )
        #expect(findings.isEmpty, "\(findings)")
        #expect(
            [1, 2, 5, 22].map { site.strings.text(.readingTime, count: $0) } == [
                "1 minuta", "2 minuty", "5 minut", "22 minuty",
            ])
        #expect(!site.strings.missing.contains(.readingTime) && site.strings.missing.contains(.search))
    }

    /// Texts that the site lacks are English, and so is the rule for their forms.
    @Test(arguments: ["ru", "fa", "lv", "sl", "ga"]) func englishTextsHaveEnglishForms(_ language: String) {
        let strings = Strings(of: language)
        #expect(
            [0, 1, 2, 5, 21].map { strings.text(.guideCount, count: $0) } == [
                "0 guides.", "1 guide.", "2 guides.", "5 guides.", "21 guides.",
            ])
    }

    /// A form that is for several numbers has to say which: `one` is for 21 in Russian, and for 0 in French.
    @Test(arguments: [
        ("de", "one", false), ("ru", "one", true), ("fr", "one", true), ("pt", "one", true),
        ("sl", "two", true),
        ("ar", "two", false), ("ru", "few", true), ("ja", "other", true),
    ])
    func aFormForOneNumberMayLackIt(_ language: String, _ form: String, _ isNeeded: Bool) throws {
        let other = form == "other" ? "" : ", other: '{count}'"
        let (_, findings) = try Self.read(
            "language: \(language)\nstrings: {reading-time: {\(form): a\(other)}}")
        #expect(
            findings.map(\.message).contains("`reading-time` lacks {count}") == isNeeded,
            "\(findings.map(\.message))")
    }

    @Test(arguments: [
        ("strings: {serach: a}", "content/unknown-key", "did you mean `search`?"),
        ("strings: {search: [a]}", "content/wrong-type", "write `search: some text`"),
        ("strings: {search: }", "content/missing-key", "write its text after the colon"),
        ("strings: {search: {other: a}}", "content/wrong-type", "write `search: some text`"),
        ("strings: {search: 'a {b}'}", "content/wrong-type", "write it without braces"),
        ("strings: {updated-on: a}", "content/wrong-type", "as in \"Updated {date}.\""),
        ("strings: {updated-on: 'a {dat}'}", "content/wrong-type", "did you mean {date}?"),
        ("strings: {label: 'a {b}'}", "content/wrong-type", "it has {name}, {value}"),
        ("strings: {reading-time: {one: a}}", "content/missing-key", "`other: {count} min read`"),
        (
            "strings: {reading-time: {one: a, othr: '{count}'}}", "content/unknown-key",
            "did you mean `other`?"
        ),
        ("strings: {reading-time: {few: a, other: '{count}'}}", "content/wrong-type", "{count}"),
        ("strings: [a]", "content/wrong-type", "one `key: value` per line"),
        ("section-names: {issue: [a]}", "content/unknown-key", "did you mean `issues`?"),
        ("section-names: {issues: a}", "content/wrong-type", "write `issues: [one, two]`"),
    ])
    func whatASiteCannotGive(_ line: String, _ id: String, _ help: String) throws {
        let (_, findings) = try Self.read(line)
        #expect(findings.count == 1 && findings.first?.id == id, "\(findings)")
        #expect(findings.first?.help.contains(help) == true, "\(findings)")
        #expect(findings.first?.location.line == 5)
    }

    // MARK: Sections

    private static func document(_ text: String, _ dialect: Dialect) -> Document {
        let source = SourceText(Array(text.utf8))
        return Document(
            source, body: 0..<source.bytes.count, parser: Parser(), out: ByteWriter(), dialect: dialect)
    }

    private static func dialect(_ language: String) -> Dialect {
        var site = Site()
        site.strings = Strings(of: language)
        return site.dialect
    }

    @Test(arguments: StringsFile.languages) func namesOfSectionsAreThoseOfTheLanguage(_ language: String) {
        let dialect = Self.dialect(language)
        let sections = Strings(of: language).sections
        let names = sections.issues + sections.issues.map { $0.uppercased() } + ["A {#fix-common-issues}"]
        for name in names + ["Fix Common Issues"] {
            let (text, ids) = name.hasSuffix("}") ? ("A", [0: "fix-common-issues"]) : (name, [:])
            let source = SourceText(Array("## \(text)\n\n### One\n\nText.\n".utf8))
            let document = Document(
                source, body: 0..<source.bytes.count, parser: Parser(), out: ByteWriter(), dialect: dialect,
                ids: ids)
            #expect(document.issues.count == 1, "\(name)")
        }
        #expect(Self.document("## Other\n\n### One\n\nText.\n", dialect).issues.isEmpty)
        for name in sections.takeaways + ["Takeaways"] {
            func html(_ list: String) -> String {
                String(decoding: Self.document("## \(name)\n\n\(list)\n", dialect).html, as: UTF8.self)
            }
            #expect(html("- A\n- B").contains("<ul class=\"takeaways\">"), "\(name)")
            #expect(!html("1. A").contains("takeaways\">\n") && !html("Text.\n\n- A").contains("class="))
        }
    }

    /// Names of one language are not those of another, and a site adds its own.
    @Test func namesOfOtherLanguagesAreNone() throws {
        let german = "## Häufige Probleme beheben\n\n### Eins\n\nText.\n"
        #expect(Self.document(german, Self.dialect("en")).issues.isEmpty)
        #expect(Self.document(german, Self.dialect("de-CH")).issues.count == 1)
        let (site, _) = try Self.read(
            "section-names: {issues: [Häufige Probleme beheben, Troubleshooting], takeaways: [In Short]}")
        #expect(Self.document(german, site.dialect).issues.count == 1)
        let others = "## Troubleshooting\n\n### One\n\nText.\n\n## In short\n\n- A.\n"
        let document = Self.document(others, site.dialect)
        #expect(document.issues.count == 1)
        #expect(String(decoding: document.html, as: UTF8.self).contains("<ul class=\"takeaways\">"))
    }

    @Test(arguments: StringsFile.languages) func wordsThatVerifyAreThoseOfTheLanguage(_ language: String)
        async throws
    {
        let words = Strings(of: language).sections.verify
        func findings(_ step: String) async throws -> [Finding] {
            let site = try TemporarySite([
                "Content/site.yml": TemporarySite.settings + "language: \(language)\n",
                "a.md": TemporarySite.guide(
                    "Alpha", "## Fix Common Issues\n\n### Missing\n\nNo `TXT`.\n\n1. XX.\n2. \(step)\n"),
            ])
            return try await site.build().findings.filter { $0.id == "issues/no-verify" }
        }
        for word in words.prefix(6) + words.suffix(3) {
            let sentence = language == "ja" ? "記録を\(word)ます。" : "\(word.uppercased()) XX."
            #expect(try await findings(sentence).isEmpty, "\(word)")
        }
        #expect(try await findings("XX YY ZZ.").count == 1)
    }

    /// Where few texts are missing all of them are named, and where most are, the first ones.
    @Test(arguments: [11, 12, 13]) func aLongListOfTextsIsCut(_ count: Int) async throws {
        let given = StringKey.allCases.dropFirst(count).map { key in
            let text = Strings.english
            return "  \(key.name): '\(text.template(key).plain.replacing("'", with: "''"))'\n"
        }
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        try site.write(
            "Content/site.yml", TemporarySite.settings + "language: xx\nstrings:\n" + given.joined())
        let report = try await site.build()
        let help = try #require(report.findings.first { $0.id == "language/untranslated" }?.help)
        let named = StringKey.allCases.prefix(min(count, 12)).map(\.name).joined(separator: ", ")
        let more = count > 12 ? " and 1 more, which `guides schema site` lists" : ""
        #expect(help == "translate them under `strings`: \(named)\(more)")
    }
}
