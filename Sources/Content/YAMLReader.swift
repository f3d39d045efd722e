import CYAML
import Findings
import Support

/// The one place that talks to libyaml. A class, since libyaml's parser keeps its own address.
final class YAMLReader {
    private let source: SourceText
    private let range: Range<Int>
    private var cursor: YAMLCursor
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    /// Number of lists and maps in brackets around the value that is being read.
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
            throw YAML.Failure(message: "not enough memory to read it", location: .start)
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

    private func node(_ event: yaml_event_t, depth: Int, isKey: Bool = false) throws(YAML.Failure) -> YAML {
        let start = location(event.start_mark)
        guard depth < YAML.deepestNesting else {
            throw YAML.Failure(
                message: "this nests deeper than \(YAML.deepestNesting) levels", location: start,
                help: "put a text that starts with a bracket in quotes; no key needs so many levels")
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
                    text: !isQuoted && !isKey && YAML.isNull(text) ? "" : text, isQuoted: isQuoted,
                    location: start,
                    end: end,
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

    /// Refuses a value that starts with a tag, an anchor or an alias: what people write so is a text, as a rule, and
    /// YAML would take its first word out.
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
    private func wholeLine(_ text: Range<Int>) -> (range: Range<Int>, isInDoubt: Bool) {
        let bytes = source.bytes
        guard text.upperBound + 1 < range.upperBound, bytes[text.upperBound] == 32,
            bytes[text.upperBound + 1] == UInt8(ascii: "#")
        else { return (text, false) }
        var end = min(source.line(source.lineIndex(of: text.upperBound)).upperBound, range.upperBound)
        // In a list or a map in brackets, what follows the item.
        if flowDepth > 0 {
            end = bytes[text.upperBound..<end].firstIndex { ",]}".utf8.contains($0) } ?? end
        }
        while end > text.upperBound, bytes[end - 1].isSpaceOrTab { end -= 1 }
        return (text.lowerBound..<end, true)
    }

    /// The ` #…` that cuts a text without quotes off; of an empty one, the comment in its place.
    private func cut(_ text: Range<Int>) -> YAML.Cut? {
        guard text.isEmpty else {
            let whole = wholeLine(text)
            return whole.isInDoubt ? cut(whole.range, at: text.upperBound, isSafe: false) : nil
        }
        let bytes = source.bytes
        let line = source.line(source.lineIndex(of: text.lowerBound))
        var end = min(line.upperBound, range.upperBound)
        guard text.lowerBound < end else { return nil }
        let rest = bytes[text.lowerBound..<end].drop { $0 == 32 }
        guard rest.first == UInt8(ascii: "#"), rest.count > 1, !goesOn(below: line) else { return nil }
        while bytes[end - 1].isSpaceOrTab { end -= 1 }
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
            let key = try node(event, depth: depth + 1, isKey: true)
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
                        "the key `\(MessageText.name(name.text))` was already given on line \(first.line)",
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
            message: "YAML reads the text only up to this comma",
            location: source.location(of: bytes[comma...].firstIndex(of: UInt8(ascii: ",")) ?? comma),
            help: "put the text in quotes" + (isOneLine ? MessageText.afterColon(quoted) : ""),
            fix: isOneLine ? Fix([Fix.Edit(source, start..<end, quoted)], isSafe: false) : nil)
    }
}
