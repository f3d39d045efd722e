import Foundation
import TestSupport
import Testing

/// `Benchmarks/sets`, which measures how much of other documentation is carried.
@Suite(.timeLimit(.minutes(15))) struct MeasuredSetTests {
    /// A folder without an error, one with an error in one of two guides, and the findings to judge.
    @Test func setsAreMeasured() throws {
        let folder = try TemporaryFolder()
        for (path, text) in [
            ("good/a.md", "# Alpha\n\nSee [beta](b.md).\n"), ("good/b.md", "# Beta\n\nSee [alpha](a.md).\n"),
            ("bad/a.md", "# Alpha\n\nSee [gone](gone.md) and [beta](b.md).\n"),
            ("bad/b.md", "# Beta\n\nSee [here](a.md).\n"),
        ] {
            let file = URL(fileURLWithPath: "\(folder.path)/\(path)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let result = try Program.run(
            ["\(repository)/Benchmarks/sets", "good", "bad", "--sample", "1"], in: folder.path,
            environment: ["GUIDES": tool])
        #expect(result.code == 0 && result.error == "", "\(result)")
        let lines = result.output.split(separator: "\n").map { $0.split(whereSeparator: \.isWhitespace) }
        func row(_ name: String) -> [Substring]? { lines.first { $0.first == name[...] && $0.count > 1 } }
        #expect(row("good")?.dropFirst().prefix(2) == ["2", "100.0"])
        #expect(row("bad")?.dropFirst().prefix(2) == ["2", "50.0"])
        #expect(row("links/vague-text")?.dropFirst() == ["0", "1", "0", "1"])
        #expect(result.output.contains("- warning bad/Content/guides/b.md:"), "\(result.output)")
    }
}
