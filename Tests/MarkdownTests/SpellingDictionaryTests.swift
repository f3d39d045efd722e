import Foundation
import TestSupport
import Testing

@testable import Words

/// Dictionaries of our own, in the encodings that dictionaries have.
@Suite(.timeLimit(.minutes(5))) struct SpellingDictionaryTests {
    /// Writes a dictionary of the words `grün`, `Haus` and `sein`, with a rule for plurals, and opens it.
    private func dictionary(_ encoding: String, _ stringEncoding: String.Encoding) throws
        -> SpellingDictionary
    {
        let folder = try TemporaryFolder()
        let rules = "SET \(encoding)\nSFX P Y 1\nSFX P 0 er .\n"
        let words = "3\ngrün\nHaus/P\nsein\n"
        for (ending, text) in [("aff", rules), ("dic", words)] {
            try #require(text.data(using: stringEncoding)).write(
                to: URL(fileURLWithPath: "\(folder.path)/xx_XX.\(ending)"))
        }
        let dictionary = SpellingDictionary(
            try #require(SpellingDictionary.Files("xx_XX", in: ["/nowhere", folder.path])))
        // It is read here, since the folder goes away.
        dictionary.open()
        return dictionary
    }

    @Test(arguments: [
        ("UTF-8", String.Encoding.utf8), ("ISO8859-1", .isoLatin1), ("ISO8859-15", .isoLatin1),
        ("microsoft-cp1252", .windowsCP1252),
    ])
    func knowsWordsInItsEncoding(_ name: String, _ encoding: String.Encoding) throws {
        let dictionary = try dictionary(name, encoding)
        for word in ["grün", "Haus", "Hauser", "sein", "Sein"] { #expect(dictionary.has(word), "\(word)") }
        for word in ["grun", "haus", "grüner", "Hause", "łódka"] { #expect(!dictionary.has(word), "\(word)") }
        #expect(dictionary.suggestions(for: "grn") == ["grün"])
    }

    /// A dictionary tells nothing of words in letters that its own words do not have.
    @Test(arguments: [("word", "Ελλάδα", "sax"), ("дом", "sax", "мод"), ("बात", "sax", "तबा")])
    func otherLettersAreRight(_ own: String, _ right: String, _ wrong: String) throws {
        let dictionary = try Self.files("SET UTF-8\n", "1\n\(own)\n")
        #expect(dictionary.isReadable)
        #expect(dictionary.has(own) && dictionary.has(right) && !dictionary.has(wrong))
    }

    /// Opens a dictionary whose two files hold some texts.
    private static func files(_ rules: String, _ words: String) throws -> SpellingDictionary {
        let folder = try TemporaryFolder()
        try Data(rules.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/xx_XX.aff"))
        try Data(words.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/xx_XX.dic"))
        let dictionary = SpellingDictionary(
            try #require(SpellingDictionary.Files("xx_XX", in: [folder.path])))
        dictionary.open()
        return dictionary
    }

    @Test(arguments: [
        ("", ""), ("SET UTF-8\n", ""), ("SET NO-SUCH-ENCODING\n", "1\nword\n"),
        ("SET UTF-8\n", "1\n\0\u{1}\u{2}\n"),
    ])
    func whatIsNoDictionaryCannotBeRead(_ rules: String, _ words: String) throws {
        let dictionary = try Self.files(rules, words)
        #expect(!dictionary.isReadable)
        // No word is called wrong by it.
        #expect(dictionary.has("qwrty") && dictionary.suggestions(for: "wrod").isEmpty)
    }

    @Test(arguments: ["folder", "pipe", "nothing"])
    func otherFilesCannotBeRead(_ kind: String) throws {
        let folder = try TemporaryFolder()
        for ending in ["aff", "dic"] {
            let path = "\(folder.path)/xx_XX.\(ending)"
            switch kind {
            case "folder":
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            case "pipe": #expect(mkfifo(path, 0o600) == 0)
            default: try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "nowhere")
            }
        }
        let files = SpellingDictionary.Files("xx_XX", in: [folder.path])
        #expect(kind == "nothing" ? files == nil : files.map { !SpellingDictionary($0).isReadable } == true)
    }

    @Test func marksAreComposed() throws {
        let dictionary = try dictionary("UTF-8", .utf8)
        #expect(dictionary.has("gru\u{308}n") && !dictionary.has("gru\u{301}n"))
    }

    @Test func suggestionsHaveTheLettersOfTheLanguage() throws {
        let dictionary = try Self.files(
            "SET UTF-8\nTRY оаитенрсвйлпкьызбдмугячшжхцфюэщё\n", "2\nписьмо\nдом\n")
        #expect(dictionary.suggestions(for: "писмо") == ["письмо"])
        #expect(dictionary.suggestions(for: "дем") == ["дом"])
    }

    @Test func knowsWordsThatTheDictionaryLacks() throws {
        let dictionary = try dictionary("UTF-8", .utf8)
        #expect(dictionary.suggestions(for: "Zyxwvv", orAmong: { $0 == "Zyxwv" }) == ["Zyxwv"])
    }

    /// Where words can be joined without end, a long one is not asked for in all its forms.
    @Test func longCompoundsHaveNoSuggestions() throws {
        let dictionary = try Self.files("SET UTF-8\nCOMPOUNDFLAG C\n", "2\nwort/C\nspiel/C\n")
        #expect(dictionary.has("wortspiel") && dictionary.has("spielwortspiel"))
        #expect(dictionary.suggestions(for: "wortspielspie") == ["wortspielspiel"])
        #expect(dictionary.suggestions(for: "wortwortwortwor") == ["wortwortwortwort"])
        #expect(dictionary.suggestions(for: "wortwortspielwor") == ["wortwortspielwort"])
        #expect(dictionary.suggestions(for: "spielwortspielwor") == [])
    }

    @Test func threadsShareOne() async throws {
        let dictionary = try dictionary("ISO8859-1", .isoLatin1)
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<16 {
                group.addTask {
                    (0..<50).allSatisfy { round in
                        dictionary.has("Hauser") && !dictionary.has("haus\(number)")
                            && dictionary.suggestions(for: "grn") == ["grün"] && dictionary.isReadable
                            && round >= 0
                    }
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }

    @Test(arguments: [
        "", "../en_US", "en/US", "en_", "_US", "en US", "en\0US", String(repeating: "e", count: 41),
    ])
    func aPathIsNoName(_ name: String) {
        #expect(!SpellingDictionary.Files.isName(name))
    }

    @Test func aPathLeadsNowhere() throws {
        let folder = try TemporaryFolder()
        for ending in ["aff", "dic"] {
            try Data("1\nword\n".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/xx_XX.\(ending)"))
        }
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/below", withIntermediateDirectories: false)
        #expect(SpellingDictionary.Files("xx_XX", in: [folder.path]) != nil)
        #expect(SpellingDictionary.Files("../xx_XX", in: ["\(folder.path)/below"]) == nil)
    }

    @Test(arguments: ["en_US", "de_DE_frami", "sr-Latn", "eo", String(repeating: "e", count: 40)])
    func aNameIsOne(_ name: String) {
        #expect(SpellingDictionary.Files.isName(name))
    }

    @Test func needsBothFiles() throws {
        let folder = try TemporaryFolder()
        try Data("1\nword\n".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/xx_XX.dic"))
        #expect(SpellingDictionary.Files("xx_XX", in: [folder.path]) == nil)
        try Data("SET UTF-8\n".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/xx_XX.aff"))
        #expect(SpellingDictionary.Files("xx_XX", in: [folder.path]) != nil)
    }

    @Test func longWordsAreNotAsked() throws {
        let dictionary = try dictionary("UTF-8", .utf8)
        #expect(!dictionary.has(String(repeating: "a", count: 60)))
        #expect(dictionary.has(String(repeating: "a", count: 61)))
        #expect(dictionary.suggestions(for: String(repeating: "a", count: 61)).isEmpty)
    }
}
