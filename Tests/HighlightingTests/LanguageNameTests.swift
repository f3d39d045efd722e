import Foundation
import TestSupport
import Testing

@testable import Highlighting
@testable import Support

/// The names by which fences call languages.
@Suite(.timeLimit(.minutes(15))) struct LanguageNameTests {
    private func language(_ info: String) -> String? { Languages.named(info.utf8.span)?.names[0] }

    @Test func eachNameLeadsToItsLanguage() {
        for names in Highlighter.languages {
            for name in names { #expect(language(name) == names[0], "\(name)") }
        }
        let all = Highlighter.languages.flatMap { $0 }
        #expect(Set(all).count == all.count)
        #expect(all.allSatisfy { $0 == $0.lowercased() })
    }

    @Test(
        arguments: [
            ("SH", "sh"), ("Bash", "sh"), ("js {1,3}", "javascript"), ("js{1,3}", "javascript"),
            ("rust,ignore", "rust"),
            ("yml", "yaml"), ("c++", "cpp"), ("C#", "csharp"), ("ps1", "powershell"), ("zone", "dns"),
            ("eml", "email"),
            ("text", nil), ("", nil), (" ", nil), ("plain", nil), ("mermaid", nil), ("shx", nil),
            ("{sh}", nil),
            ("abcdefghijklmnopqrstuvwxyz", nil), ("é", nil),
        ] as [(String, String?)])
    func aNameIsTheFirstWord(_ info: String, _ name: String?) {
        #expect(language(info) == name)
    }

    /// The table of the documentation has each language, and no name that is none.
    @Test func theDocumentationListsThem() throws {
        let guide = try Disk.read(repository + "/Documentation/Content/guides/write-a-guide.md")
        let text = String(decoding: guide, as: UTF8.self)
        let start = try #require(text.range(of: "| languages | names for the fence |")).upperBound
        let table = text[start...].prefix(while: { $0 != "#" }).split(separator: "\n").filter {
            $0.hasPrefix("| ")
        }
        let listed = table.flatMap { row in row.matches(of: /`([^`]+)`/).map { String($0.1) } }
        #expect(Set(Highlighter.languages.map { $0[0] }).subtracting(listed) == [])
        #expect(Set(listed).subtracting(Highlighter.languages.flatMap { $0 }) == [])
    }

    @Test func wordsAreFoundByTheirBytes() {
        let words = ["a", "if", "sixteen-letters_", "eightlet", "ninelette", "é"]
        let table = WordTable(words.enumerated().map { (Substring($1), UInt8($0 + 1)) })
        for (index, word) in words.enumerated() {
            #expect(table.value(of: WordTable.Key(Substring(word))) == UInt8(index + 1))
            for other in [word + "x", String(word.dropLast()), word.uppercased()] where !words.contains(other)
            {
                #expect(table.value(of: WordTable.Key(Substring(other))) == 0, "\(other)")
            }
        }
        #expect(table.value(of: WordTable.Key("sixteen-letters_x")) == 0)
        #expect(WordTable([]).value(of: WordTable.Key("a")) == 0)
    }
}
