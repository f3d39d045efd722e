import Support

/// The tags of one mustache template, in order: what it asks for, before mustache reads it.
///
/// Mustache reads and renders by recursion, so a template that includes itself, or sections that nest without end,
/// would end the program. Templates may come with a pull request: such shapes are found here first.
struct TemplateTags {
    /// A tag, such as `{{#updated}}`.
    struct Tag {
        /// The kind of a tag: `{{name}}`, `{{#name}}` or `{{^name}}`, `{{/name}}`, `{{> name}}`, `{{< name}}`,
        /// `{{$ name}}`, `{{=<% %>=}}`, `{{% name:value}}`, or a comment.
        enum Kind {
            case variable, open, close, partial, parent, block, delimiters, setting, comment
        }

        var kind: Kind
        /// Without its sign and spaces, such as `assets.style.css`.
        var name: String
        /// The offset of its first byte.
        var offset: Int
        /// The text between its delimiters, such as `#updated`.
        var inner: Range<Int>
        /// Whether the delimiter that ends it is there.
        var isClosed = true

        /// The name without functions, such as `title` of `uppercased(title)`.
        private var value: Substring {
            guard let open = name.lastIndex(of: "(") else { return name[...] }
            return name[name.index(after: open)...].prefix { $0 != ")" }
        }

        /// Whether it shows a value of this name, or asks whether there is one.
        func asks(for wanted: String) -> Bool {
            (kind == .variable || kind == .open) && (value == wanted || value.hasPrefix(wanted + "."))
        }
    }

    private(set) var tags: [Tag] = []
    /// Nesting that is too deep for the mustache library.
    enum Excess {
        case sections, functions, delimiters
    }

    /// The first tag with which something is more than `deepest`; nil where there is none.
    private(set) var excess: (tag: Tag, what: Excess)?
    let size: Int

    /// The most sections or functions within each other, and the most changes of the delimiters of tags.
    static let deepest = 32
    /// A larger template is not read (128 KiB): mustache takes time with the square of the length.
    static let largest = 128 << 10
    /// The templates of a site may not be larger than this together (4 MiB), nor may a page with all its partials.
    static let largestInAll = 4 << 20

    init(_ text: [UInt8]) {
        size = text.count
        var opening = Array("{{".utf8)
        var closing = Array("}}".utf8)
        var depth = 0
        var changes = 0
        var at = 0
        while let start = Self.find(opening, in: text, from: at) {
            let inner = start + opening.count
            guard let end = Self.find(closing, in: text, from: inner) else {
                // The parser also reads a tag that is not closed.
                let tag = Tag(
                    kind: .variable, name: "", offset: start, inner: inner..<text.count, isClosed: false)
                if Self.functions(in: text[inner...]) > Self.deepest { note(tag, .functions) }
                tags.append(tag)
                break
            }
            at = end + closing.count
            let sign = inner < end ? text[inner] : 0
            let name =
                String(decoding: text[inner..<end].drop { !Self.isName($0) }, as: UTF8.self)
                .split { $0.isWhitespace || $0 == "}" }.first.map(String.init) ?? ""
            var tag = Tag(kind: .variable, name: name, offset: start, inner: inner..<end)
            // In a comment, a bracket is just that.
            if sign != UInt8(ascii: "!"), Self.functions(in: text[inner..<end]) > Self.deepest {
                note(tag, .functions)
            }
            switch sign {
            case UInt8(ascii: "#"), UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "<"):
                tag.kind = sign == UInt8(ascii: "<") ? .parent : sign == UInt8(ascii: "$") ? .block : .open
                depth += 1
                if depth > Self.deepest { note(tag, .sections) }
            case UInt8(ascii: "/"):
                tag.kind = .close
                depth -= 1
            case UInt8(ascii: ">"): tag.kind = .partial
            case UInt8(ascii: "!"): tag.kind = .comment
            case UInt8(ascii: "%"): tag.kind = .setting
            case UInt8(ascii: "="):
                tag.kind = .delimiters
                changes += 1
                if changes > Self.deepest { note(tag, .delimiters) }
                let parts = text[(inner + 1)..<end].split { $0 == 32 || $0 == 10 || $0 == 13 || $0 == 9 }
                if parts.count == 2 {
                    opening = Array(parts[0])
                    closing = Array(parts[1].last == UInt8(ascii: "=") ? parts[1].dropLast() : parts[1])
                    if closing.isEmpty {
                        tags.append(tag)
                        return
                    }
                }
            default: break
            }
            tags.append(tag)
        }
    }

    private mutating func note(_ tag: Tag, _ what: Excess) {
        if excess == nil { excess = (tag, what) }
    }

    /// Number of functions within each other in a tag, such as two in `upper(lower(title))`.
    private static func functions(in tag: ArraySlice<UInt8>) -> Int {
        var (depth, deepest) = (0, 0)
        for byte in tag {
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth = max(0, depth - 1) }
            deepest = max(deepest, depth)
        }
        return deepest
    }

    /// Whether a byte may start a name; `*` starts one that a value gives.
    private static func isName(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || byte >= 128 || "*._-".utf8.contains(byte)
    }

    private static func find(_ piece: [UInt8], in text: [UInt8], from start: Int) -> Int? {
        guard let first = piece.first else { return nil }
        var at = start
        while at + piece.count <= text.count, let found = text[at...].firstIndex(of: first) {
            if text[found...].starts(with: piece) { return found }
            at = found + 1
        }
        return nil
    }
}

/// Inclusions of templates in each other.
struct TemplateGraph {
    private let tags: [String: TemplateTags]
    /// Number of bytes of a template with all that it includes; nil while it is being counted.
    private var sizes: [String: Int] = [:]
    private var isOpen: Set<String> = []
    /// For each template that includes itself, directly or through others, the tag that does, and the path back to it.
    private(set) var cycles: [String: (tag: TemplateTags.Tag, way: [String])] = [:]

    init(_ tags: [String: TemplateTags]) {
        self.tags = tags
        for name in tags.keys.sorted() { _ = size(of: name) }
    }

    /// The most bytes of a template with all that it includes.
    func expandedSize(of name: String) -> Int { sizes[name] ?? 0 }

    /// Counts one template after those that it includes, without recursion: the way may be as long as there are
    /// templates.
    private mutating func size(of top: String) -> Int {
        if let known = sizes[top] { return known }
        var way: [(name: String, includes: [TemplateTags.Tag], next: Int, size: Int)] = []
        func opened(_ name: String) -> (String, [TemplateTags.Tag], Int, Int) {
            let includes = tags[name]?.tags.filter { $0.kind == .partial || $0.kind == .parent } ?? []
            return (name, includes, 0, tags[name]?.size ?? 0)
        }
        way.append(opened(top))
        isOpen.insert(top)
        while let last = way.last {
            guard last.next < last.includes.count else {
                sizes[last.name] = last.size
                isOpen.remove(last.name)
                way.removeLast()
                if !way.isEmpty {
                    way[way.count - 1].size = min(way[way.count - 1].size + last.size, .max / 4)
                }
                continue
            }
            let tag = last.includes[last.next]
            way[way.count - 1].next += 1
            if let known = sizes[tag.name] {
                way[way.count - 1].size = min(last.size + known, .max / 4)
            } else if isOpen.contains(tag.name) {
                note(Array(way.map(\.name).drop { $0 != tag.name }))
            } else if tags[tag.name] != nil {
                isOpen.insert(tag.name)
                way.append(opened(tag.name))
            }
        }
        return sizes[top] ?? 0
    }

    /// Every template of a cycle would never end, whichever of them closes it.
    private mutating func note(_ cycle: [String]) {
        for (index, name) in cycle.enumerated() where cycles[name] == nil {
            let next = cycle[(index + 1) % cycle.count]
            let tag = tags[name]?.tags.first {
                ($0.kind == .partial || $0.kind == .parent) && $0.name == next
            }
            guard let tag else { continue }
            cycles[name] = (tag, Array(cycle[index...] + cycle[..<index]))
        }
    }
}
