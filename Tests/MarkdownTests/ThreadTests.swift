import Testing

@testable import Markdown
@testable import Support

/// cmark keeps tables of the whole process that its extensions change while they parse; see `Parser`.
@Suite(.timeLimit(.minutes(15))) struct ThreadTests {
    @Test func threadsDoNotTakeEachOthersMarks() async {
        let linked = String(
            repeating: "See www.example.com and https://example.com/a, words between. ", count: 40)
        let struck = String(repeating: "This ~~was struck~~ and w: that stays. ", count: 40)
        let texts = [linked, struck, linked + "\n\n" + struck]
        let expected = texts.map { read($0).html }
        let wrong = await withTaskGroup(of: Int.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    let parser = Parser()
                    let out = ByteWriter()
                    var wrong = 0
                    for round in 0..<300 {
                        let index = (worker + round) % texts.count
                        let source = SourceText(Array(texts[index].utf8))
                        let body = 0..<source.bytes.count
                        if Document(source, body: body, parser: parser, out: out).html != expected[index] {
                            wrong += 1
                        }
                    }
                    return wrong
                }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }
}
