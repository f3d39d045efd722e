import Markdown
import TestSupport

/// The site's files while a fault is planted.
struct Draft {
    var files: [String: String]
    /// Files that are not text.
    var bytes: [String: [UInt8]] = [:]
    var random: Seeded
    /// Which of the ten it is.
    var number: Int

    var guides: [String] { files.keys.filter { $0.hasPrefix("Content/guides/") }.sorted() }

    mutating func guide() -> String { guides.randomElement(using: &random)! }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[number % values.count] }

    func lines(_ file: String) -> [String] {
        (files[file] ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    mutating func set(_ file: String, _ lines: [String]) { files[file] = lines.joined(separator: "\n") }

    /// The lines, from 0, of a guide that are paragraphs of prose at the top level.
    func prose(_ file: String, beforeIssues: Bool = false) -> [Int] {
        var isCode = false
        var found: [Int] = []
        var fences = 0
        for (index, line) in lines(file).enumerated() {
            if line == "---" { fences += 1 }
            if line.hasPrefix("```") { isCode.toggle() }
            if line == "## Fix Common Issues", beforeIssues { break }
            guard fences >= 2, !isCode, let first = line.first, first.isUppercase, line.hasSuffix("."),
                !line.contains("[^")
            else { continue }
            found.append(index)
        }
        return found
    }

    /// Appends a sentence to a paragraph somewhere. Returns where it is.
    mutating func sentence(_ text: String, in file: String? = nil) -> Planted {
        let file = file ?? guide()
        let line = prose(file).randomElement(using: &random)!
        var lines = lines(file)
        lines[line] += " " + text
        set(file, lines)
        return Planted(file: file, line: line + 1)
    }

    /// Puts a block between two paragraphs, before the issues. The line that starts with `⟦` is where it is.
    mutating func block(_ text: String, in file: String? = nil) -> Planted {
        let file = file ?? guide()
        let line = prose(file, beforeIssues: true).randomElement(using: &random)!
        var lines = lines(file)
        let block = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let mark = block.firstIndex { $0.contains("⟦") } ?? 0
        lines.insert(contentsOf: [""] + block.map { $0.replacing("⟦", with: "") }, at: line + 1)
        set(file, lines)
        return Planted(file: file, line: line + 3 + mark)
    }

    /// Adds lines to a guide's front matter, in place of those of the same key. Returns where the first one, or the
    /// one with `⟦`, is.
    mutating func head(_ text: String, in file: String? = nil) -> Planted {
        let file = file ?? guide()
        if text.hasPrefix("issues:") { forgetIssues(of: file) }
        var lines = lines(file)
        var end = lines.dropFirst().firstIndex(of: "---")!
        let key = text.prefix { $0 != ":" } + ":"
        if let line = lines[..<end].firstIndex(where: { $0.hasPrefix(key) }) {
            let next = lines[(line + 1)...].firstIndex { !$0.hasPrefix(" ") } ?? end
            lines.removeSubrange(line..<next)
            end -= next - line
        }
        let added = text.split(separator: "\n").map(String.init)
        let mark = added.firstIndex { $0.contains("⟦") } ?? 0
        lines.insert(contentsOf: added.map { $0.replacing("⟦", with: "") }, at: end)
        set(file, lines)
        return Planted(file: file, line: end + 1 + mark)
    }

    /// The issues that no link leads to: renaming another would also break a link.
    func unlinkedIssues(_ file: String) -> [Int] {
        let linked = Set(
            guides.flatMap(lines).joined().utf8.split(separator: UInt8(ascii: "#")).map {
                String(decoding: $0.prefix { $0 != UInt8(ascii: ")") }, as: UTF8.self)
            })
        let own = lines(file)
        return issues(file).filter { !linked.contains(Anchor.make(from: String(own[$0].dropFirst(4)))) }
    }

    /// Takes out what a guide's front matter tells of its issues, which would be a fault of its own once one of them is
    /// called otherwise.
    mutating func forgetIssues(of file: String) {
        var lines = lines(file)
        guard let start = lines.firstIndex(of: "issues:") else { return }
        let end = lines[(start + 1)...].firstIndex { !$0.hasPrefix(" ") } ?? lines.endIndex
        lines.removeSubrange(start..<end)
        set(file, lines)
    }

    /// Changes the line of a file that starts with a key.
    mutating func change(_ key: String, in file: String, _ edit: (String) -> String) -> Planted {
        var lines = lines(file)
        let line = lines.firstIndex { $0.hasPrefix(key) }!
        lines[line] = edit(lines[line])
        set(file, lines)
        return Planted(file: file, line: line + 1)
    }

    /// The headings of a guide's issues, by line from 0.
    func issues(_ file: String) -> [Int] {
        let lines = lines(file)
        guard let start = lines.firstIndex(of: "## Fix Common Issues") else { return [] }
        return lines.indices.filter { $0 > start && lines[$0].hasPrefix("### ") }
    }

    /// A slug of another guide, with its file's name misspelled.
    mutating func misspelled() -> String {
        var letters = Array("sender-domains-and-authentication")
        let at = Int.random(in: 1..<(letters.count - 1), using: &random)
        letters.insert(letters[at] == "x" ? "y" : "x", at: at)
        return String(letters)
    }
}
