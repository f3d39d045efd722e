import Findings
import Support

/// Locations of texts, and of brackets around them.
extension YAMLSlipFinder {
    /// A value as it is written: the bytes after a key or the mark of an item.
    private struct Written {
        var range: Range<Int>
        /// The line on which it ends.
        var lastLine: Int
        /// Whether a line of it, beyond the first, looks like a key or an item of its own.
        var mayHoldKeys = false
    }

    /// Possible mistakes in the texts of a line, each with another way to write it.
    func attempts(_ line: Int) -> [Attempt] {
        var all: [Attempt] = []
        // The line may continue a text that starts above it, which is then more than what it holds of its own.
        for above in stride(from: line - 1, through: max(first, line - Self.mostLines), by: -1) {
            guard let value = value(above) else { continue }
            if value.lastLine >= line { all += attempts(of: value) }
            break
        }
        if let value = value(line) { all += attempts(of: value) }
        if let colon = missingColon(line) { all.append(colon) }
        return all
    }

    private func attempts(of value: Written) -> [Attempt] {
        let start = value.range.lowerBound
        let last = bytes[value.range.upperBound - 1]
        var all: [Attempt] = []
        if "[{".utf8.contains(bytes[start]) {
            // A sign of a template is a text.
            let isTemplate = start + 1 < bytes.count && "{%".utf8.contains(bytes[start + 1])
            let items = bytes[start] == UInt8(ascii: "{") && isTemplate ? [] : items(value.range)
            for item in items {
                all += rewriting(item, isItem: true).map { [$0] } ?? []
            }
            // A map in braces is none; a list is one only where something follows it.
            let isMap = bytes[start] == UInt8(ascii: "{") && last == UInt8(ascii: "}") && !isTemplate
            let isList = bytes[start] == UInt8(ascii: "[") && last == UInt8(ascii: "]")
            if let close = strayBracket(value.range) { all.append(close) }
            if isMap || isList { return all }
            if let open = openBracket(value.range) { all.append(open) }
        }
        guard var whole = rewriting(value.range, isItem: false) else { return all }
        // `[dns, spf] more` may be a list with something after it, or a text: only the author knows.
        if let close = closingBracket(value.range),
            bytes[value.range.lowerBound..<close].contains(UInt8(ascii: ","))
        {
            whole.slip = YAMLSlip(
                offset: whole.slip.offset, message: whole.slip.message,
                help: whole.slip.help
                    + ", or remove what follows the `\(String(decoding: [bytes[close]], as: UTF8.self))`",
                fix: whole.slip.fix.map { Fix($0.edits, isSafe: false) })
        }
        // Brackets that nothing closes may be those of a list.
        if "[{".utf8.contains(bytes[start]), closingBracket(value.range) == nil {
            whole.slip = YAMLSlip(
                offset: whole.slip.offset, message: whole.slip.message, help: whole.slip.help,
                fix: whole.slip.fix.map { Fix($0.edits, isSafe: false) })
        }
        if value.mayHoldKeys {
            whole.slip = YAMLSlip(
                offset: whole.slip.offset, message: whole.slip.message,
                help: "start a key or an item below the one above it, or put all of the text in quotes",
                fix: nil)
        }
        return all + [whole]
    }

    /// A bracket that nothing closes.
    private func openBracket(_ value: Range<Int>) -> Attempt? {
        let (open, close): (UInt8, UInt8) =
            bytes[value.lowerBound] == UInt8(ascii: "[")
            ? (UInt8(ascii: "["), UInt8(ascii: "]")) : (UInt8(ascii: "{"), UInt8(ascii: "}"))
        let missing = bytes[value].count { $0 == open } - bytes[value].count { $0 == close }
        guard missing == 1 else { return nil }
        let sign = String(decoding: [close], as: UTF8.self)
        return Attempt(
            range: value, text: String(decoding: bytes[value], as: UTF8.self) + sign,
            slip: YAMLSlip(
                offset: value.lowerBound, message: "the bracket that starts here is never closed",
                help: "write `\(sign)` at its end, or put a text that starts with a bracket in quotes",
                fix: nil))
    }

    /// The bracket that closes the one with which a text starts; nil where it starts with none, or none closes it.
    private func closingBracket(_ value: Range<Int>) -> Int? {
        guard "[{".utf8.contains(bytes[value.lowerBound]) else { return nil }
        var depth = 0
        return value.first { index in
            if "[{".utf8.contains(bytes[index]) { depth += 1 }
            if "]}".utf8.contains(bytes[index]) { depth -= 1 }
            return depth == 0
        }
    }

    /// Brackets and commas after the bracket that closes a list or a map.
    private func strayBracket(_ value: Range<Int>) -> Attempt? {
        guard let close = closingBracket(value) else { return nil }
        let rest = (close + 1)..<value.upperBound
        let end = rest.first { !"]}, ".utf8.contains(bytes[$0]) } ?? rest.upperBound
        let last = (rest.lowerBound..<end).last { bytes[$0] != 32 }
        let stray = rest.lowerBound..<(last.map { $0 + 1 } ?? rest.lowerBound)
        // Only a comment may follow.
        guard end == rest.upperBound || bytes[end] == UInt8(ascii: "#") && bytes[end - 1] == 32,
            let first = stray.first(where: { bytes[$0] != 32 })
        else { return nil }
        let sign = String(decoding: [bytes[first]], as: UTF8.self)
        return Attempt(
            range: stray, text: "",
            slip: YAMLSlip(
                offset: first,
                message: sign == ","
                    ? "this comma follows the end of a list" : "this `\(sign)` closes nothing",
                help: "remove it, or put the text that it belongs to in quotes",
                fix: sign == "," ? nil : Fix([Fix.Edit(source, stray, "")], isSafe: false)))
    }

    /// A line that starts with a word where a key belongs, and has no colon after it.
    private func missingColon(_ line: Int) -> Attempt? {
        let range = source.line(line)
        guard line >= first, range.upperBound <= self.range.upperBound else { return nil }
        let word = bytes[range].prefix { $0.isASCIILowercase || $0 == UInt8(ascii: "-") }
        guard let letter = word.first, letter.isASCIILowercase, word.endIndex < range.upperBound,
            bytes[word.endIndex] == 32
        else { return nil }
        let key = String(decoding: word, as: UTF8.self)
        let space = word.endIndex..<(word.endIndex + 1)
        return Attempt(
            range: space, text: ": ",
            slip: YAMLSlip(
                offset: range.lowerBound, message: "this line has no colon after its first word",
                help:
                    "write `\(MessageText.name(key)): …`, or indent the line if it continues the one above",
                fix: Fix([Fix.Edit(source, space, ": ")], isSafe: false)))
    }

    /// The text after the key of a line, or after the mark of its item, with the lines that continue it.
    private func value(_ line: Int) -> Written? {
        guard line >= first, let own = valueStart(line) else { return nil }
        let range = source.line(line)
        guard own.start < range.upperBound, range.upperBound <= self.range.upperBound else { return nil }
        var value = Written(range: own.start..<range.upperBound, lastLine: line)
        while value.lastLine - line < Self.mostLines {
            let next = source.line(value.lastLine + 1)
            let indent = bytes[next].prefix { $0 == 32 }.count
            guard !next.isEmpty, next.upperBound <= self.range.upperBound, indent < next.count,
                indent > own.indent, bytes[next.lowerBound + indent] != UInt8(ascii: "#")
            else { break }
            value.lastLine += 1
            value.range = own.start..<next.upperBound
            if valueStart(value.lastLine) != nil { value.mayHoldKeys = true }
        }
        var end = value.range.upperBound
        while end > own.start, bytes[end - 1].isSpaceOrTab { end -= 1 }
        value.range = own.start..<end
        return value.range.isEmpty ? nil : value
    }

    /// Start of the value of a line, and indentation of its key or mark; nil where it has neither.
    private func valueStart(_ line: Int) -> (start: Int, indent: Int)? {
        let range = source.line(line)
        var start = range.lowerBound
        func skipSpaces() { while start < range.upperBound, bytes[start] == 32 { start += 1 } }
        skipSpaces()
        var indent: Int?
        while start + 1 < range.upperBound, bytes[start] == UInt8(ascii: "-"), bytes[start + 1] == 32 {
            indent = start - range.lowerBound
            start += 1
            skipSpaces()
        }
        let key = self.key(start..<range.upperBound)
        if let key {
            indent = start - range.lowerBound
            start = key.upperBound
            while start < range.upperBound, bytes[start].isSpaceOrTab { start += 1 }
        }
        return indent.map { (start, $0) }
    }

    /// The key at the start of a text, with its colon.
    private func key(_ text: Range<Int>) -> Range<Int>? {
        let name = bytes[text].prefix {
            $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        }
        guard !name.isEmpty, name.endIndex + 1 < text.upperBound, bytes[name.endIndex] == UInt8(ascii: ":"),
            bytes[name.endIndex + 1].isSpaceOrTab
        else { return nil }
        return text.lowerBound..<(name.endIndex + 1)
    }

    /// The first texts of a list or a map in brackets, as many as are looked at.
    private func items(_ value: Range<Int>) -> [Range<Int>] {
        var items: [Range<Int>] = []
        var open: [UInt8] = []
        var at = value.lowerBound
        while at < value.upperBound, items.count < Self.mostItems {
            switch bytes[at] {
            case UInt8(ascii: "["), UInt8(ascii: "{"): open.append(bytes[at])
            case UInt8(ascii: "]"), UInt8(ascii: "}"): _ = open.popLast()
            default: break
            }
            guard !open.isEmpty else { break }
            guard "[{,".utf8.contains(bytes[at]) else {
                at += 1
                continue
            }
            at += 1
            var start = at
            while start < value.upperBound, [32, 10, 13].contains(bytes[start]) { start += 1 }
            if open.last == UInt8(ascii: "{"), let key = key(start..<value.upperBound) {
                start = key.upperBound
                while start < value.upperBound, bytes[start] == 32 { start += 1 }
            }
            guard start < value.upperBound, !"[{,]}".utf8.contains(bytes[start]) else {
                at = max(at, start)
                continue
            }
            var end = start
            if "\"'".utf8.contains(bytes[start]) {
                // Up to a quote after which the item ends, which is near: nobody writes pages in quotes.
                end =
                    bytes[(start + 1)..<min(value.upperBound, start + 4096)].indices.first { index in
                        bytes[index] == bytes[start]
                            && bytes[(index + 1)..<value.upperBound].first { $0 != 32 }.map {
                                ",]}".utf8.contains($0)
                            } ?? true
                    } ?? start
            }
            end = itemEnd(from: end, in: value)
            at = end
            while end > start, [32, 10, 13].contains(bytes[end - 1]) { end -= 1 }
            if start < end { items.append(start..<end) }
        }
        return items
    }

    /// End of an item: a comma or a closing bracket, but none of a pair of brackets within it.
    private func itemEnd(from start: Int, in value: Range<Int>) -> Int {
        var depth = 0
        for index in start..<value.upperBound {
            switch bytes[index] {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ",") where depth == 0: return index
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth == 0 { return index }
                depth -= 1
            default: break
            }
        }
        return bytes[start..<value.upperBound].firstIndex { ",]}".utf8.contains($0) } ?? value.upperBound
    }
}
