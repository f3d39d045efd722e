import CYAML
import Markdown

/// A YAML text as a tree in which everything has its spot.
///
/// The reader takes libyaml's events. Anchors and aliases are refused, so that no text grows beyond its own size, and
/// so is nesting deeper than any of our files needs.
package indirect enum YAML: Sendable {
    case scalar(Scalar)
    case sequence([YAML], Place)
    case mapping([Entry], Place)

    package struct Scalar: Sendable {
        package var text: String
        /// Whether it is in quotes; a quoted `true` is text.
        package var isQuoted: Bool
        package var place: Place
        /// Right after its last character.
        package var end: Place
        /// What cuts it off; nil where nothing does.
        package var cut: Cut?
        /// Whether it is a block of lines, behind `|` or `>`: where such a text ends is no place to write to.
        package var isBlock = false
    }

    /// A comment that starts one space behind a text without quotes: its author may have meant it as text.
    package struct Cut: Sendable {
        /// The space before the `#`.
        package var place: Place
        /// Puts the whole line's text in quotes.
        package var fix: Fix
    }

    package struct Entry: Sendable {
        package var key: String
        package var place: Place
        package var value: YAML
    }

    /// Why a text is no YAML, and where.
    package struct Failure: Error, Sendable {
        package var message: String
        package var place: Place
        /// What to do about it, where that is known; else empty.
        package var help = ""
        package var fix: Fix?
        /// Whether the text is no YAML at all, rather than YAML of a kind that is not read here.
        package var isSyntax = false
    }

    /// Right after its last character; nil where that is not known, or no place to write to.
    package var end: Place? {
        guard case .scalar(let scalar) = self, !scalar.isBlock else { return nil }
        return scalar.end
    }

    package var place: Place {
        switch self {
        case .scalar(let scalar): scalar.place
        case .sequence(_, let place), .mapping(_, let place): place
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

    static let deepestNesting = 16

    /// Reads a part of a text.
    ///
    /// - Parameter range: the bytes to read, without a byte order mark; all places are those of the whole text.
    /// - Returns: its value; an empty mapping for an empty text.
    package static func read(_ source: SourceText, _ range: Range<Int>) throws(Failure) -> YAML {
        try YAMLReader(source, range).read()
    }

    /// A text in double quotes (YAML 1.1 section 5.7): `"a \\"b\\""` of `a "b"`.
    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// What a scalar such as `"a\u0062"` reads as, here `ab`; nil where a text is no single scalar.
    static func value(ofScalar text: String) -> String? {
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
            throw YAML.Failure(message: "there is no memory left to read it", place: .start)
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
            guard
                let mark = Self.breaks.first(where: {
                    source.bytes[index..<range.upperBound].starts(with: $0.bytes)
                })
            else { continue }
            while next < quoted.endIndex, quoted[next].upperBound <= index { next += 1 }
            guard next == quoted.endIndex || !quoted[next].contains(index) else { continue }
            return YAML.Failure(
                message: "here is a \(mark.name), which YAML reads as the end of the line",
                place: source.place(of: index), help: "put a space in its place",
                fix: Fix.safe(source, index..<(index + mark.bytes.count), " "))
        }
        return nil
    }

    private static let breaks: [(bytes: [UInt8], name: String)] = [
        ([0xC2, 0x85], "next-line character (U+0085)"), ([0xE2, 0x80, 0xA8], "line separator (U+2028)"),
        ([0xE2, 0x80, 0xA9], "paragraph separator (U+2029)"),
    ]

    /// libyaml counts characters from the start of its input; its lines and columns are its own (see `strayBreak`).
    private func place(_ mark: yaml_mark_t) -> Place {
        cursor.move(to: Int(mark.index))
        return cursor.place
    }

    private func next() throws(YAML.Failure) -> yaml_event_t {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else {
            let problem = parser.pointee.problem.map { String(cString: $0) } ?? "it is not valid YAML"
            // Of a character that no YAML text may hold, only the byte is known.
            let place =
                parser.pointee.error == YAML_READER_ERROR
                ? source.place(
                    of: min(range.lowerBound + Int(parser.pointee.problem_offset), range.upperBound))
                : place(parser.pointee.problem_mark)
            throw YAML.Failure(message: problem, place: place, isSyntax: true)
        }
        return event
    }

    private func document() throws(YAML.Failure) -> YAML {
        var value: YAML = .mapping([], cursor.place)
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
                        message: "a second document starts here", place: place(event.start_mark))
                }
            case YAML_SCALAR_EVENT, YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT, YAML_ALIAS_EVENT:
                value = try node(event, depth: 0)
                if case .scalar(let scalar) = value, scalar.text.isEmpty, !scalar.isQuoted {
                    value = .mapping([], scalar.place)
                }
            default: break
            }
        }
    }

    private func node(_ event: yaml_event_t, depth: Int) throws(YAML.Failure) -> YAML {
        let start = place(event.start_mark)
        guard depth < YAML.deepestNesting else {
            throw YAML.Failure(
                message: "this nests deeper than \(YAML.deepestNesting) levels", place: start,
                help: "put a text that starts with a bracket in quotes; no key wants so many levels")
        }
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            try refuse(anchor: scalar.anchor, at: start)
            let text = String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let first = cursor.offset
            let end = place(event.end_mark)
            let isQuoted = scalar.style != YAML_PLAIN_SCALAR_STYLE
            if isQuoted { quoted.append(first..<max(first, cursor.offset)) }
            return .scalar(
                YAML.Scalar(
                    text: text, isQuoted: isQuoted, place: start, end: end,
                    cut: isQuoted ? nil : cut(first..<max(first, cursor.offset)),
                    isBlock: scalar.style == YAML_LITERAL_SCALAR_STYLE
                        || scalar.style == YAML_FOLDED_SCALAR_STYLE))
        case YAML_SEQUENCE_START_EVENT:
            try refuse(anchor: event.data.sequence_start.anchor, at: start)
            var items: [YAML] = []
            while true {
                var event = try next()
                defer { yaml_event_delete(&event) }
                if event.type == YAML_SEQUENCE_END_EVENT { return .sequence(items, start) }
                items.append(try node(event, depth: depth + 1))
            }
        case YAML_MAPPING_START_EVENT:
            try refuse(anchor: event.data.mapping_start.anchor, at: start)
            return .mapping(try entries(depth: depth), start)
        default:
            throw YAML.Failure(
                message: "aliases (*name) are not read here; write the value out", place: start)
        }
    }

    /// What cuts a text without quotes off, on the one line on which it is.
    private func cut(_ text: Range<Int>) -> YAML.Cut? {
        let bytes = source.bytes
        guard !text.isEmpty, text.upperBound + 1 < range.upperBound, bytes[text.upperBound] == 32,
            bytes[text.upperBound + 1] == UInt8(ascii: "#"), !bytes[text].contains(10)
        else { return nil }
        let line = source.line(source.lineIndex(of: text.lowerBound))
        var end = line.upperBound
        while end > text.upperBound, bytes[end - 1] == 32 { end -= 1 }
        let whole = String(decoding: bytes[text.lowerBound..<end], as: UTF8.self)
        return YAML.Cut(
            place: source.place(of: text.upperBound),
            fix: Fix([Fix.Edit(source, text.lowerBound..<end, YAML.quoted(whole))], isSafe: false))
    }

    private func entries(depth: Int) throws(YAML.Failure) -> [YAML.Entry] {
        var entries: [YAML.Entry] = []
        var keys: Set<String> = []
        while true {
            var event = try next()
            defer { yaml_event_delete(&event) }
            if event.type == YAML_MAPPING_END_EVENT { return entries }
            let key = try node(event, depth: depth + 1)
            guard case .scalar(let name) = key else {
                throw YAML.Failure(message: "a key has to be a plain word", place: key.place)
            }
            var valueEvent = try next()
            defer { yaml_event_delete(&valueEvent) }
            let value = try node(valueEvent, depth: depth + 1)
            if !keys.insert(name.text).inserted {
                throw YAML.Failure(
                    message: "the key \"\(name.text)\" is here a second time", place: name.place)
            }
            entries.append(YAML.Entry(key: name.text, place: name.place, value: value))
        }
    }

    private func refuse(anchor: UnsafeMutablePointer<yaml_char_t>?, at place: Place) throws(YAML.Failure) {
        guard anchor != nil else { return }
        throw YAML.Failure(message: "anchors (&name) are not read here; write the value out", place: place)
    }
}

/// Finds bytes and places of a text by the numbers of its characters, which are asked for in order, as a rule.
private struct YAMLCursor {
    private let source: SourceText
    private let range: Range<Int>
    /// How many characters are before it in the range.
    private var index = 0
    /// The byte at which it is.
    private(set) var offset: Int
    private(set) var place: Place

    init(_ source: SourceText, _ range: Range<Int>) {
        self.source = source
        self.range = range
        offset = range.lowerBound
        place = source.place(of: range.lowerBound)
    }

    /// - Parameter target: the number of a character, from 0.
    mutating func move(to target: Int) {
        if target < index { self = YAMLCursor(source, range) }
        guard target > index else { return }
        var (line, column) = (Int(place.line), Int(place.column))
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
        place = Place(line: line, column: column)
    }
}
