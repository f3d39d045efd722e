import Testing

@testable import Rendering

/// The start of a text as lists show it.
@Suite(.timeLimit(.minutes(15))) struct SearchNoteTests {
    @Test(
        arguments: [
            ("A short text.", 20, "A short text."), ("Exactly ten", 11, "Exactly ten"),
            // Cut at a space, without the marks that would be before the dots.
            ("It ends here, and goes on", 16, "It ends here…"),
            ("It ends here. And goes on", 16, "It ends here…"),
            ("Such as this: more", 15, "Such as this…"), ("Such as ( this ) more", 10, "Such as…"),
            ("Such as this (that) more", 15, "Such as this…"),
            // Characters count, not bytes, and a word that is too long is cut.
            ("Größe, überall und mehr", 16, "Größe, überall…"), ("送信認証の設定方法", 5, "送信認証の…"),
            ("abcdefghijklmnopqrstuvwxyz", 10, "abcdefghij…"), ("...... ......", 8, "......…"),
        ])
    func isCutBetweenWords(_ text: String, _ longest: Int, _ note: String) {
        #expect(SearchIndex.note(text, longest: longest) == note)
    }

    /// Texts of ASCII are cut by their bytes, and all others by their characters, in the same places.
    @Test func bytesAndCharactersAgree() {
        let text = "The checker found no record, or more than one (both are wrong); see what it says: there."
        for longest in 1..<text.count {
            let other = SearchIndex.note(text + " é", longest: longest)
            #expect(SearchIndex.note(text + " e", longest: longest) == other)
            // Where the letter that is no ASCII is in the part that is looked at.
            let early = SearchIndex.note("é" + text, longest: longest + 1)
            #expect(SearchIndex.note("e" + text, longest: longest + 1) == "e" + early.dropFirst())
        }
    }
}
