import CYAML
import Findings
import Support

/// A YAML text as a tree in which everything has its place.
///
/// The reader takes libyaml's events. Anchors and aliases are refused, so that no text grows beyond its own size, and
/// so is nesting deeper than any of our files needs.
package indirect enum YAML: Sendable {
    case scalar(Scalar)
    case sequence([YAML], SourceLocation)
    case mapping([Entry], SourceLocation)

    package struct Scalar: Sendable {
        package var text: String
        /// Whether it is in quotes; a quoted `true` is text.
        package var isQuoted: Bool
        package var location: SourceLocation
        /// Right after its last character.
        package var end: SourceLocation
        /// What cuts it off; nil where nothing does.
        package var cut: Cut?
        /// Its escapes that stand for what nobody sees in a text of one line.
        package var escapes: [Escape] = []
        /// Whether it is a block of lines, after `|` or `>`: where such a text ends is no place to write to.
        package var isBlock = false
    }

    /// A comment that starts one space after a text without quotes, or in the place of a text: its author may have meant
    /// it as text.
    package struct Cut: Sendable {
        /// The space before the `#`; the `#` itself where no text is left.
        package var location: SourceLocation
        /// The whole text in quotes.
        package var quoted: String
        /// Writes it so.
        package var fix: Fix
    }

    /// An escape such as `\u200b` or `\n`.
    package struct Escape: Sendable {
        /// What it stands for.
        package var scalar: Unicode.Scalar
        /// Its letter, which may have been meant as one: `C:\new`; nil where it is a number.
        package var letter: Unicode.Scalar?
        package var location: SourceLocation
        package var end: SourceLocation
        /// Takes a number out, or writes the text in quotes that keep its backslashes; nil where neither may be meant.
        package var fix: Fix?
    }

    package struct Entry: Sendable {
        package var key: String
        package var location: SourceLocation
        package var value: YAML
    }

    /// Why a text is no YAML, and where.
    package struct Failure: Error, Sendable {
        package var message: String
        package var location: SourceLocation
        /// What to do about it, where that is known; else empty.
        package var help = ""
        package var fix: Fix?
        package var cause = Cause.refused
        /// Where the value starts that was being read; nil where there is none.
        package var context: SourceLocation?

        package enum Cause: Sendable {
            /// YAML of a kind that is not read here.
            case refused
            /// It starts with a sign that YAML takes for a tag, an anchor or an alias, none of which are read here.
            case mark
            /// The text is no YAML at all.
            case syntax
            /// It holds a character that YAML does not allow, or takes for a line end: a finding of its own.
            case character
        }
    }

    /// Right after its last character; nil where that is not known, or no place to write to.
    package var end: SourceLocation? {
        guard case .scalar(let scalar) = self, !scalar.isBlock else { return nil }
        return scalar.end
    }

    package var location: SourceLocation {
        switch self {
        case .scalar(let scalar): scalar.location
        case .sequence(_, let location), .mapping(_, let location): location
        }
    }

    /// What a value is, for messages.
    package var kind: String {
        switch self {
        case .scalar(let scalar) where scalar.text.isEmpty && !scalar.isQuoted: "nothing"
        case .scalar: "text"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }

    package static let deepestNesting = 16

    /// Reads a part of a text.
    ///
    /// - Parameter range: the bytes to read, without a byte order mark; all places are those of the whole text.
    /// - Returns: its value; an empty mapping for an empty text.
    package static func read(_ source: SourceText, _ range: Range<Int>) throws(Failure) -> YAML {
        try YAMLReader(source, range).read()
    }

    /// A text in quotes that leave it as it is, where there are such: `'a "b"'` of `a "b"`; else in double quotes with
    /// backslashes (YAML 1.1 section 5.7).
    package static func quoted(_ text: String) -> String {
        let hasEscapes = text.utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
        if hasEscapes, !text.utf8.contains(UInt8(ascii: "'")) { return "'\(text)'" }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// What a scalar such as `"a\u0062"` reads as, here `ab`; nil where a text is no single scalar.
    package static func value(ofScalar text: String) -> String? {
        let source = SourceText(Array(text.utf8))
        guard case .scalar(let scalar)? = try? read(source, 0..<source.bytes.count) else { return nil }
        return scalar.text
    }
}

/// The one place that talks to libyaml. A class, since libyaml's parser keeps its own address.
private final class YAMLReader {
    private let source: SourceText
    private let range: Range<Int>
    private var cursor: YAMLCursor
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    /// How many lists and maps in brackets are around the value that is being read.
    private var flowDepth = 0
    /// The bytes of the scalars in quotes.
    private var quoted: [Range<Int>] = []

    init(_ source: SourceText, _ range: Range<Int>) {
        self.source = source
        self.range = range
        cursor = YAMLCursor(source, range)
        parser.initialize(to: yaml_parser_t())
    }

    deinit { parser.deallocate() }

    func read() throws(YAML.Failure) -> YAML {
        guard yaml_parser_initialize(parser) == 1 else {
            throw YAML.Failure(message: "there is no memory left to read it", location: .start)
        }
        defer { yaml_parser_delete(parser) }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        let result = source.bytes[range].withUnsafeBufferPointer { view -> Result<YAML, YAML.Failure> in
            yaml_parser_set_input_string(parser, view.baseAddress, view.count)
            do throws(YAML.Failure) {
                return .success(try document())
            } catch {
                return .failure(error)
            }
        }
        if let failure = strayBreak() { throw failure }
        return try result.get()
    }

    /// A character that YAML 1.1 takes for a line end where no editor shows one (section 4.2, b-break), outside of
    /// quotes: what an author sees as one value would be read as two lines.
    private func strayBreak() -> YAML.Failure? {
        var next = quoted.startIndex
        for index in range where source.bytes[index] >= 0xC2 {
            let rest = source.bytes[index..<range.upperBound]
            guard Self.breaks.contains(where: { rest.starts(with: $0) }) else { continue }
            while next < quoted.endIndex, quoted[next].upperBound <= index { next += 1 }
            guard next == quoted.endIndex || !quoted[next].contains(index) else { continue }
            return YAML.Failure(
                message: "YAML reads this character as the end of the line",
                location: source.location(of: index),
                cause: .character)
        }
        return nil
    }

    /// U+0085, U+2028 and U+2029.
    private static let breaks: [[UInt8]] = [[0xC2, 0x85], [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xA9]]

    /// libyaml counts characters from the start of its input; its lines and columns are its own (see `strayBreak`).
    private func location(_ mark: yaml_mark_t) -> SourceLocation {
        cursor.move(to: Int(mark.index))
        return cursor.location
    }

    private func next() throws(YAML.Failure) -> yaml_event_t {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else {
            let problem = parser.pointee.problem.map { String(cString: $0) } ?? "it is not valid YAML"
            // Of a character that no YAML text may hold, only the byte is known.
            if parser.pointee.error == YAML_READER_ERROR {
                let offset = min(range.lowerBound + Int(parser.pointee.problem_offset), range.upperBound)
                throw YAML.Failure(message: problem, location: source.location(of: offset), cause: .character)
            }
            let location = location(parser.pointee.problem_mark)
            let context = parser.pointee.context == nil ? nil : self.location(parser.pointee.context_mark)
            throw YAML.Failure(message: problem, location: location, cause: .syntax, context: context)
        }
        return event
    }

    private func document() throws(YAML.Failure) -> YAML {
        var value: YAML = .mapping([], cursor.location)
        var documents = 0
        while true {
            var event = try next()
            defer { yaml_event_delete(&event) }
            switch event.type {
            case YAML_STREAM_END_EVENT: return value
            case YAML_DOCUMENT_START_EVENT:
                documents += 1
                if documents > 1 {
                    throw YAML.Failure(
                        message: "a second document starts here", location: location(event.start_mark),
                        help: "remove the line `---` before it, or what follows it")
                }
            case YAML_SCALAR_EVENT, YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT, YAML_ALIAS_EVENT:
                value = try node(event, depth: 0)
                if case .scalar(let scalar) = value, scalar.text.isEmpty, !scalar.isQuoted {
                    value = .mapping([], scalar.location)
                }
            default: break
            }
        }
    }

    private func node(_ event: yaml_event_t, depth: Int) throws(YAML.Failure) -> YAML {
        let start = location(event.start_mark)
        guard depth < YAML.deepestNesting else {
            throw YAML.Failure(
                message: "this nests deeper than \(YAML.deepestNesting) levels", location: start,
                help: "put a text that starts with a bracket in quotes; no key wants so many levels")
        }
        try refuseMark(event)
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let text = String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let first = cursor.offset
            let end = location(event.end_mark)
            let range = first..<max(first, cursor.offset)
            let isQuoted = scalar.style != YAML_PLAIN_SCALAR_STYLE
            if isQuoted { quoted.append(range) }
            return .scalar(
                YAML.Scalar(
                    text: text, isQuoted: isQuoted, location: start, end: end,
                    cut: isQuoted ? nil : cut(range),
                    escapes: scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE
                        ? YAMLEscapes.unseen(in: source, range) : [],
                    isBlock: scalar.style == YAML_LITERAL_SCALAR_STYLE
                        || scalar.style == YAML_FOLDED_SCALAR_STYLE))
        case YAML_SEQUENCE_START_EVENT:
            if event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE { flowDepth += 1 }
            defer { if event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE { flowDepth -= 1 } }
            var items: [YAML] = []
            while true {
                var event = try next()
                defer { yaml_event_delete(&event) }
                if event.type == YAML_SEQUENCE_END_EVENT { return .sequence(items, start) }
                items.append(try node(event, depth: depth + 1))
            }
        case YAML_MAPPING_START_EVENT:
            if event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE { flowDepth += 1 }
            defer { if event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE { flowDepth -= 1 } }
            let isFlow = event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
            return .mapping(try entries(depth: depth, isFlow: isFlow), start)
        default:
            throw YAML.Failure(message: "this cannot be read here", location: start)
        }
    }

    /// Refuses a value that starts with a tag, an anchor or an alias: what people write so is a text, as a rule, and YAML
    /// would take its first word out.
    private func refuseMark(_ event: yaml_event_t) throws(YAML.Failure) {
        let start = cursor.offset
        guard start < range.upperBound, event.start_mark.index < event.end_mark.index else { return }
        let bytes = source.bytes
        let what: String
        switch bytes[start] {
        case UInt8(ascii: "!"): what = "a tag, and tags (!name) are not read here"
        case UInt8(ascii: "&"): what = "an anchor, and anchors (&name) are not read here"
        case UInt8(ascii: "*") where event.type == YAML_ALIAS_EVENT:
            what = "an alias, and aliases (*name) are not read here"
        default: return
        }
        let word = bytes[start..<range.upperBound].prefix { $0 > 32 }
        let named = MessageText.name(String(decoding: word, as: UTF8.self))
        let message = "YAML takes `\(named)` for \(what)"
        let isPlain =
            event.type == YAML_ALIAS_EVENT
            || event.type == YAML_SCALAR_EVENT && event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE
        // An anchor that is used is no text.
        let alias = [UInt8(ascii: "*")] + word.dropFirst()
        let isUsed = bytes[start] == UInt8(ascii: "&") && bytes[range].firstRange(of: alias) != nil
        throw YAML.Failure(
            message: message, location: cursor.location, help: "write the value without it",
            cause: isPlain && !isUsed ? .mark : .refused)
    }

    /// A text without quotes with the ` #…` after it, where that is one space away.
    private func wholeLine(_ text: Range<Int>) -> (range: Range<Int>, isRacy: Bool) {
        let bytes = source.bytes
        guard text.upperBound + 1 < range.upperBound, bytes[text.upperBound] == 32,
            bytes[text.upperBound + 1] == UInt8(ascii: "#")
        else { return (text, false) }
        var end = min(source.line(source.lineIndex(of: text.upperBound)).upperBound, range.upperBound)
        // In a list or a map in brackets, what follows the item.
        if flowDepth > 0 {
            end = bytes[text.upperBound..<end].firstIndex { ",]}".utf8.contains($0) } ?? end
        }
        while end > text.upperBound, bytes[end - 1] == 32 || bytes[end - 1] == 9 { end -= 1 }
        return (text.lowerBound..<end, true)
    }

    /// What cuts a text without quotes off; of an empty one, what is in its place.
    private func cut(_ text: Range<Int>) -> YAML.Cut? {
        guard text.isEmpty else {
            let whole = wholeLine(text)
            return whole.isRacy ? cut(whole.range, at: text.upperBound, isSafe: false) : nil
        }
        let bytes = source.bytes
        let line = source.line(source.lineIndex(of: text.lowerBound))
        var end = min(line.upperBound, range.upperBound)
        guard text.lowerBound < end else { return nil }
        let rest = bytes[text.lowerBound..<end].drop { $0 == 32 }
        guard rest.first == UInt8(ascii: "#"), rest.count > 1, !goesOn(below: line) else { return nil }
        while bytes[end - 1] == 32 || bytes[end - 1] == 9 { end -= 1 }
        // `#5` is a text, `# none yet` a comment.
        let isText = !" \t#".utf8.contains(bytes[rest.startIndex + 1])
        return cut(rest.startIndex..<end, at: rest.startIndex, isSafe: isText)
    }

    /// Whether what is below a line may belong to its value.
    private func goesOn(below line: Range<Int>) -> Bool {
        let next = source.line(source.lineIndex(of: line.lowerBound) + 1)
        let indent = source.bytes[line].prefix { $0 == 32 || $0 == UInt8(ascii: "-") }.count
        return source.bytes[next].prefix { $0 == 32 }.count > indent
    }

    private func cut(_ whole: Range<Int>, at offset: Int, isSafe: Bool) -> YAML.Cut {
        let text = YAML.quoted(String(decoding: source.bytes[whole], as: UTF8.self))
        return YAML.Cut(
            location: source.location(of: offset), quoted: text,
            fix: Fix([Fix.Edit(source, whole, text)], isSafe: isSafe))
    }

    private func entries(depth: Int, isFlow: Bool) throws(YAML.Failure) -> [YAML.Entry] {
        var entries: [YAML.Entry] = []
        var keys: [String: SourceLocation] = [:]
        while true {
            var event = try next()
            defer { yaml_event_delete(&event) }
            if event.type == YAML_MAPPING_END_EVENT { return entries }
            let key = try node(event, depth: depth + 1)
            guard case .scalar(let name) = key else {
                throw YAML.Failure(
                    message: "a key must be plain text", location: key.location,
                    help: "put a text that starts with a bracket in quotes", cause: .syntax)
            }
            if !name.isQuoted, let space = name.text.unicodeScalars.first, space.properties.isWhitespace {
                throw YAML.Failure(
                    message: "YAML reads \(InvisibleText.name(of: space)) as a letter of this key",
                    location: name.location, help: "use plain spaces", cause: .syntax)
            }
            let keyEnd = cursor.offset
            var valueEvent = try next()
            defer { yaml_event_delete(&valueEvent) }
            let value = try node(valueEvent, depth: depth + 1)
            if isFlow, !name.isQuoted, case .scalar(let scalar) = value, scalar.text.isEmpty,
                !scalar.isQuoted,
                let failure = commaInText(entries.last?.value, keyEnd)
            {
                throw failure
            }
            if let first = keys.updateValue(name.location, forKey: name.text) {
                throw YAML.Failure(
                    message:
                        "the key `\(MessageText.name(name.text))` was given already, on line \(first.line)",
                    location: name.location, help: "keep one of the two")
            }
            entries.append(YAML.Entry(key: name.text, location: name.location, value: value))
        }
    }
}

extension YAMLReader {
    /// A comma in a text without quotes within braces, after which YAML reads a key: `{note: One, two}`.
    ///
    /// - Parameters:
    ///   - former: the value before the key.
    ///   - keyEnd: the byte after the key, which has no value.
    private func commaInText(_ former: YAML?, _ keyEnd: Int) -> YAML.Failure? {
        let bytes = source.bytes
        let rest = bytes[keyEnd..<range.upperBound].first { $0 > 32 }
        guard rest != UInt8(ascii: ":"), case .scalar(let text)? = former, !text.isQuoted, !text.text.isEmpty,
            let start = source.offset(of: text.location), let comma = source.offset(of: text.end)
        else { return nil }
        // The text goes on up to the next key.
        let limit =
            bytes[keyEnd..<range.upperBound].firstIndex { "[]{}\"'\n\r#".utf8.contains($0) }
            ?? range.upperBound
        var end = keyEnd
        while let next = bytes[end..<limit].firstIndex(where: { $0 != 32 }), bytes[next] == UInt8(ascii: ",")
        {
            var stop = bytes[(next + 1)..<limit].firstIndex(of: UInt8(ascii: ",")) ?? limit
            while stop > next + 1, bytes[stop - 1] == 32 { stop -= 1 }
            let isKey = (next..<stop).contains {
                bytes[$0] == UInt8(ascii: ":") && ($0 + 1 == stop || bytes[$0 + 1] == 32)
            }
            guard stop > next + 1, !isKey else { break }
            end = stop
        }
        let whole = String(decoding: bytes[start..<end], as: UTF8.self)
        let quoted = YAML.quoted(whole)
        let isOneLine = YAML.value(ofScalar: quoted) == whole
        return YAML.Failure(
            message: "YAML reads the text up to this comma only",
            location: source.location(of: bytes[comma...].firstIndex(of: UInt8(ascii: ",")) ?? comma),
            help: "put the text in quotes" + (isOneLine ? MessageText.afterColon(quoted) : ""),
            fix: isOneLine ? Fix([Fix.Edit(source, start..<end, quoted)], isSafe: false) : nil)
    }
}

/// Escapes in double quotes (YAML 1.1 section 5.7).
private enum YAMLEscapes {
    /// Those that stand for characters which nobody sees, and for a tab, a line end or a no-break space, which pages show as a
    /// space. Of those by letter, the first one alone: what fixes it fixes all.
    ///
    /// - Parameter value: the bytes of a value in double quotes that was read, with them.
    static func unseen(in source: SourceText, _ value: Range<Int>) -> [YAML.Escape] {
        let bytes = source.bytes
        guard bytes[value].contains(UInt8(ascii: "\\")) else { return [] }
        var text: [UInt8] = []
        var starts: [Int] = []
        var escapes: [(range: Range<Int>, scalar: Unicode.Scalar, letter: Unicode.Scalar?)] = []
        var at = value.lowerBound
        while at < value.upperBound {
            guard bytes[at] == UInt8(ascii: "\\"), at + 1 < value.upperBound else {
                text.append(bytes[at])
                at += 1
                continue
            }
            let letter = bytes[at + 1]
            let digits = ["x": 2, "u": 4, "U": 8][Unicode.Scalar(letter)] ?? 0
            let end = min(at + 2 + digits, value.upperBound)
            let number = UInt32(String(decoding: bytes[(at + 2)..<end], as: UTF8.self), radix: 16)
            if let scalar = digits > 0 ? number.flatMap(Unicode.Scalar.init) : named[letter] {
                starts.append(text.count)
                text += Array(String(scalar).utf8)
                escapes.append((at..<end, scalar, digits > 0 ? nil : Unicode.Scalar(letter)))
            } else if letter != 10 {
                // A backslash, a quote, a slash.
                text.append(letter)
            }
            at = end
        }
        var hidden = InvisibleText.find(in: text, escapes: starts).map(\.escape)[...]
        var found: [YAML.Escape] = []
        var hasLetter = false
        for (number, escape) in escapes.enumerated() {
            let isHidden = hidden.first == number
            if isHidden { hidden = hidden.dropFirst() }
            let isBreak = [9, 10, 13].contains(escape.scalar.value)
            guard isHidden || isBreak || escape.letter == "_" else { continue }
            if escape.letter != nil, hasLetter { continue }
            if escape.letter != nil { hasLetter = true }
            found.append(
                YAML.Escape(
                    scalar: escape.scalar, letter: escape.letter,
                    location: source.location(of: escape.range.lowerBound),
                    end: source.location(of: escape.range.upperBound),
                    fix: escape.letter == nil
                        ? Fix.safe(source, escape.range, isBreak ? " " : "")
                        : keepingBackslashes(in: source, value, escapes.count { $0.letter != nil })))
        }
        return found
    }

    /// Writes a text in quotes that keep its backslashes, where each of them has a letter after it.
    ///
    /// - Parameter letters: how many of them have.
    private static func keepingBackslashes(in source: SourceText, _ value: Range<Int>, _ letters: Int) -> Fix?
    {
        let inner = source.bytes[value].dropFirst().dropLast()
        guard inner.count(where: { $0 == UInt8(ascii: "\\") }) == letters, !inner.contains(10) else {
            return nil
        }
        let text = String(decoding: inner, as: UTF8.self)
        let quoted = YAML.quoted(text)
        guard YAML.value(ofScalar: quoted) == text else { return nil }
        return Fix([Fix.Edit(source, value, quoted)], isSafe: isPath(inner))
    }

    /// Whether each word with a backslash is a path of Windows: `C:\new\temp`.
    private static func isPath(_ text: ArraySlice<UInt8>) -> Bool {
        text.split(separator: 32).allSatisfy { word in
            guard let backslash = word.firstIndex(of: UInt8(ascii: "\\")) else { return true }
            let drive = Array(word[..<backslash].suffix(3))
            guard drive.count >= 2, drive.last == UInt8(ascii: ":") else { return false }
            let letter = drive[drive.count - 2]
            return (97...122).contains(letter | 0x20) && (drive.count == 2 || !drive[0].isASCIILetterOrDigit)
        }
    }

    private static let named: [UInt8: Unicode.Scalar] = Dictionary(
        uniqueKeysWithValues: zip(
            "0abtnvfreN_LP".utf8,
            [
                "\0", "\u{7}", "\u{8}", "\t", "\n", "\u{B}", "\u{C}", "\r", "\u{1B}", "\u{85}", "\u{A0}",
                "\u{2028}", "\u{2029}",
            ]))
}

/// Finds bytes and places of a text by the numbers of its characters, which are asked for in order, as a rule.
private struct YAMLCursor {
    private let source: SourceText
    private let range: Range<Int>
    /// How many characters are before it in the range.
    private var index = 0
    /// The byte at which it is.
    private(set) var offset: Int
    private(set) var location: SourceLocation

    init(_ source: SourceText, _ range: Range<Int>) {
        self.source = source
        self.range = range
        offset = range.lowerBound
        location = source.location(of: range.lowerBound)
    }

    /// - Parameter target: the number of a character, from 0.
    mutating func move(to target: Int) {
        if target < index { self = YAMLCursor(source, range) }
        guard target > index else { return }
        var (line, column) = (Int(location.line), Int(location.column))
        source.bytes.withUnsafeBufferPointer { bytes in
            while index < target, offset < range.upperBound {
                let byte = bytes[offset]
                offset += 1
                while offset < range.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
                index += 1
                let isReturn = byte == 13 && !(offset < range.upperBound && bytes[offset] == 10)
                if byte == 10 || isReturn { (line, column) = (line + 1, 1) } else { column += 1 }
            }
        }
        location = SourceLocation(line: line, column: column)
    }
}
