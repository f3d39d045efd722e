import Highlighting
import Support

/// Colors in the code of a page, as elements around the parts of it that have one. They are put into the finished page:
/// what the proof compares has none, and neither has a twin.
///
/// The bytes of the page are copied as they are, with tags in between. So whatever is taken for a part, the page says
/// what it said.
struct CodeColors: ~Copyable {
    /// The most parts with a color on a page. Each adds some 23 bytes, so that a long list of numbers would make a page
    /// ten times as long. A block of code that goes beyond that has none, and those after it may have.
    static let most = 10_000

    private var highlighter = Highlighter()
    /// The page with its colors, and the code of a block without entities.
    private let colored = ByteWriter()
    private let plain = ByteWriter(capacity: 4096)

    /// - Parameter page: the body of a page, as `Renderer` wrote it.
    mutating func mark(in page: ByteWriter) {
        colored.removeAll()
        var from = 0
        var left = Self.most
        page.withSpan { html in
            // No text of the page has a `<` that is not escaped, and no attribute a `>` or a quotation mark.
            let opening: StaticString = "<pre><code class=\"language-"
            while let start = html.position(of: opening, in: from..<html.count) {
                let info = start + opening.utf8CodeUnitCount
                guard let quote = html.position(of: UInt8(ascii: "\""), from: info),
                    let bracket = html.position(of: UInt8(ascii: ">"), from: quote),
                    let end = html.position(of: UInt8(ascii: "<"), from: bracket)
                else { break }
                colored.append(html.extracting(from..<(bracket + 1)))
                left -= append(
                    html.extracting((bracket + 1)..<end), info: html.extracting(info..<quote), most: left)
                from = end
            }
            if from > 0 { colored.append(html.extracting(from..<html.count)) }
        }
        guard from > 0 else { return }
        page.removeAll()
        page.append(colored)
    }

    /// Appends the code of a block. Returns the number of its parts that have a color.
    ///
    /// - Parameters:
    ///   - html: the code with its entities.
    ///   - info: the class of its element without `language-`.
    private mutating func append(_ html: Span<UInt8>, info: Span<UInt8>, most: Int) -> Int {
        let hasEntities = html.position(of: UInt8(ascii: "&")) != nil
        let colored = colored
        func write(_ tokens: [Token]) -> Int {
            let isShown = tokens.count <= most
            var copy = CodeCopy(html, hasEntities: hasEntities, to: colored)
            for token in tokens where isShown { copy.append(token) }
            copy.appendRest()
            return isShown ? tokens.count : 0
        }
        let count: Int?
        if hasEntities {
            CodeCopy.writePlain(html, to: plain)
            count = plain.withSpan { highlighter.tokens(of: $0, info: info, most: most, write) }
        } else {
            count = highlighter.tokens(of: html, info: info, most: most, write)
        }
        if count == nil { colored.append(html) }
        return count ?? 0
    }
}

/// A copy of the code of a block, byte by byte as it is, with tags in between.
private struct CodeCopy: ~Escapable {
    private let html: Span<UInt8>
    private let hasEntities: Bool
    private let out: ByteWriter
    /// What is copied: bytes of `html`, and of the code that they stand for.
    private var copied = 0
    private var codeBytes = 0

    @_lifetime(copy html)
    init(_ html: Span<UInt8>, hasEntities: Bool, to out: ByteWriter) {
        self.html = html
        self.hasEntities = hasEntities
        self.out = out
    }

    mutating func append(_ token: Token) {
        append(to: token.start)
        out.append("<span class=\"")
        out.append(token.kind.className)
        out.append("\">")
        append(to: token.end)
        out.append("</span>")
    }

    mutating func appendRest() { out.append(html.extracting(copied..<html.count)) }

    /// Copies up to a byte of the code.
    private mutating func append(to end: Int) {
        var next = hasEntities ? copied : end
        if hasEntities {
            while codeBytes < end {
                next += Self.entity(html, at: next)?.length ?? 1
                codeBytes += 1
            }
        }
        out.append(html.extracting(copied..<next))
        copied = next
    }

    /// Replaces what `plain` holds by the code without entities.
    static func writePlain(_ html: Span<UInt8>, to plain: ByteWriter) {
        plain.removeAll()
        var from = 0
        while let start = html.position(of: UInt8(ascii: "&"), from: from) {
            plain.append(html.extracting(from..<start))
            let entity = Self.entity(html, at: start)
            plain.append(entity?.byte ?? UInt8(ascii: "&"))
            from = start + (entity?.length ?? 1)
        }
        plain.append(html.extracting(from..<html.count))
    }

    /// The byte that an entity stands for, and how long it is; nil where none is. `HTMLEscaping` writes these four.
    @inline(__always)
    private static func entity(_ html: Span<UInt8>, at offset: Int) -> (byte: UInt8, length: Int)? {
        guard html[offset] == UInt8(ascii: "&"), offset + 1 < html.count else { return nil }
        switch html[offset + 1] {
        case UInt8(ascii: "a"): return (UInt8(ascii: "&"), 5)
        case UInt8(ascii: "q"): return (UInt8(ascii: "\""), 6)
        case UInt8(ascii: "l"): return (UInt8(ascii: "<"), 4)
        default: return (UInt8(ascii: ">"), 4)
        }
    }
}
