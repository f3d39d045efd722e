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
        /// Whether it stands in quotes; a quoted `true` is text.
        package var isQuoted: Bool
        package var place: Place
        /// Right after its last character.
        package var end: Place
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
    }

    /// Right after its last character; where that is not known, its start.
    package var end: Place {
        if case .scalar(let scalar) = self { return scalar.end }
        return place
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

    /// Reads a text.
    ///
    /// - Parameter firstLine: the line of the file, from 1, on which the text starts.
    /// - Returns: its value; an empty mapping for an empty text.
    package static func read(_ bytes: ArraySlice<UInt8>, firstLine: Int) throws(Failure) -> YAML {
        let reader = YAMLReader(firstLine: firstLine)
        return try reader.read(bytes)
    }
}

/// The one place that talks to libyaml. A class, since libyaml's parser keeps its own address.
private final class YAMLReader {
    let firstLine: Int
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)

    init(firstLine: Int) {
        self.firstLine = firstLine
        parser.initialize(to: yaml_parser_t())
    }

    deinit { parser.deallocate() }

    func read(_ bytes: ArraySlice<UInt8>) throws(YAML.Failure) -> YAML {
        guard yaml_parser_initialize(parser) == 1 else {
            throw YAML.Failure(message: "there is no memory left to read it", place: .start)
        }
        defer { yaml_parser_delete(parser) }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        let result = bytes.withUnsafeBufferPointer { view -> Result<YAML, YAML.Failure> in
            yaml_parser_set_input_string(parser, view.baseAddress, view.count)
            do throws(YAML.Failure) {
                return .success(try document())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func place(_ mark: yaml_mark_t) -> Place {
        Place(line: Int(mark.line) + firstLine, column: Int(mark.column) + 1)
    }

    private func next() throws(YAML.Failure) -> yaml_event_t {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else {
            let problem = parser.pointee.problem.map { String(cString: $0) } ?? "it is not valid YAML"
            throw YAML.Failure(message: problem, place: place(parser.pointee.problem_mark))
        }
        return event
    }

    private func document() throws(YAML.Failure) -> YAML {
        var value: YAML = .mapping([], Place(line: firstLine, column: 1))
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
            throw YAML.Failure(message: "it nests deeper than \(YAML.deepestNesting) levels", place: start)
        }
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            try refuse(anchor: scalar.anchor, at: start)
            let text = String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            return .scalar(
                YAML.Scalar(
                    text: text, isQuoted: scalar.style != YAML_PLAIN_SCALAR_STYLE, place: start,
                    end: place(event.end_mark)))
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

    private func entries(depth: Int) throws(YAML.Failure) -> [YAML.Entry] {
        var entries: [YAML.Entry] = []
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
            if entries.contains(where: { $0.key == name.text }) {
                throw YAML.Failure(
                    message: "the key \"\(name.text)\" stands here a second time", place: name.place)
            }
            entries.append(YAML.Entry(key: name.text, place: name.place, value: value))
        }
    }

    private func refuse(anchor: UnsafeMutablePointer<yaml_char_t>?, at place: Place) throws(YAML.Failure) {
        guard anchor != nil else { return }
        throw YAML.Failure(message: "anchors (&name) are not read here; write the value out", place: place)
    }
}
