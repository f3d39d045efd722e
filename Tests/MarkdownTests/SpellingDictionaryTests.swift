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

    /// A dictionary tells nothing of words in letters that its language does not have.
    @Test(arguments: [("xx_XX", "Ελλάδα", "sax"), ("ru_RU", "sax", "дом"), ("sr_Latn", "дом", "sax")])
    func otherLettersAreRight(_ name: String, _ right: String, _ wrong: String) throws {
        let folder = try TemporaryFolder()
        try Data("SET UTF-8\n".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name).aff"))
        try Data("1\nx\n".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name).dic"))
        let dictionary = SpellingDictionary(
            try #require(SpellingDictionary.Files(name, in: [folder.path])))
        #expect(dictionary.has(right) && !dictionary.has(wrong))
    }

    @Test(arguments: [
        "", "../en_US", "en/US", "en_", "_US", "en US", "en\0US", String(repeating: "e", count: 41),
    ])
    func aPathIsNoName(_ name: String) {
        #expect(!SpellingDictionary.Files.isName(name))
        #expect(SpellingDictionary.Files(name, in: ["/usr/share/hunspell"]) == nil)
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
