import Support

/// A parsed mustache template: its tags, and the text before each.
///
/// It may have values, sections, partials, comments and other delimiters (mustache(5)). Inheritance, functions and partials that
/// a value names are faults. Templates may come with a pull request, so reading takes time with the length alone, and no
/// nesting is too deep.
package struct Template: Sendable {
    /// A tag, such as `{{#updated}}`.
    package struct Tag: Sendable {
        package enum Kind: Sendable, Equatable {
            /// `{{name}}`, or `{{{name}}}` and `{{&name}}`, which are not escaped.
            case value(isEscaped: Bool)
            /// `{{#name}}`, or `{{^name}}`, which is shown where there is nothing. `end` is the index of the tag that closes
            /// it.
            case section(isInverted: Bool, end: Int)
            /// `{{/name}}`.
            case end
            /// `{{> name}}`.
            case partial
            /// `{{! text}}` and `{{=<% %>=}}`, which show nothing.
            case nothing
        }

        package fileprivate(set) var kind: Kind
        /// Without its sign and spaces, such as `assets.style.css`.
        package let name: String
        /// The offset of its first byte.
        let offset: Int
        /// The text between the tag before and this one, which is shown.
        package let text: Range<Int>

        /// Whether it shows a value, or asks whether there is one.
        var asksForValue: Bool {
            switch kind {
            case .value, .section: true
            case .end, .partial, .nothing: false
            }
        }
    }

    /// The reason why a template cannot be read.
    struct Fault: Sendable, Equatable {
        /// The offset of the tag that has it.
        var offset: Int
        var message: String
        var help: String
    }

    package let bytes: [UInt8]
    package fileprivate(set) var tags: [Tag] = []
    /// The text after the last tag.
    package fileprivate(set) var rest = 0..<0
    /// The first fault; tags after it are not read.
    private(set) var fault: Fault?

    /// A larger template is not read (128 KiB).
    static let largest = 128 << 10
    /// Size (8 KiB) that each value counts with in `largestInAll`, since it may be as long as a guide.
    static let sizeOfValue = 8 << 10
    /// The templates of a site may not be larger than this together (4 MiB), nor may a page with all its partials and values.
    static let largestInAll = 4 << 20

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var reader = TemplateReader(bytes)
        do throws(Fault) {
            while let tag = try reader.next(after: tags) {
                if case .end = tag.kind, let opening = reader.closed,
                    case .section(let isInverted, _) = tags[opening].kind
                {
                    tags[opening].kind = .section(isInverted: isInverted, end: tags.count)
                }
                tags.append(tag)
            }
        } catch {
            fault = error
        }
        rest = reader.textStart..<bytes.count
    }

    /// The size that it counts with.
    var size: Int {
        bytes.count + Self.sizeOfValue * tags.count { if case .value = $0.kind { true } else { false } }
    }

    /// What it includes.
    var partials: [Tag] { tags.filter { $0.kind == .partial } }
}

extension Template.Fault: Error {}

/// Reads the tags of a template, one after the other.
private struct TemplateReader {
    private typealias Tag = Template.Tag
    private typealias Fault = Template.Fault

    private let bytes: [UInt8]
    private var opening = Array("{{".utf8)
    private var closing = Array("}}".utf8)
    /// Indices of the sections that are open.
    private var open: [Int] = []
    /// The section that the last tag closes.
    private(set) var closed: Int?
    /// The offset of the text that no tag has taken yet.
    private(set) var textStart = 0
    /// The offset after the last tag.
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next tag; nil after the last one.
    ///
    /// - Parameter tags: those before it.
    mutating func next(after tags: [Template.Tag]) throws(Template.Fault) -> Template.Tag? {
        closed = nil
        guard let start = find(opening, from: at) else {
            guard let section = open.last.map({ tags[$0] }) else { return nil }
            throw Fault(
                offset: section.offset, message: "the section \"\(section.name)\" is not closed",
                help: "put {{/\(section.name)}} where the section ends")
        }
        let inner = start + opening.count
        guard let end = end(from: inner) else { throw notClosed(start) }
        let sign = inner < end ? bytes[inner] : 0
        at = end + closing.count
        var kind = Tag.Kind.value(isEscaped: true)
        var content = inner..<end
        switch sign {
        case UInt8(ascii: "{"):
            let whole = find([UInt8(ascii: "}")] + closing, from: inner)
            guard let whole, whole <= end else {
                let name = try name(in: inner + 1..<end, at: start)
                throw Fault(
                    offset: start, message: "this tag starts with three braces and ends with two",
                    help: "write {{{\(name)}}}, or {{\(name)}} to escape the value")
            }
            (kind, content) = (.value(isEscaped: false), inner + 1..<whole)
            at = whole + 1 + closing.count
        case UInt8(ascii: "&"): (kind, content) = (.value(isEscaped: false), inner + 1..<end)
        case UInt8(ascii: "#"), UInt8(ascii: "^"):
            (kind, content) = (.section(isInverted: sign == UInt8(ascii: "^"), end: 0), inner + 1..<end)
        case UInt8(ascii: "/"): (kind, content) = (.end, inner + 1..<end)
        case UInt8(ascii: ">"): (kind, content) = (.partial, inner + 1..<end)
        case UInt8(ascii: "!"): (kind, content) = (.nothing, end..<end)
        case UInt8(ascii: "="):
            try changeDelimiters(inner + 1..<end, at: start)
            (kind, content) = (.nothing, end..<end)
        case UInt8(ascii: "<"), UInt8(ascii: "$"):
            let name = try name(in: inner + 1..<end, at: start)
            throw Fault(
                offset: start, message: "templates cannot inherit from each other here",
                help: "include what they share: {{> \(name)}}")
        case UInt8(ascii: "%"):
            throw Fault(
                offset: start, message: "this setting is not known here", help: "remove the tag")
        default: break
        }
        let name = kind == .nothing ? "" : try name(in: content, at: start, isPartial: kind == .partial)
        if case .section = kind { open.append(tags.count) }
        if kind == .end { try close(name, at: start, tags) }
        return Tag(kind: kind, name: name, offset: start, text: text(before: start, isShown: kind.isShown))
    }

    /// The text before a tag. A line that has only one tag which shows nothing by itself is no line of the output
    /// (mustache(5), sections).
    private mutating func text(before start: Int, isShown: Bool) -> Range<Int> {
        defer { if textStart < at { textStart = at } }
        var lineStart = start
        while lineStart > textStart, Self.isSpace(bytes[lineStart - 1]) { lineStart -= 1 }
        var lineEnd = at
        while lineEnd < bytes.count, Self.isSpace(bytes[lineEnd]) { lineEnd += 1 }
        let before = textStart..<start
        if lineEnd + 1 < bytes.count, bytes[lineEnd] == 13, bytes[lineEnd + 1] == 10 { lineEnd += 1 }
        guard !isShown, lineStart == 0 || bytes[lineStart - 1] == 10,
            lineEnd == bytes.count || bytes[lineEnd] == 10
        else { return before }
        at = min(lineEnd + 1, bytes.count)
        return before.lowerBound..<lineStart
    }

    /// The most bytes of a delimiter, since the next one is looked for at each byte.
    private static let longestDelimiter = 16

    private mutating func changeDelimiters(_ inner: Range<Int>, at start: Int) throws(Template.Fault) {
        let parts = bytes[inner].dropLast().split(whereSeparator: Self.isSpaceOrLineEnd)
        guard bytes[inner].last == UInt8(ascii: "="), parts.count == 2,
            !parts.contains(where: { $0.contains(UInt8(ascii: "=")) || $0.count > Self.longestDelimiter })
        else {
            throw Fault(
                offset: start, message: "this tag changes no delimiters",
                help: "write two short ones with a space between them, such as {{=<% %>=}}")
        }
        (opening, closing) = (Array(parts[0]), Array(parts[1]))
    }

    private mutating func close(_ name: String, at start: Int, _ tags: [Template.Tag]) throws(Template.Fault)
    {
        guard let index = open.popLast() else {
            throw Fault(
                offset: start, message: "{{/\(name)}} closes no section",
                help: "open the section with {{#\(name)}}, or remove {{/\(name)}}")
        }
        let section = tags[index]
        guard section.name == name else {
            let line = 1 + bytes[..<section.offset].count { $0 == 10 }
            throw Fault(
                offset: start,
                message:
                    "{{/\(name)}} cannot close the section \"\(section.name)\", which starts in line \(line)",
                help: "put {{/\(section.name)}} before it, or in its place")
        }
        closed = index
    }

    private func name(
        in range: Range<Int>, at start: Int, isPartial: Bool = false
    ) throws(Template.Fault) -> String {
        let content = bytes[range]
        if content.first == UInt8(ascii: "{") {
            throw Fault(
                offset: start, message: "this tag starts with more than three braces",
                help: "write two braces, or three to show HTML as it is")
        }
        let first = content.firstIndex { !Self.isSpaceOrLineEnd($0) } ?? content.endIndex
        let last = content.lastIndex { !Self.isSpaceOrLineEnd($0) } ?? first
        let inner = first < content.endIndex ? content[first...last] : []
        guard !inner.contains(where: { $0 == 10 || $0 == UInt8(ascii: "{") }) else { throw notClosed(start) }
        let name = String(decoding: inner, as: UTF8.self)
        if isPartial, name.hasPrefix("*") {
            throw Fault(
                offset: start, message: "the name of this partial comes from a value",
                help: "write the name itself, such as {{> footer}}")
        }
        if name.contains("(") || name.contains(")") {
            throw Fault(
                offset: start, message: "templates cannot call functions here",
                help: "name the value alone, such as {{title}}")
        }
        guard !name.isEmpty,
            name.utf8.allSatisfy({ Self.isInName($0) || (isPartial && $0 == UInt8(ascii: "/")) })
        else {
            throw Fault(
                offset: start, message: "\"\(name)\" is not the name of a value or a template",
                help: "a name has only letters of ASCII, digits, dots, hyphens and underscores")
        }
        return name
    }

    private func notClosed(_ start: Int) -> Template.Fault {
        let end = String(decoding: closing, as: UTF8.self)
        return Fault(offset: start, message: "this tag is not closed", help: "put \(end) at its end")
    }

    /// The offset at which the delimiter starts that ends a tag. New delimiters end in `=` and may look the same.
    private func end(from inner: Int) -> Int? {
        guard inner < bytes.count, bytes[inner] == UInt8(ascii: "="),
            let sign = find([UInt8(ascii: "=")] + closing, from: inner + 1)
        else { return find(closing, from: inner) }
        return sign + 1
    }

    private func find(_ piece: [UInt8], from start: Int) -> Int? {
        guard let first = piece.first else { return nil }
        var at = start
        while at + piece.count <= bytes.count, let found = bytes[at...].firstIndex(of: first) {
            if bytes[found...].starts(with: piece) { return found }
            at = found + 1
        }
        return nil
    }

    private static func isInName(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || ".-_".utf8.contains(byte)
    }
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
    private static func isSpaceOrLineEnd(_ byte: UInt8) -> Bool { isSpace(byte) || byte == 10 || byte == 13 }
}

extension Template.Tag.Kind {
    /// Whether the tag shows something in its own place.
    fileprivate var isShown: Bool {
        if case .value = self { true } else { false }
    }
}
