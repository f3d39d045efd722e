import Content
import Findings
import Library
import Support

extension Fix {
    /// Adds an entry to a list of a guide's front matter, which may be absent; nil where the list is written in a way
    /// that leaves no plain place for it.
    package static func adding(_ entry: String, to key: String, of guide: Guide) -> Fix? {
        let source = guide.written
        guard let yaml = FrontMatterSplit(source).yaml,
            source.bytes[yaml].first(where: { $0 > 32 }) != UInt8(ascii: "{")
        else { return nil }
        let closing = source.lineIndex(of: yaml.upperBound)
        func text(_ line: Int) -> ArraySlice<UInt8> { source.bytes[source.line(line)] }
        /// Writes `text` before a byte of a line.
        func insert(_ text: String, before offset: Int, in line: Int) -> Fix {
            let rest = offset..<source.line(line).upperBound
            let written = String(decoding: source.bytes[rest], as: UTF8.self)
            return Fix([Fix.Edit(source, rest, text + written)], isSafe: false)
        }
        func insert(_ text: String, before line: Int) -> Fix {
            insert(text, before: source.line(line).lowerBound, in: line)
        }
        guard let list = (1..<closing).first(where: { text($0).starts(with: "\(key):".utf8) }) else {
            guard !(1..<closing).contains(where: { isKey(key, text($0)) }) else { return nil }
            return insert("\(key):\n  - \(entry)\n", before: closing)
        }
        let value = text(list).dropFirst(key.utf8.count + 1).drop { $0 == 32 }
        if value.first == UInt8(ascii: "[") {
            let next = value.dropFirst().first { $0 != 32 }
            let separator = next == UInt8(ascii: "]") ? "" : next == nil ? "," : ", "
            let rest = value.startIndex..<source.line(list).upperBound
            let written = String(decoding: source.bytes[rest].dropFirst(), as: UTF8.self)
            return Fix([Fix.Edit(source, rest, "[" + entry + separator + written)], isSafe: false)
        }
        guard value.isEmpty, list + 1 < closing else { return nil }
        let indent = text(list + 1).prefix { $0 == 32 }
        guard text(list + 1).dropFirst(indent.count).starts(with: "- ".utf8) else { return nil }
        return insert(String(decoding: indent, as: UTF8.self) + "- \(entry)\n", before: list + 1)
    }

    /// Adds a former id to those that an entry has; nil where they are written in a way that leaves no plain place.
    static func adding(_ id: String, toFormer former: [Located], of guide: Guide) -> Fix? {
        let source = guide.written
        guard let end = former.last?.end, let offset = source.offset(of: end),
            let bracket = source.bytes[offset...].firstIndex(where: { $0 != 32 }),
            source.bytes[bracket] == UInt8(ascii: "]")
        else { return nil }
        let rest = offset..<(bracket + 1)
        let written = String(decoding: source.bytes[rest], as: UTF8.self)
        return Fix([Fix.Edit(source, rest, ", \(id)" + written)], isSafe: false)
    }

    /// Whether a line begins with a key in a less usual spelling: `"aliases": …`, `aliases : …` or `? aliases`.
    private static func isKey(_ key: String, _ line: ArraySlice<UInt8>) -> Bool {
        if line.first == UInt8(ascii: "?") { return true }
        let written = line.drop { "\"'".utf8.contains($0) }
        guard written.starts(with: key.utf8) else { return false }
        return written.dropFirst(key.utf8.count).first { !"\"' ".utf8.contains($0) } == UInt8(ascii: ":")
    }

    /// The text that replaces an entry's heading, so that the entry follows it and keeps its former id; nil where the
    /// entry is written in a way that leaves no plain place for that.
    private static func entry(_ heading: Located, with anchor: String, _ name: String, of guide: Guide)
        -> String?
    {
        let source = guide.written
        guard let offset = source.offset(of: heading.location), !"\"'".utf8.contains(source.bytes[offset])
        else {
            return nil
        }
        let start = source.bytes[source.line(source.lineIndex(of: offset)).lowerBound..<offset]
        let key = Array("\(name): ".utf8)
        guard start.suffix(key.count).elementsEqual(key) else { return nil }
        let before = start.dropLast(key.count)
        if before.contains(UInt8(ascii: "{")) { return "\(anchor), former-ids: [\(heading.text)]" }
        guard before.allSatisfy({ $0 == 32 || $0 == UInt8(ascii: "-") }) else { return nil }
        let indent = String(repeating: " ", count: before.count)
        return "\(anchor)\n\(indent)former-ids: [\(heading.text)]"
    }

    /// The fix where a heading that was published under `id` is now at `anchor`, by the front matter's entries of
    /// issues or of headings: an entry that names a heading which is gone follows it, one that is there gets a former
    /// id more, and else there is a new one.
    static func following(
        _ id: String, to anchor: String, entries: [(heading: Located, former: [Located])], key: String,
        name: String, of guide: Guide
    ) -> Fix? {
        let present = Set(guide.document.headings.map(\.anchor))
        let stale = entries.first { entry in
            !present.contains(entry.heading.text)
                && (entry.heading.text == id || entry.former.contains { $0.text == id })
        }
        if let stale, stale.former.isEmpty, let text = entry(stale.heading, with: anchor, name, of: guide),
            let edit = Fix.Edit(stale.heading, text)
        {
            return Fix([edit], isSafe: false)
        }
        if let stale, let edit = Fix.Edit(stale.heading, anchor),
            let more = adding(stale.heading.text, toFormer: stale.former, of: guide)
        {
            return Fix([edit] + more.edits, isSafe: false)
        }
        if let entry = entries.first(where: { $0.heading.text == anchor && !$0.former.isEmpty }) {
            return adding(id, toFormer: entry.former, of: guide)
        }
        return adding("{\(name): \(anchor), former-ids: [\(id)]}", to: key, of: guide)
    }
}
