import Markdown

/// A slip that people make in YAML, in plain words: a colon in a text without quotes, quotes within quotes, brackets within
/// brackets, a tab, a colon without a space.
struct YAMLSlip {
    /// The byte at which YAML stumbles.
    let offset: Int
    /// What is wrong, as a sentence without a full stop.
    let message: String
    let help: String
    let fix: Fix?

    /// What keeps a text from being read.
    ///
    /// - Parameters:
    ///   - failure: why it cannot be read.
    ///   - range: the bytes that were read.
    /// - Returns: a slip without which the text can be read, or fails only further down; nil where there is none that is
    ///   known here.
    static func find(_ failure: YAML.Failure, in source: SourceText, _ range: Range<Int>) -> YAMLSlip? {
        var finder = YAMLSlipFinder(failure, source, range)
        return finder.find()
    }
}

private struct YAMLSlipFinder {
    private let failure: YAML.Failure
    private let source: SourceText
    private let range: Range<Int>
    private let bytes: [UInt8]
    /// The first line of the text, and the one in which it fails.
    private let first: Int
    private let failed: Int
    /// How many times the text may still be read.
    private var readings: Int

    /// The parser may notice a slip so many lines below it.
    private static let reach = 3
    /// How many lines a text may have that is written over several.
    private static let mostLines = 40
    /// How many items of one line are looked at.
    private static let mostItems = 16
    /// How many bytes are read in all, so that a long text costs no more than seconds.
    private static let mostBytes = 8 << 20

    init(_ failure: YAML.Failure, _ source: SourceText, _ range: Range<Int>) {
        self.failure = failure
        self.source = source
        self.range = range
        bytes = source.bytes
        first = source.lineIndex(of: range.lowerBound)
        failed = Int(failure.place.line) - 1
        readings = max(4, Self.mostBytes / max(1, range.count))
    }

    mutating func find() -> YAMLSlip? {
        var lines = Array(stride(from: failed, through: max(first, failed - Self.reach), by: -1))
        if let slip = ended(lines) { return slip }
        if let slip = indentation(lines) { return slip }
        if let slip = colon(lines) { return slip }
        if let slip = hidden(lines) { return slip }
        if let context = failure.context.map({ Int($0.line) - 1 }), !lines.contains(context) {
            lines.append(context)
        }
        for line in lines {
            var best: (slip: YAMLSlip, until: Place)?
            for attempt in attempts(line) {
                guard let until = gain([(attempt.range, attempt.text)]),
                    best.map({ until > $0.until }) ?? true
                else { continue }
                best = (attempt.slip, until)
            }
            if let best { return best.slip }
        }
        return nil
    }

    // MARK: Trying it out

    /// How far a text can be read with other bytes in places of it.
    ///
    /// - Parameter edits: in order.
    /// - Returns: where it fails then; nil where that is not further down than now. One that can be read fails nowhere.
    private mutating func gain(_ edits: [(range: Range<Int>, text: String)]) -> Place? {
        guard readings > 0 else { return nil }
        readings -= 1
        var changed: [UInt8] = []
        changed.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.text.utf8.count })
        var copied = 0
        for edit in edits {
            changed += bytes[copied..<edit.range.lowerBound]
            changed += edit.text.utf8
            copied = edit.range.upperBound
        }
        changed += bytes[copied...]
        let end = range.upperBound + changed.count - bytes.count
        do throws(YAML.Failure) {
            // A text without keys fails by that alone.
            if case .scalar = try YAML.read(SourceText(changed), range.lowerBound..<end) { return nil }
            return Place(line: .max, column: 1)
        } catch {
            var place = error.place
            for edit in edits.reversed() {
                let line = source.place(of: edit.range.upperBound).line
                if line < place.line { break }
                guard line == place.line else { continue }
                let before = String(decoding: bytes[edit.range], as: UTF8.self)
                place.column -= Int32(edit.text.unicodeScalars.count - before.unicodeScalars.count)
            }
            return place > failure.place ? place : nil
        }
    }

    /// Another text for a part of a line, and the slip that it would fix.
    private struct Attempt {
        var range: Range<Int>
        var text: String
        var slip: YAMLSlip
    }

    // MARK: Lines

    /// A line `...`, which ends a YAML text.
    private mutating func ended(_ lines: [Int]) -> YAMLSlip? {
        for line in lines {
            let range = source.line(line).clamped(to: range)
            let text = bytes[range]
            guard text.starts(with: "...".utf8), text.dropFirst(3).allSatisfy({ $0 == 32 || $0 == 9 }),
                line + 1 < source.lineStarts.count
            else { continue }
            let whole = range.lowerBound..<Int(source.lineStarts[line + 1])
            guard gain([(whole, "")]) != nil else { continue }
            return YAMLSlip(
                offset: range.lowerBound, message: "the line `...` ends the YAML here",
                help: "remove this line", fix: Fix.safe(source, whole, ""))
        }
        return nil
    }

    /// A line that is indented with something other than spaces.
    private mutating func indentation(_ lines: [Int]) -> YAMLSlip? {
        for line in lines {
            guard let indent = indent(line) else { continue }
            let isThere = source.offset(of: failure.place).map { indent.range.contains($0) } ?? false
            // What is written in the place of spaces may also be there by chance.
            let texts = [String(repeating: " ", count: indent.width), ""]
            var best: (text: String, until: Place)?
            for text in texts {
                if let until = gain([(indent.range, text)]), best.map({ until > $0.until }) ?? true {
                    best = (text, until)
                }
            }
            guard isThere || best != nil else { continue }
            let isTab = indent.sign == "\t"
            return YAMLSlip(
                offset: indent.offset,
                message: isTab
                    ? "this line is indented with a tab"
                    : "this line is indented with \(InvisibleText.name(of: indent.sign)), which is no space for YAML",
                help: isTab ? "use spaces: YAML reads no tabs" : "use plain spaces",
                fix: isTab ? nil : best.map { Fix.safe(source, indent.range, $0.text) })
        }
        return nil
    }

    /// How a line is indented, where that is not with spaces alone: the first other sign, and how wide it all looks.
    private func indent(_ line: Int) -> (range: Range<Int>, offset: Int, sign: Unicode.Scalar, width: Int)? {
        let text = source.line(line).clamped(to: range)
        var first: (offset: Int, sign: Unicode.Scalar)?
        var width = 0
        var at = text.lowerBound
        while at < text.upperBound {
            let end = min(at + source.width(at: at), text.upperBound)
            guard let sign = String(decoding: bytes[at..<end], as: UTF8.self).unicodeScalars.first,
                sign.properties.isWhitespace
            else { break }
            if sign != " ", first == nil { first = (at, sign) }
            width += sign == "\t" || sign == "\u{3000}" ? 2 : 1
            at = end
        }
        return first.map { (text.lowerBound..<at, $0.offset, $0.sign, width) }
    }

    /// Characters of a line that nobody sees, such as a byte order mark within the text.
    private mutating func hidden(_ lines: [Int]) -> YAMLSlip? {
        for line in lines {
            let text = source.line(line).clamped(to: range)
            let edits = InvisibleText.find(in: Array(bytes[text])).prefix(Self.mostItems).map { found in
                let start = text.lowerBound + found.offset
                return (range: start..<(start + source.width(at: start)), text: "")
            }
            guard let first = edits.first, gain(edits) != nil else { continue }
            let sign = String(decoding: bytes[first.range], as: UTF8.self).unicodeScalars.first
            return YAMLSlip(
                offset: first.range.lowerBound,
                message: "this is a character that nobody sees: \(sign.map(InvisibleText.name) ?? "")",
                help: "remove it",
                fix: Fix(edits.map { Fix.Edit(source, $0.range, "") }, isSafe: true))
        }
        return nil
    }

    // MARK: Colons

    /// The first of some lines next to each other whose colon is none for YAML.
    private mutating func colon(_ lines: [Int]) -> YAMLSlip? {
        guard var top = lines.first(where: { wrongColon($0) != nil }) else { return nil }
        while top > first, wrongColon(top - 1) != nil { top -= 1 }
        var edits: [(range: Range<Int>, text: String)] = []
        var line = top
        while let colon = wrongColon(line) {
            edits.append((colon, ": "))
            line += 1
        }
        guard let edit = edits.first, gain(edits) != nil else { return nil }
        let key = source.line(top).lowerBound..<edit.range.lowerBound
        // A space may be before a colon of another script.
        let sign = String(decoding: bytes[edit.range], as: UTF8.self).unicodeScalars.first { $0 != " " }
        let name = sign.map(InvisibleText.name) ?? ""
        return YAMLSlip(
            offset: edit.range.lowerBound,
            message: sign == ":"
                ? "the colon needs a space behind it" : "YAML does not read this sign as a colon: \(name)",
            help: "write `\(YAML.named(String(decoding: bytes[key], as: UTF8.self))): …`",
            fix: Fix.safe(source, edit.range, ": "))
    }

    /// Colons of other scripts: full-width, small, and the sign of a ratio.
    private static let otherColons = ["\u{FF1A}", "\u{FE55}", "\u{2236}"].map { Array($0.utf8) }
    private static let wideSpace = Array("\u{3000}".utf8)

    /// The colon of `key:value`, which YAML reads as one word, or one of another script with the spaces around it.
    private func wrongColon(_ line: Int) -> Range<Int>? {
        guard source.lineStarts.indices.contains(line), source.line(line).upperBound <= range.upperBound
        else {
            return nil
        }
        let text = bytes[source.line(line)]
        let start = text.drop { $0 == 32 || $0 == UInt8(ascii: "-") }
        let key = start.prefix { (97...122).contains($0) || $0 == UInt8(ascii: "-") }
        let rest = text[key.endIndex...]
        guard !key.isEmpty else { return nil }
        if rest.first == UInt8(ascii: ":") {
            guard let next = rest.dropFirst().first, ![32, 9, UInt8(ascii: "/")].contains(next) else {
                return nil
            }
            return key.endIndex..<(key.endIndex + 1)
        }
        let sign = rest.drop { $0 == 32 }
        guard let colon = Self.otherColons.first(where: { sign.starts(with: $0) }) else { return nil }
        var after = sign.dropFirst(colon.count)
        while after.first == 32 || after.starts(with: Self.wideSpace) {
            after = after.dropFirst(after.first == 32 ? 1 : Self.wideSpace.count)
        }
        return key.endIndex..<after.startIndex
    }

    // MARK: Texts

    /// A value as it is written: the bytes behind a key or the mark of an item.
    private struct Written {
        var range: Range<Int>
        /// The line on which it ends.
        var lastLine: Int
        /// Whether a line of it, beyond the first, looks like a key or an item of its own.
        var mayHoldKeys = false
    }

    /// What may be wrong with the texts of a line, each with another way to write it.
    private func attempts(_ line: Int) -> [Attempt] {
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

    /// Brackets behind the one that closes a list or a map.
    private func strayBracket(_ value: Range<Int>) -> Attempt? {
        var depth = 0
        let close = value.first { index in
            if "[{".utf8.contains(bytes[index]) { depth += 1 }
            if "]}".utf8.contains(bytes[index]) { depth -= 1 }
            return depth == 0
        }
        guard let close else { return nil }
        let stray = (close + 1)..<value.upperBound
        guard !stray.isEmpty, bytes[stray].allSatisfy({ "]} ".utf8.contains($0) }),
            let first = stray.first(where: { bytes[$0] != 32 })
        else { return nil }
        let sign = String(decoding: [bytes[first]], as: UTF8.self)
        return Attempt(
            range: stray, text: "",
            slip: YAMLSlip(
                offset: first, message: "this `\(sign)` closes nothing",
                help: "remove it, or put the text that it belongs to in quotes",
                fix: Fix([Fix.Edit(source, stray, "")], isSafe: false)))
    }

    /// A line that starts with a word where a key belongs, and has no colon behind it.
    private func missingColon(_ line: Int) -> Attempt? {
        let range = source.line(line)
        guard line >= first, range.upperBound <= self.range.upperBound else { return nil }
        let word = bytes[range].prefix { (97...122).contains($0) || $0 == UInt8(ascii: "-") }
        guard !word.isEmpty, word.endIndex < range.upperBound, bytes[word.endIndex] == 32 else { return nil }
        let key = String(decoding: word, as: UTF8.self)
        let space = word.endIndex..<(word.endIndex + 1)
        return Attempt(
            range: space, text: ": ",
            slip: YAMLSlip(
                offset: range.lowerBound, message: "this line has no colon behind its first word",
                help: "write `\(YAML.named(key)): …`, or indent the line where it goes on with the one above",
                fix: Fix([Fix.Edit(source, space, ": ")], isSafe: false)))
    }

    /// What follows the key of a line, or the mark of its item, with the lines that continue it.
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
        while end > own.start, bytes[end - 1] == 32 || bytes[end - 1] == 9 { end -= 1 }
        value.range = own.start..<end
        return value.range.isEmpty ? nil : value
    }

    /// Where the value of a line starts, and how far its key or mark is indented; nil where it has neither.
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
            while start < range.upperBound, bytes[start] == 32 || bytes[start] == 9 { start += 1 }
        }
        return indent.map { (start, $0) }
    }

    /// The key at the start of a text, with its colon.
    private func key(_ text: Range<Int>) -> Range<Int>? {
        let name = bytes[text].prefix {
            $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        }
        guard !name.isEmpty, name.endIndex + 1 < text.upperBound, bytes[name.endIndex] == UInt8(ascii: ":"),
            bytes[name.endIndex + 1] == 32 || bytes[name.endIndex + 1] == 9
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
            case UInt8(ascii: "]"), UInt8(ascii: "}"): open = open.dropLast()
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
                // Up to a quote behind which the item ends, which is near: nobody writes pages in quotes.
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

    /// Where an item ends: at a comma or a closing bracket, but none of a pair of brackets within it.
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

    // MARK: One text

    /// What is wrong with one text.
    ///
    /// - Parameters:
    ///   - text: its bytes, with the comment behind it.
    ///   - isItem: whether it is an item within brackets, where a ` #` is no comment, which would hide the bracket.
    private func rewriting(_ text: Range<Int>, isItem: Bool) -> Attempt? {
        let quote = bytes[text.lowerBound]
        let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        var text = text
        var isSafe = true
        if !isItem {
            let comment = comment(in: text, after: isQuoted ? quote : nil)
            // What is on the lines below a comment is no part of the text.
            if let start = comment.start {
                if bytes[start..<text.upperBound].contains(10) { isSafe = false }
                text = text.lowerBound..<start
            }
            if comment.isInDoubt { isSafe = false }
            // A ` #` right behind a quote starts a comment, if that quote is the last one.
            if isQuoted, comment.start == nil, let last = bytes[text].dropFirst().lastIndex(of: quote),
                bytes[(last + 1)..<text.upperBound].starts(with: " #".utf8)
            {
                text = text.lowerBound..<(last + 1)
            }
        }
        // Anyone who writes `!!str` knows what it is.
        if bytes[text].starts(with: "!!".utf8) { isSafe = false }
        if isQuoted { return rewriting(quoted: text, isSafe: isSafe) }
        guard let (offset, message) = stumble(text, isItem: isItem) else { return nil }
        let quoted = YAML.quoted(String(decoding: bytes[text], as: UTF8.self))
        return Attempt(
            range: text, text: quoted,
            slip: YAMLSlip(
                offset: offset, message: message, help: "put the text in quotes\(YAML.shown(quoted))",
                fix: Fix([Fix.Edit(source, text, quoted)], isSafe: isSafe)))
    }

    /// Where a comment behind a text starts: two spaces or a tab before its `#`; and whether there is a ` #` that may be
    /// the start of a comment or a part of the text.
    private func comment(in text: Range<Int>, after quote: UInt8?) -> (start: Int?, isInDoubt: Bool) {
        let last = quote.flatMap { bytes[text].lastIndex(of: $0) } ?? text.lowerBound
        var isInDoubt = false
        for index in text.dropFirst()
        where bytes[index] == UInt8(ascii: "#") && [9, 32].contains(bytes[index - 1]) {
            guard index > last else {
                isInDoubt = true
                continue
            }
            var start = index
            while start > text.lowerBound, [9, 10, 13, 32].contains(bytes[start - 1]) { start -= 1 }
            if start > text.lowerBound, index - start > 1 || bytes[index - 1] == 9 {
                return (start, isInDoubt)
            }
            // Where the text goes on below, it is a part of it.
            if !bytes[index..<text.upperBound].contains(10) { isInDoubt = true }
        }
        return (nil, isInDoubt)
    }

    /// Where YAML stumbles over a text without quotes, and why; nil where nothing is wrong with it.
    private func stumble(_ text: Range<Int>, isItem: Bool) -> (Int, String)? {
        let colon = text.first { index in
            bytes[index] == UInt8(ascii: ":")
                && (index + 1 == text.upperBound || [32, 10, 13].contains(bytes[index + 1]))
        }
        let cut = text.first {
            bytes[$0] == 32 && $0 + 1 < text.upperBound && bytes[$0 + 1] == UInt8(ascii: "#")
        }
        if "!&*".utf8.contains(bytes[text.lowerBound]) { return (text.lowerBound, startMessage(text)) }
        let bracket = isItem ? text.dropFirst().first { "[]{}".utf8.contains(bytes[$0]) } : nil
        if let bracket, bracket < min(cut ?? .max, colon ?? .max) {
            let sign = String(decoding: [bytes[bracket]], as: UTF8.self)
            return (bracket, "within brackets, YAML takes this `\(sign)` for another bracket")
        }
        if let cut, cut < colon ?? .max { return (cut, "YAML reads a comment from ` #` on") }
        if let colon { return (colon, "YAML reads the text before this colon as a key") }
        guard "[]{},&*#?|-<>=!%@`".utf8.contains(bytes[text.lowerBound]) else { return nil }
        return (text.lowerBound, startMessage(text))
    }

    private func startMessage(_ text: Range<Int>) -> String {
        let sign = String(decoding: bytes[text].prefix(1), as: UTF8.self)
        return "a text that starts with `\(sign)` means something else in YAML"
    }

    // MARK: Texts in wrong quotes

    private func rewriting(quoted text: Range<Int>, isSafe: Bool) -> Attempt? {
        let quote = bytes[text.lowerBound]
        let inner = (text.lowerBound + 1)..<max(text.lowerBound + 1, text.upperBound - 1)
        guard let second = closing(text) else {
            let sign = String(decoding: [quote], as: UTF8.self)
            return Attempt(
                range: text, text: String(decoding: bytes[text], as: UTF8.self) + sign,
                slip: YAMLSlip(
                    offset: text.lowerBound, message: "the quote that starts here is never closed",
                    help: "close it at the end of the text", fix: nil))
        }
        let isDouble = quote == UInt8(ascii: "\"")
        // Anyone who wrote these knows how YAML writes quotes.
        let isKnown =
            isDouble
            ? [Array("\\\"".utf8), Array("\\\\".utf8)].contains { bytes[text].firstRange(of: $0) != nil }
            : bytes[inner].firstRange(of: [quote, quote]) != nil
        let whole = YAML.quoted(String(decoding: bytes[text], as: UTF8.self))
        guard bytes[text.upperBound - 1] == quote else {
            return Attempt(
                range: text, text: whole,
                slip: YAMLSlip(
                    offset: text.lowerBound, message: startMessage(text),
                    help: isKnown
                        ? "put all of the text in quotes" : "put the text in quotes\(YAML.shown(whole))",
                    fix: isKnown ? nil : Fix([Fix.Edit(source, text, whole)], isSafe: isSafe)))
        }
        let (offset, message): (Int, String)
        if second < text.upperBound - 1 {
            (offset, message) = (second, "YAML reads the text up to this quote only")
        } else if isDouble, let backslash = bytes[inner].firstIndex(of: UInt8(ascii: "\\")) {
            let at = source.offset(of: failure.place) ?? backslash
            offset = inner.contains(at) && bytes[at] == UInt8(ascii: "\\") ? at : backslash
            let name = String(decoding: bytes[offset..<text.upperBound].prefix(2), as: UTF8.self)
            message = "a backslash in double quotes starts an escape, and YAML has none like `\(name)`"
        } else {
            return nil
        }
        guard !isKnown, offset != second || isDouble ? opensInner(inner) : joinsLetters(inner) else {
            return Attempt(
                range: text, text: whole,
                slip: YAMLSlip(
                    offset: offset, message: message,
                    help: isDouble
                        ? "write `\\\"` for a quote and `\\\\` for a backslash within double quotes"
                        : "write `''` for a quote within single quotes",
                    fix: nil))
        }
        let quoted = YAML.quoted(String(decoding: bytes[inner], as: UTF8.self))
        return Attempt(
            range: text, text: quoted,
            slip: YAMLSlip(
                offset: offset, message: message, help: "put the text in other quotes\(YAML.shown(quoted))",
                fix: Fix([Fix.Edit(source, text, quoted)], isSafe: isSafe)))
    }

    /// The quote that ends a text in quotes for YAML.
    private func closing(_ text: Range<Int>) -> Int? {
        let quote = bytes[text.lowerBound]
        let hasEscapes = quote == UInt8(ascii: "\"")
        var at = text.lowerBound + 1
        while at < text.upperBound, bytes[at] != quote {
            at += hasEscapes && bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        return at < text.upperBound ? at : nil
    }

    /// Whether double quotes within a text are pairs of their own, the first of which opens: `Say "hi" to it`.
    private func opensInner(_ inner: Range<Int>) -> Bool {
        let quotes = inner.filter { bytes[$0] == UInt8(ascii: "\"") }
        guard let first = quotes.first else { return true }
        guard quotes.count.isMultiple(of: 2), first > inner.lowerBound else { return false }
        return zip(quotes, quotes.dropFirst()).enumerated().allSatisfy { number, pair in
            pair.1 > pair.0 + 1
                && (number % 2 == 1 || " (\n".utf8.contains(bytes[pair.0 - 1]) && bytes[pair.0 + 1] > 32)
        }
    }

    /// Whether each single quote within a text is an apostrophe: `It's here`.
    private func joinsLetters(_ inner: Range<Int>) -> Bool {
        func isLetter(_ index: Int) -> Bool {
            inner.contains(index) && (bytes[index].isASCIILetterOrDigit || bytes[index] >= 0x80)
        }
        return inner.allSatisfy {
            bytes[$0] != UInt8(ascii: "'") || isLetter($0 - 1) && isLetter($0 + 1)
        }
    }
}
