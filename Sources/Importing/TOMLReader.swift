import Support

/// Reads the part of TOML 1.0 that front matters and settings of generators use: tables, lists of tables, keys with dots,
/// texts, lists, inline tables, and bare values such as numbers and dates, which stay texts.
struct TOMLReader {
    /// Why a text cannot be read, and where.
    struct Fault: Error, Sendable {
        var message: String
        /// From 1.
        var line: Int
    }

    private let bytes: [UInt8]
    private var at = 0
    private var line: Int

    /// The most lists, inline tables and parts of a key within each other.
    static let deepestNesting = 16

    /// The most keys and tables of a text.
    static let mostEntries = 5_000
    private var count = 0

    /// - Parameter shift: the lines of the file before the text.
    init(_ text: String, shift: Int = 0) {
        bytes = Array(text.utf8)
        line = 1 + shift
    }

    mutating func read() throws(Fault) -> SourceValue {
        var root = SourceValue(content: .map([]), line: line)
        var table: [String] = []
        while true {
            skipSpace(withLines: true)
            guard at < bytes.count else { return root }
            count += 1
            guard count <= Self.mostEntries else {
                throw Fault(message: "there are more than \(Self.mostEntries) keys", line: line)
            }
            let start = line
            if bytes[at] == UInt8(ascii: "[") {
                at += 1
                let isList = at < bytes.count && bytes[at] == UInt8(ascii: "[")
                if isList { at += 1 }
                table = try keys()
                try expect("]")
                if isList { try expect("]") }
                Self.insert(
                    SourceValue(content: .map([]), line: start), at: table[...], asItem: isList, line: start,
                    in: &root)
            } else {
                let key = try keys()
                try expect("=")
                let value = try value(0)
                Self.insert(value, at: (table + key)[...], asItem: false, line: start, in: &root)
            }
            skipSpace(withLines: false)
            guard at >= bytes.count || bytes[at] == 10 || bytes[at] == 13 else {
                throw Fault(message: "something follows a value on its line", line: line)
            }
        }
    }

    /// Puts a value at a path; of a list of tables, into the last one.
    private static func insert(
        _ value: SourceValue, at path: ArraySlice<String>, asItem: Bool, line: Int,
        in target: inout SourceValue
    ) {
        if case .list(var items) = target.content, var last = items.popLast() {
            insert(value, at: path, asItem: asItem, line: line, in: &last)
            target.content = .list(items + [last])
            return
        }
        guard let key = path.first else { return }
        var fields = target.fields
        let index = fields.firstIndex { $0.key == key }
        if path.count > 1 {
            var inner = index.map { fields[$0].value } ?? SourceValue(content: .map([]), line: line)
            insert(value, at: path.dropFirst(), asItem: asItem, line: line, in: &inner)
            if let index {
                fields[index].value = inner
            } else {
                fields.append(SourceValue.Field(key: key, line: line, value: inner))
            }
        } else if asItem {
            if let index {
                fields[index].value.content = .list(fields[index].value.items + [value])
            } else {
                let list = SourceValue(content: .list([value]), line: line)
                fields.append(SourceValue.Field(key: key, line: line, value: list))
            }
        } else if index == nil {
            fields.append(SourceValue.Field(key: key, line: line, value: value))
        }
        target.content = .map(fields)
    }

    // MARK: Parts

    private mutating func keys() throws(Fault) -> [String] {
        var keys: [String] = []
        repeat {
            skipSpace(withLines: false)
            if at < bytes.count, bytes[at] == UInt8(ascii: ".") { at += 1 }
            skipSpace(withLines: false)
            guard at < bytes.count else { break }
            if bytes[at] == 34 || bytes[at] == 39 {
                keys.append(try text())
            } else {
                let from = at
                while at < bytes.count, bytes[at].isASCIILetterOrDigit || "-_".utf8.contains(bytes[at]) {
                    at += 1
                }
                guard at > from else { break }
                keys.append(String(decoding: bytes[from..<at], as: UTF8.self))
            }
            skipSpace(withLines: false)
        } while at < bytes.count && bytes[at] == UInt8(ascii: ".")
        guard !keys.isEmpty, keys.count <= Self.deepestNesting else {
            throw Fault(message: "a key was expected here", line: line)
        }
        return keys
    }

    private mutating func expect(_ mark: Unicode.Scalar) throws(Fault) {
        skipSpace(withLines: false)
        guard at < bytes.count, bytes[at] == UInt8(ascii: mark) else {
            throw Fault(message: "`\(mark)` was expected here", line: line)
        }
        at += 1
    }

    private mutating func value(_ depth: Int) throws(Fault) -> SourceValue {
        skipSpace(withLines: depth > 0)
        let start = line
        guard at < bytes.count, depth < Self.deepestNesting else {
            throw Fault(message: "a value was expected here", line: line)
        }
        switch bytes[at] {
        case 34, 39: return SourceValue(content: .text(try text()), line: start)
        case UInt8(ascii: "["):
            at += 1
            var items: [SourceValue] = []
            while try !closes("]") { items.append(try value(depth + 1)) }
            return SourceValue(content: .list(items), line: start)
        case UInt8(ascii: "{"):
            at += 1
            var map = SourceValue(content: .map([]), line: start)
            while try !closes("}") {
                let line = line
                let key = try keys()
                try expect("=")
                Self.insert(try value(depth + 1), at: key[...], asItem: false, line: line, in: &map)
            }
            return map
        default:
            let from = at
            while at < bytes.count, !",]}#\n\r".utf8.contains(bytes[at]) { at += 1 }
            let text = String(decoding: bytes[from..<at], as: UTF8.self).trimmed
            guard !text.isEmpty else { throw Fault(message: "a value was expected here", line: line) }
            return SourceValue(content: .text(text), line: start)
        }
    }

    /// Whether a list or an inline table ends here; the comma before the next part is passed over.
    private mutating func closes(_ mark: Unicode.Scalar) throws(Fault) -> Bool {
        skipSpace(withLines: true)
        if at < bytes.count, bytes[at] == UInt8(ascii: ",") {
            at += 1
            skipSpace(withLines: true)
        }
        guard at < bytes.count else { throw Fault(message: "`\(mark)` is missing", line: line) }
        guard bytes[at] == UInt8(ascii: mark) else { return false }
        at += 1
        return true
    }

    /// A text in quotes of one or of three marks.
    private mutating func text() throws(Fault) -> String {
        let quote = bytes[at]
        let start = line
        let isLong = bytes[at...].starts(with: [quote, quote, quote])
        at += isLong ? 3 : 1
        if isLong, at < bytes.count, bytes[at] == 10 {
            at += 1
            line += 1
        }
        var out: [UInt8] = []
        while at < bytes.count {
            let byte = bytes[at]
            if byte == quote, !isLong || bytes[at...].starts(with: [quote, quote, quote]) {
                at += isLong ? 3 : 1
                return String(decoding: out, as: UTF8.self)
            }
            if byte == 10 {
                guard isLong else { break }
                line += 1
            }
            if byte == UInt8(ascii: "\\"), quote == 34, at + 1 < bytes.count {
                at += 1
                escape(&out)
            } else {
                out.append(byte)
            }
            at += 1
        }
        throw Fault(message: "this text never ends", line: start)
    }

    private mutating func escape(_ out: inout [UInt8]) {
        switch bytes[at] {
        case UInt8(ascii: "n"): out.append(10)
        case UInt8(ascii: "t"): out.append(9)
        case UInt8(ascii: "r"): out.append(13)
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            let count = bytes[at] == UInt8(ascii: "u") ? 4 : 8
            let digits = bytes[(at + 1)...].prefix(count)
            if let scalar = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
                .flatMap(Unicode.Scalar.init)
            {
                out += Array(String(scalar).utf8)
                at += digits.count
            }
        case 10:
            line += 1
            while at + 1 < bytes.count, bytes[at + 1].isWhiteSpace {
                at += 1
                if bytes[at] == 10 { line += 1 }
            }
        default: out.append(bytes[at])
        }
    }

    /// Passes over white space and comments.
    private mutating func skipSpace(withLines: Bool) {
        while at < bytes.count {
            switch bytes[at] {
            case 32, 9: at += 1
            case 10, 13:
                guard withLines else { return }
                if bytes[at] == 10 { line += 1 }
                at += 1
            case UInt8(ascii: "#"): while at < bytes.count, bytes[at] != 10 { at += 1 }
            default: return
            }
        }
    }
}
