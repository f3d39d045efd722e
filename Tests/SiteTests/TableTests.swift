import Testing

@testable import Support

@Suite(.timeLimit(.minutes(15))) struct TableTests {
    @Test func alignsByWidthOnATerminal() {
        let table = Table(
            [["name", "count", "note"], ["中文", "7", ""], ["e\u{301}", "1234567", "a\u{1B}b"]],
            rightAligned: [1])
        #expect(
            table.lines == ["name    count  note", "中文        7", "e\u{301}     1234567  a<U+001B>b"])
        #expect(Table([]).lines.isEmpty)
    }

    @Test(arguments: [("abc", 3), ("中", 2), ("e\u{301}", 1), ("\t", 4), ("\u{1B}", 8), ("", 0)])
    func measuresAsATerminalShows(_ text: String, _ width: Int) {
        #expect(TerminalText.width(text) == width)
    }
}
