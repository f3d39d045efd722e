import Support

/// Reads the plain values of a file of JavaScript or TypeScript, such as a sidebar, and of JSON, which is a part of both.
/// Nothing is run: what is no literal, or names none, is `unknown`.
struct LiteralReader {
    private let bytes: [UInt8]
    private var at = 0
    private var line = 1
    /// Where values that have a name start, such as that of `const sidebar = [`: offset and line. That of the module is
    /// `default`.
    private var names: [String: (offset: Int, line: Int)] = [:]
    /// Count of the values that were read, since a name can be named often.
    private var count = 0

    /// The most values that are read of a file, and the most within each other.
    static let mostValues = 100_000
    static let deepestNesting = 32

    init(_ text: String) {
        bytes = Array(text.utf8)
        findNames()
        (at, line) = (0, 1)
    }

    /// What a module exports.
    mutating func module() -> SourceValue? { named("default") }

    /// The value of a file of JSON.
    mutating func json() -> SourceValue { value(0) }

    /// The value of a name.
    mutating func named(_ name: String, depth: Int = 0) -> SourceValue? {
        guard let place = names[name] else { return nil }
        let saved = (at, line)
        (at, line) = place
        let value = value(depth)
        (at, line) = saved
        return value
    }

    // MARK: Values

    private mutating func value(_ depth: Int) -> SourceValue {
        count += 1
        skipSpace()
        let start = line
        guard depth < Self.deepestNesting, count < Self.mostValues, at < bytes.count else {
            skipExpression()
            return SourceValue(content: .unknown, line: start)
        }
        var content: SourceValue.Content
        switch bytes[at] {
        case UInt8(ascii: "{"): content = .map(map(depth))
        case UInt8(ascii: "["): content = .list(list(depth))
        case 34, 39, 96: content = text().map { .text($0) } ?? .unknown
        case UInt8(ascii: "("):
            at += 1
            content = value(depth + 1).content
            skipSpace()
            if at < bytes.count, bytes[at] == UInt8(ascii: ")") { at += 1 }
        case let byte where byte.isASCIIDigit || byte == UInt8(ascii: "-"):
            let from = at
            at += 1
            while at < bytes.count, Self.isOfName(bytes[at]) || bytes[at] == UInt8(ascii: ".") { at += 1 }
            content = .text(String(decoding: bytes[from..<at], as: UTF8.self))
        case let byte where Self.isOfName(byte): content = word(depth)
        default: content = .unknown
        }
        if !isAtEnd { content = rest(content) }
        return SourceValue(content: content, line: start)
    }

    /// Whether a value ends here.
    private var isAtEnd: Bool {
        mutating get {
            skipSpace()
            return at >= bytes.count || ",]});".utf8.contains(bytes[at])
        }
    }

    /// What follows a value: another text, a type, or something that makes it unknown.
    private mutating func rest(_ content: SourceValue.Content) -> SourceValue.Content {
        var content = content
        while !isAtEnd {
            if bytes[at] == UInt8(ascii: "+"), case .text(let first) = content {
                at += 1
                skipSpace()
                guard at < bytes.count, [34, 39, 96].contains(bytes[at]), let next = text() else { break }
                content = .text(first + next)
            } else if let word = peekedWord(), ["as", "satisfies"].contains(word) {
                skipExpression()
            } else if let word = peekedWord(),
                ["const", "export", "function", "let", "var", "module", "import", "type"].contains(word)
            {
                // The next statement, where no semicolon ends the one before.
                return content
            } else {
                break
            }
        }
        if isAtEnd { return content }
        skipExpression()
        return .unknown
    }

    /// `true`, a name of another value, or a call of a function that returns what it is given.
    private mutating func word(_ depth: Int) -> SourceValue.Content {
        guard let word = peekedWord() else { return .unknown }
        at += word.utf8.count
        if ["true", "false"].contains(word) { return .text(word) }
        if ["null", "undefined"].contains(word) { return .text("") }
        skipSpace()
        // The types of a call: `defineConfig<Theme>(`.
        if at < bytes.count, bytes[at] == UInt8(ascii: "<"),
            let end = bytes[at...].prefix(200).firstIndex(of: UInt8(ascii: ">"))
        {
            at = end + 1
            skipSpace()
        }
        let isCall = at < bytes.count && bytes[at] == UInt8(ascii: "(")
        if isCall, word.begins("define") || word.begins("with") {
            at += 1
            let first = value(depth + 1)
            closeBracket()
            return first.content
        }
        if isCall {
            at += 1
            closeBracket()
        }
        return named(word, depth: depth + 1)?.content ?? .unknown
    }

    private mutating func list(_ depth: Int) -> [SourceValue] {
        at += 1
        var items: [SourceValue] = []
        while true {
            skipSpace()
            guard at < bytes.count, bytes[at] != UInt8(ascii: "]") else { break }
            if bytes[at] == UInt8(ascii: ",") {
                at += 1
                continue
            }
            if bytes[at...].starts(with: "...".utf8) {
                at += 3
                let spread = value(depth + 1)
                if case .list(let more) = spread.content { items += more } else { items.append(spread) }
                continue
            }
            let from = at
            items.append(value(depth + 1))
            if at == from { at += 1 }
        }
        at = min(at + 1, bytes.count)
        return items
    }

    private mutating func map(_ depth: Int) -> [SourceValue.Field] {
        at += 1
        var fields: [SourceValue.Field] = []
        while true {
            skipSpace()
            guard at < bytes.count, bytes[at] != UInt8(ascii: "}") else { break }
            if bytes[at] == UInt8(ascii: ",") {
                at += 1
                continue
            }
            let from = at
            let start = line
            if bytes[at...].starts(with: "...".utf8) {
                at += 3
                fields += value(depth + 1).fields
            } else if let key = key() {
                skipSpace()
                if at < bytes.count, bytes[at] == UInt8(ascii: ":") {
                    at += 1
                    fields.append(SourceValue.Field(key: key, line: start, value: value(depth + 1)))
                } else if isAtEnd, let value = named(key, depth: depth + 1) {
                    fields.append(SourceValue.Field(key: key, line: start, value: value))
                } else {
                    skipExpression()
                }
            } else {
                skipExpression()
            }
            if at == from { at += 1 }
        }
        at = min(at + 1, bytes.count)
        return fields
    }

    private mutating func key() -> String? {
        if [34, 39, 96].contains(bytes[at]) { return text() }
        guard let word = peekedWord() else { return nil }
        at += word.utf8.count
        return word
    }

    /// A text in quotes; nil where a template has a value in it.
    private mutating func text() -> String? {
        let quote = bytes[at]
        at += 1
        var (out, isPlain): ([UInt8], Bool) = ([], true)
        while at < bytes.count, bytes[at] != quote {
            if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count {
                at += 1
                switch bytes[at] {
                case UInt8(ascii: "n"): out.append(10)
                case UInt8(ascii: "t"): out.append(9)
                case UInt8(ascii: "u"):
                    let digits = bytes[(at + 1)...].prefix(4)
                    if digits.count == 4,
                        let scalar = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
                            .flatMap(Unicode.Scalar.init)
                    {
                        out += Array(String(scalar).utf8)
                        at += 4
                    }
                case 10: line += 1
                default: out.append(bytes[at])
                }
            } else {
                if bytes[at] == 10 {
                    // Only a template goes on in the next line.
                    guard quote == 96 else { break }
                    line += 1
                }
                if quote == 96, bytes[at...].starts(with: "${".utf8) { isPlain = false }
                out.append(bytes[at])
            }
            at += 1
        }
        at = min(at + 1, bytes.count)
        return isPlain ? String(decoding: out, as: UTF8.self) : nil
    }

    // MARK: Bytes

    private static func isOfName(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 128
    }

    private func peekedWord() -> String? {
        var end = at
        while end < bytes.count, Self.isOfName(bytes[end]) { end += 1 }
        return end == at ? nil : String(decoding: bytes[at..<end], as: UTF8.self)
    }

    private mutating func skipSpace() {
        while at < bytes.count {
            if bytes[at].isWhiteSpace {
                if bytes[at] == 10 { line += 1 }
                at += 1
            } else if bytes[at...].starts(with: "//".utf8) {
                while at < bytes.count, bytes[at] != 10 { at += 1 }
            } else if bytes[at...].starts(with: "/*".utf8) {
                at += 2
                while at < bytes.count, !bytes[at...].starts(with: "*/".utf8) {
                    if bytes[at] == 10 { line += 1 }
                    at += 1
                }
                at = min(at + 2, bytes.count)
            } else {
                return
            }
        }
    }

    /// Goes to the comma, the bracket or the semicolon that ends an expression.
    private mutating func skipExpression() { skip { ",;".utf8.contains($0) } }

    /// Goes past the bracket that closes one that was opened.
    private mutating func closeBracket() {
        skip { _ in false }
        at = min(at + 1, bytes.count)
    }

    private mutating func skip(until isEnd: (UInt8) -> Bool) {
        var depth = 0
        while true {
            skipSpace()
            guard at < bytes.count else { return }
            switch bytes[at] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth == 0 { return }
                depth -= 1
            case 34, 39, 96:
                _ = text()
                continue
            case let byte where depth == 0 && isEnd(byte): return
            default: break
            }
            at += 1
        }
    }

    // MARK: Names

    private mutating func findNames() {
        var function: String?
        while true {
            skipSpace()
            guard at < bytes.count else { return }
            if [34, 39, 96].contains(bytes[at]) {
                _ = text()
                continue
            }
            guard let word = peekedWord() else {
                at += 1
                continue
            }
            at += word.utf8.count
            switch word {
            case "const", "let", "var":
                skipSpace()
                guard let name = peekedWord() else { continue }
                at += name.utf8.count
                // A type may be before the value.
                skip { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ";") }
                if at < bytes.count, bytes[at] == UInt8(ascii: "="), names[name] == nil {
                    names[name] = (at + 1, line)
                }
            case "default": if names["default"] == nil { names["default"] = (at, line) }
            case "module" where bytes[at...].starts(with: ".exports".utf8):
                at += 8
                skipSpace()
                if at < bytes.count, bytes[at] == UInt8(ascii: "=") { names["default"] = (at + 1, line) }
            case "function":
                skipSpace()
                if let name = peekedWord() { function = name }
            case "return":
                // The first one of a function that has a name.
                if let name = function, names[name] == nil { names[name] = (at, line) }
                function = nil
            default: break
            }
        }
    }
}
