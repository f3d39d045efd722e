import Support

/// A file of markdown as it is read: the author's text without its comments and the ids behind its headings, with values and
/// included files in place of their marks. Page and twin are made of it alike.
package final class Composition: Sendable {
    /// A replacement in the author's text.
    package struct Change: Sendable {
        /// The kinds of what is replaced.
        package enum Kind: Sendable {
            /// `<!-- … -->` with the space around it.
            case comment
            /// ` {#id}` behind a heading.
            case id(String)
            /// `{{value: name}}`, and where it is.
            case value(String, Mark.Context)
            /// The line `{{include: name}}`, with what is before it on each line: the marks of quotes, or spaces.
            case include(Composition, name: String, prefix: [UInt8])
        }

        package var kind: Kind
        /// The bytes of the file that are replaced.
        package var range: Range<Int>
        /// The bytes that are there instead; of an included file they are its own.
        package var replacement: [UInt8] = []

        package init(_ kind: Kind, _ range: Range<Int>, _ replacement: [UInt8] = []) {
            self.kind = kind
            self.range = range
            self.replacement = replacement
        }
    }

    /// The author's file.
    package let written: SourceText
    /// The bytes of it that are the body.
    private let writtenBody: Range<Int>
    /// In order; they do not overlap.
    package let changes: [Change]
    /// The file as it is read.
    package let source: SourceText
    /// Where the parts of `source` come from.
    let origin: TextOrigin
    /// The bytes of `source` that are the body.
    package let body: Range<Int>
    /// Ids that are written behind headings, by line of `source` from 0.
    package let ids: [Int: String]
    /// The files that its locations name, the file itself first, relative to the site's folder.
    package let files: [String]

    /// - Parameters:
    ///   - file: relative to the site's folder.
    ///   - changes: those within `body`.
    package init(_ written: SourceText, body: Range<Int>, file: String, _ changes: [Change]) {
        var end = body.lowerBound
        // Of two that overlap the first counts.
        let changes = changes.sorted { $0.range.lowerBound < $1.range.lowerBound }.filter { change in
            guard change.range.lowerBound >= end else { return false }
            end = change.range.upperBound
            return true
        }
        var writer = CompositionWriter(written, file: file)
        for change in changes { writer.write(change) }
        writer.copy(through: body.upperBound)
        let bodyEnd = writer.bytes.count
        writer.copy(through: written.bytes.count)
        self.written = written
        writtenBody = body
        self.changes = changes
        origin = TextOrigin(writer.texts, writer.pieces)
        source = SourceText(writer.bytes, from: origin)
        // What is before the body is as it was.
        self.body = Self.trimmed(min(body.lowerBound, bodyEnd)..<bodyEnd, of: source)
        let source = source
        ids = Dictionary(
            writer.ids.map { (source.lineIndex(of: $0.offset), $0.id) },
            uniquingKeysWith: { first, _ in first })
        files = writer.files
    }

    /// A part without the empty lines at its ends, which comments may leave.
    private static func trimmed(_ part: Range<Int>, of source: SourceText) -> Range<Int> {
        let text = source.bytes[part]
        func isBlank(_ byte: UInt8) -> Bool { byte == 10 || byte.isSpaceOrTab }
        guard let first = text.firstIndex(where: { !isBlank($0) }),
            let last = text.lastIndex(where: { !isBlank($0) })
        else { return part.upperBound..<part.upperBound }
        let start = max(part.lowerBound, source.line(source.lineIndex(of: first)).lowerBound)
        return start..<min(part.upperBound, source.line(source.lineIndex(of: last)).upperBound)
    }

    /// What is before a line of an included file. An empty line needs no spaces.
    static func prefix(_ prefix: [UInt8], ofEmptyLine isEmpty: Bool) -> [UInt8] {
        isEmpty
            ? Array(prefix.prefix(upTo: prefix.lastIndex { !$0.isSpaceOrTab }.map { $0 + 1 } ?? 0)) : prefix
    }

    /// The bytes that are written for a value, so that it reads as it is; nil where nothing can be written for it: in code a
    /// backtick would end the code.
    package static func text(of value: String, in context: Mark.Context, startsLine: Bool) -> [UInt8]? {
        let letters = Array(value.utf8)
        switch context {
        case .codeBlock:
            let hasFence = ["```", "~~~"].contains { value.contains($0) }
            return hasFence ? nil : letters
        case .codeSpan, .codeInTable:
            if letters.contains(UInt8(ascii: "`")) { return nil }
            return context == .codeSpan ? letters : escapingBars(letters)
        case .address: return Array(PercentEncoding.encode(value, .inText).utf8)
        case .tag:
            let out = ByteWriter(capacity: letters.count)
            HTMLEscaping.appendText(letters.span, to: out)
            // In a table a bar would start another cell.
            return Array(out.text.replacingBytes("|", with: "&#124;").utf8)
        case .text:
            // An address with backslashes in it would be another one.
            if isAddress(value) { return letters }
            let out = ByteWriter(capacity: letters.count)
            MarkdownEscaping.append(value, to: out, startsLine: startsLine)
            return escapingBars(out.bytes)
        }
    }

    /// A text with a backslash before each bar that has none: in a table a bar would start another cell.
    private static func escapingBars(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(UInt8(ascii: "|")) else { return text }
        var escaped: [UInt8] = []
        for byte in text {
            if byte == UInt8(ascii: "|"), escaped.last != UInt8(ascii: "\\") {
                escaped.append(UInt8(ascii: "\\"))
            }
            escaped.append(byte)
        }
        return escaped
    }

    /// Whether a value is a web address, which markdown takes for a link as it is.
    private static func isAddress(_ value: String) -> Bool {
        (value.hasPrefix("https://") || value.hasPrefix("http://"))
            && value.utf8.allSatisfy { $0 > 32 && !"<>`\\|\"[]".utf8.contains($0) }
    }
}

extension Composition: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(bytes: written.bytes)
        writer.write(writtenBody)
        writer.write(files[0])
        writer.write(changes)
    }

    package convenience init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        let written = SourceText(try reader.byteList())
        let (body, file, changes) = (try reader.range(), try reader.text(), try reader.list(Change.self))
        guard body.upperBound <= written.bytes.count,
            changes.allSatisfy({
                body.lowerBound <= $0.range.lowerBound && $0.range.upperBound <= body.upperBound
            })
        else { throw BinaryReader.Broken() }
        self.init(written, body: body, file: file, changes)
    }
}

extension Composition.Change: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        switch kind {
        case .comment: writer.write(small: 0)
        case .id(let id):
            writer.write(small: 1)
            writer.write(id)
        case .value(let name, let context):
            writer.write(small: 2)
            writer.write(name)
            writer.write(small: Int(context.rawValue))
        case .include(let included, let name, let prefix):
            writer.write(small: 3)
            writer.write(included)
            writer.write(name)
            writer.write(bytes: prefix)
        }
        writer.write(range)
        writer.write(bytes: replacement)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        switch try reader.small() {
        case 0: kind = .comment
        case 1: kind = .id(try reader.text())
        case 2:
            let name = try reader.text()
            guard let context = Mark.Context(rawValue: UInt8(truncatingIfNeeded: try reader.small())) else {
                throw BinaryReader.Broken()
            }
            kind = .value(name, context)
        case 3:
            kind = .include(try reader.value(), name: try reader.text(), prefix: try reader.byteList())
        default: throw BinaryReader.Broken()
        }
        range = try reader.range()
        replacement = try reader.byteList()
    }
}
