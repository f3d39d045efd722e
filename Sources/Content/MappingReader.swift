import Findings
import Support

/// Takes the keys of one YAML mapping and reports what is missing, of the wrong type, or unknown, each at its location.
struct MappingReader {
    let file: String
    /// The name of the mapping in messages, such as `the front matter` or `a resource`.
    let what: String
    private let entries: [YAML.Entry]
    let location: SourceLocation
    private var known: [String] = []
    /// Keys that were read under their former names.
    private var former: Set<String> = []
    /// False where the value is none, which is a finding already.
    private let isMapping: Bool
    private(set) var findings: [Finding] = []
    /// The keys that were asked for, where they are what is wanted, and no values.
    private(set) var shape: MappingShape?

    init(_ value: YAML, file: String, what: String) {
        self.file = file
        self.what = what
        location = value.location
        if case .mapping(let entries, _) = value {
            self.entries = entries
            isMapping = true
        } else {
            entries = []
            isMapping = false
            findings.append(
                Finding(
                    .contentWrongType, file: file, at: value.location,
                    "\(what) is \(value.kind), not a mapping of keys",
                    help: "write one `key: value` per line"))
        }
    }

    /// A reader of a mapping that is not there: what it is asked for becomes its shape.
    init(describing what: String) {
        file = ""
        self.what = what
        entries = []
        location = .start
        isMapping = false
        shape = MappingShape()
    }

    mutating func declare(_ name: String, _ value: MappingShape.Value, isRequired: Bool = false) {
        shape?.keys.append(MappingShape.Key(name: name, value: value, isRequired: isRequired))
    }

    /// The shape of a mapping within this one.
    private static func shape<Value>(_ what: String, _ read: (inout MappingReader) -> Value?) -> MappingShape
    {
        var reader = MappingReader(describing: what)
        _ = read(&reader)
        return reader.shape ?? MappingShape()
    }

    /// A rule of the shape that the reader holds by itself: all keys of one group have to be there, and none of the others.
    mutating func oneOf(_ groups: [[String]]) {
        guard var shape else { return }
        shape.alternatives = groups
        for index in shape.keys.indices where groups.joined().contains(shape.keys[index].name) {
            shape.keys[index].isRequired = false
            shape.keys[index].value = .text(isFilled: false, pattern: nil)
        }
        self.shape = shape
    }

    /// The entry of a key, which is known from now on.
    /// - Parameter name: its former name, which sites may still use.
    mutating func entry(_ key: String, formerly name: String? = nil) -> YAML.Entry? {
        known.append(key)
        if let entry = entries.first(where: { $0.key == key }) { return entry }
        guard let name, let entry = entries.first(where: { $0.key == name }) else { return nil }
        former.insert(name)
        return entry
    }

    /// Adds a finding of the caller's own.
    mutating func report(_ finding: Finding) { findings.append(finding) }

    mutating func merge(_ other: MappingReader, allowsOtherKeys: Bool = false) {
        findings.append(contentsOf: other.finish(allowsOtherKeys: allowsOtherKeys))
    }

    /// A kind of value that a key takes, as messages call it.
    enum Expected: String {
        case text
        case list = "a list"
        case bool = "true or false"
        case number = "a whole number above 0"
        case order = "a whole number"
        case day = "a date"

        /// Values as they are written: one of them, or all where there are few.
        var examples: [String] {
            switch self {
            case .text: ["some text"]
            case .list: ["[one, two]"]
            case .bool: ["true", "false"]
            case .number: ["180"]
            case .order: ["10"]
            case .day: ["2026-11-20"]
            }
        }

        /// The value that is there instead, as messages call it: its kind, or `"1.5"` where a number or a boolean was
        /// expected.
        func described(_ value: YAML) -> String {
            guard case .scalar(let scalar) = value, !value.isNothing else { return value.kind }
            switch self {
            case .text, .list, .day: return value.kind
            // In quotes it may be the right word, so the quotes are what is wrong.
            case .bool where scalar.isQuoted: return value.kind
            case .bool, .number, .order: return "\"\(MessageText.name(scalar.text))\""
            }
        }
    }

    mutating func wrongType(_ entry: YAML.Entry, _ expected: Expected) {
        let lines = expected.examples.map { "`\(entry.key): \($0)`" }
        findings.append(
            Finding(
                .contentWrongType, file: file, at: entry.value.location,
                "`\(entry.key)` is \(expected.described(entry.value)), not \(expected.rawValue)",
                help: "write \(lines.joined(separator: " or "))"))
    }

    mutating func missing(_ key: String, help: String? = nil) {
        guard isMapping else { return }
        findings.append(
            Finding(
                .contentMissingKey, file: file, at: location, "\(what) has no `\(key)`",
                help: help ?? "add a line `\(key): …`"))
    }

    /// Whether a text is on one line already, with single spaces within; the usual case, told by its bytes.
    private static func isPlainLine(_ text: String) -> Bool {
        var previous: UInt8 = 32
        for byte in text.utf8 {
            if byte < 32 || byte >= 127 || (byte == 32 && previous == 32) { return false }
            previous = byte
        }
        return previous != 32
    }

    /// Text on one line: each run of white space in it is one space.
    private mutating func text(_ value: YAML) -> String? {
        guard case .scalar(let scalar) = value else { return nil }
        if let cut = scalar.cut, !scalar.text.isEmpty {
            findings.append(scalar.finding(of: cut, file: file))
        }
        if Self.isPlainLine(scalar.text) { return scalar.text }
        // Characters that are written as they are were found when the file was read.
        findings += scalar.escapes.map { InvisibleCharacter.finding($0, file: file) }
        let words = scalar.text.split { $0.isWhitespace }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// The text of a key, with its location.
    ///
    /// - Parameters:
    ///   - isFilled: whether it may be left out, but not be empty.
    ///   - pattern: what the caller expects of it, as a regular expression (ECMA 262), for its shape.
    ///   - names: the texts that the caller expects, for its shape.
    mutating func string(
        _ key: String, isRequired: Bool = false, isFilled: Bool = false, pattern: String? = nil,
        among names: [String]? = nil
    ) -> Located? {
        let isNeeded = isRequired || isFilled
        declare(
            key,
            names.map { .choice($0, isFilled: isNeeded) } ?? .text(isFilled: isNeeded, pattern: pattern),
            isRequired: isRequired)
        guard let entry = entry(key) else {
            if isRequired { missing(key) }
            return nil
        }
        return string(of: entry, isRequired: isRequired || isFilled)
    }

    /// The text of an entry.
    mutating func string(of entry: YAML.Entry, isRequired: Bool = false) -> Located? {
        guard let text = text(entry.value) else {
            if case .scalar(let scalar) = entry.value {
                if isRequired {
                    findings.append(
                        Finding(
                            .contentMissingKey, file: file, at: scalar.cut?.location ?? entry.location,
                            "`\(MessageText.name(entry.key))` is empty"
                                + (scalar.cut == nil ? "" : ", since ` #` starts a comment"),
                            help: scalar.cut.map {
                                "put the text in quotes\(MessageText.afterColon($0.quoted))"
                            }
                                ?? "write its text after the colon",
                            fix: scalar.cut?.fix))
                } else if let cut = scalar.cut, cut.fix.isSafe {
                    findings.append(scalar.finding(of: cut, file: file))
                }
            } else {
                wrongType(entry, .text)
            }
            return nil
        }
        return Located(text: text, location: entry.value.location, end: entry.value.end)
    }

    /// A text, or a list of texts, of which there has to be one.
    ///
    /// - Parameter help: what to write where there is none.
    mutating func oneOrMore(_ key: String, help: String) -> [Located] {
        declare(key, .oneOrMoreTexts, isRequired: true)
        var texts: [Located] = []
        if let entry = entry(key) {
            if case .scalar(let scalar) = entry.value, !scalar.text.isEmpty {
                texts = string(of: entry).map { [$0] } ?? []
            } else {
                texts = strings(of: entry)
            }
        }
        if texts.isEmpty { missing(key, help: help) }
        return texts
    }

    /// A list of texts.
    ///
    /// - Parameter pattern: what the caller expects of each, as a regular expression (ECMA 262), for the shape.
    mutating func strings(_ key: String, pattern: String? = nil) -> [Located] {
        declare(key, .texts(pattern: pattern))
        return entry(key).map { strings(of: $0) } ?? []
    }

    mutating func strings(of entry: YAML.Entry) -> [Located] {
        let key = entry.key
        guard case .sequence(let items, _) = entry.value else {
            if !entry.value.isNothing { wrongType(entry, .list) }
            return []
        }
        return items.compactMap { item in
            if let text = text(item) { return Located(text: text, location: item.location, end: item.end) }
            if case .scalar(let scalar) = item, let cut = scalar.cut {
                findings.append(scalar.finding(of: cut, file: file))
                return nil
            }
            // With braces, a mapping is what was meant.
            if case .mapping(let entries, let location) = item, let first = entries.first,
                location == first.location
            {
                findings.append(keyInText(first, isAlone: entries.count == 1, of: key))
                return nil
            }
            if case .scalar = item {
                findings.append(
                    Finding(
                        .contentWrongType, file: file, at: item.location, "an item of `\(key)` is empty",
                        help: "write its text, or remove the item"))
                return nil
            }
            findings.append(
                Finding(
                    .contentWrongType, file: file, at: item.location,
                    "an item of `\(key)` is \(item.kind), not text",
                    help: "put text that contains a colon or starts with a bracket in quotes"))
            return nil
        }
    }

    /// A colon in an item without quotes, which makes a mapping of what was meant as a text: `- Note: it is`.
    private func keyInText(_ entry: YAML.Entry, isAlone: Bool, of key: String) -> Finding {
        var fix: Fix?
        var quoted = ""
        let start = Int(entry.value.location.column) - 2
        // Where it is written as it reads, the text is known.
        if isAlone, case .scalar(let scalar) = entry.value, !scalar.isQuoted, scalar.cut == nil,
            scalar.location.line == entry.location.line, scalar.end.line == entry.location.line,
            start == Int(entry.location.column) + entry.key.unicodeScalars.count,
            Int(scalar.end.column) == start + 2 + scalar.text.unicodeScalars.count
        {
            let text = "\(entry.key): \(scalar.text)"
            let written = YAML.quoted(text)
            if YAML.value(ofScalar: written) == text {
                quoted = written
                fix = Fix.safe(entry.location, scalar.end, written, replacing: text)
            }
        }
        return Finding(
            .contentWrongType, file: file, at: entry.location,
            "an item of `\(key)` is not text, since YAML reads `\(MessageText.name(entry.key))` before the colon as a key",
            help: "put the text in quotes" + (quoted.isEmpty ? "" : MessageText.afterColon(quoted)), fix: fix)
    }

    /// A list of mappings, each read by `read`.
    mutating func list<Value>(
        _ key: String, formerly name: String? = nil, what: String, isRequired: Bool = false,
        _ read: (inout MappingReader) -> Value?
    ) -> [Value] {
        if shape != nil {
            let value = MappingShape.Value.list(of: Self.shape(what, read))
            declare(key, value, isRequired: isRequired)
            if let name {
                shape?.keys.append(
                    MappingShape.Key(name: name, value: value, isRequired: false, present: key))
            }
        }
        guard let entry = entry(key, formerly: name) else {
            if isRequired { missing(key) }
            return []
        }
        guard case .sequence(let items, _) = entry.value else {
            if !entry.value.isNothing { wrongType(entry, .list) }
            return []
        }
        return items.compactMap { item in
            var reader = MappingReader(item, file: file, what: what)
            let value = read(&reader)
            merge(reader)
            return value
        }
    }

    /// The mapping of a key, read by `read`.
    ///
    /// - Parameter allowsOtherKeys: whether its keys are free.
    mutating func mapping<Value>(
        _ key: String, what: String, allowsOtherKeys: Bool = false, _ read: (inout MappingReader) -> Value?
    ) -> Value? {
        if shape != nil { declare(key, .mapping(Self.shape(what, read))) }
        guard let entry = entry(key) else { return nil }
        var reader = MappingReader(entry.value, file: file, what: what)
        let value = read(&reader)
        merge(reader, allowsOtherKeys: allowsOtherKeys)
        return value
    }

    /// All entries of a mapping whose keys are free.
    ///
    /// - Parameters:
    ///   - value: the kind of their values, and `names` the names that they may have, for the shape.
    mutating func freeEntries(_ value: MappingShape.Value, names: [String]? = nil) -> [YAML.Entry] {
        shape?.others = value
        shape?.otherNames = names
        return entries
    }

    /// All findings, with those of keys that nothing asked for.
    func finish(allowsOtherKeys: Bool = false) -> [Finding] {
        guard !allowsOtherKeys else { return findings }
        return findings
            + entries.filter { !known.contains($0.key) && !former.contains($0.key) }.map { entry in
                let near = Nearest.match(entry.key, among: known)
                let end = SourceLocation(
                    line: Int(entry.location.line),
                    column: Int(entry.location.column) + entry.key.unicodeScalars.count)
                return Finding(
                    .contentUnknownKey, file: file, at: entry.location, to: end,
                    "`\(MessageText.name(entry.key))` is not a key of \(what)",
                    help: near.map { "did you mean `\($0)`?" }
                        ?? "the keys are \(known.sorted().joined(separator: ", "))",
                    fix: near.flatMap {
                        Fix.offered(Located(text: entry.key, location: entry.location, end: end), $0)
                    })
            }
    }
}
