import Glibc

/// One parsed body of markdown as a plain value: its HTML with open destinations, and the facts that linking, checks
/// and twins need, each with its spot. Nothing of cmark's tree is left in it.
///
/// Offsets count bytes of the whole file, so that a front matter before the body does not shift places.
package struct Document: Sendable {
    /// The file, front matter and all.
    package internal(set) var source: SourceText
    /// The bytes of `source` that are the body.
    package let body: Range<Int>
    /// The body's HTML, with nothing where a destination belongs.
    package var html: [UInt8] = []
    package var links: [Link] = []
    package var headings: [Heading] = []
    /// The letters of all text and code, one run after the other.
    package var text: [UInt8] = []
    package var runs: [Run] = []
    package var codeBlocks: [CodeBlock] = []
    package var rawHTML: [RawHTML] = []
    /// Its blocks, each before those within it.
    package var blocks: [Block] = []
    /// For each of `links` but definitions, its text.
    package var linkTexts: [LinkText] = []
    /// Its reference definitions, in the order of the file.
    package var definitions: [Definition] = []
    /// How many footnotes are shown at the end.
    package var footnotes = 0

    /// A heading of the body.
    package struct Heading: Sendable, Hashable {
        package var text: String
        package var location: SourceLocation
        private var smallLevel: UInt8
        /// Whether it is under "Fix Common Issues" as an issue of its own.
        package var isIssue: Bool

        init(level: Int, text: String, location: SourceLocation, isIssue: Bool) {
            self.text = text
            self.location = location
            smallLevel = UInt8(clamping: level)
            self.isIssue = isIssue
        }

        package var level: Int { Int(smallLevel) }
        /// The id that the page has for it: made of its text whenever it is asked for, since headings of all guides are
        /// kept at once.
        package var anchor: String { Anchor.make(from: text) }
    }

    /// A destination that the body names: of a link, an image, or a reference definition.
    package struct Link: Sendable {
        package enum Kind: UInt8, Sendable {
            /// `[text](destination)` or `![alt](destination)`.
            case inline
            /// `[text][label]`; its destination is that of a definition, where findings and edits belong.
            case reference
            /// `<https://…>`, or an address that is in the text.
            case autolink
            /// `[label]: destination`.
            case definition
        }

        package var kind: Kind
        package var isImage: Bool
        /// Whether the destination is in angle brackets.
        package var isBracketed: Bool
        package var location: SourceLocation
        // Links are kept for all guides at once, so their offsets are kept small.
        private var smallRange: Range<UInt32>?
        private var smallHTML: UInt32?
        /// The destination after entities and backslashes are read.
        package var destination: String

        init(
            kind: Kind, isImage: Bool, destination: String, range: Range<Int>?, isBracketed: Bool = false,
            location: SourceLocation,
            html: Int?
        ) {
            self.kind = kind
            self.isImage = isImage
            self.isBracketed = isBracketed
            self.location = location
            self.destination = destination
            smallHTML = html.map(UInt32.init)
            self.range = range
        }

        /// The destination's bytes in the file, or nil where nothing is to be replaced.
        package var range: Range<Int>? {
            get { smallRange.map { Int($0.lowerBound)..<Int($0.upperBound) } }
            set { smallRange = newValue.map { UInt32($0.lowerBound)..<UInt32($0.upperBound) } }
        }

        /// Where the destination belongs in `html`; a definition has none.
        package var html: Int? { smallHTML.map(Int.init) }
    }

    /// What a reader sees of a link.
    package struct LinkText: Sendable {
        /// Its letters, in `Document.text`; those of an image are not there.
        package var letters: Range<Int>
        /// The text that stands for an image.
        package var alternative: String?
        /// Whether there is nothing to see: no letter, and no image with a text.
        package var isEmpty: Bool
    }

    /// A reference definition, as it is in the file.
    package struct Definition: Sendable {
        /// Its label, folded as labels are compared (CommonMark section 4.7).
        package var label: String
        /// From its bracket through its last line's end.
        package var range: Range<Int>
        package var location: SourceLocation
    }

    /// A block of the document.
    package struct Block: Sendable {
        package enum Kind: UInt8, Sendable {
            case heading, paragraph, list, item, code, quote, table, html, rule, footnote
        }

        package var kind: Kind
        /// The level of a heading; the first number of an ordered list, -1 of any other.
        package var number: Int
        /// The block that holds it; nil at the top.
        package var parent: Int?
        /// Its lines in the file, from 0.
        package var lines: Range<Int>
        /// Its letters, in `Document.text`.
        package var text: Range<Int>
        /// In a table, how many columns it has.
        package var columns = 0
    }

    /// A run of text or code that nothing interrupts.
    package struct Run: Sendable {
        package struct Context: OptionSet, Sendable {
            package let rawValue: UInt16
            package init(rawValue: UInt16) { self.rawValue = rawValue }
            package static let code = Context(rawValue: 1)
            package static let codeBlock = Context(rawValue: 2)
            package static let heading = Context(rawValue: 4)
            package static let link = Context(rawValue: 8)
            package static let quote = Context(rawValue: 16)
            package static let table = Context(rawValue: 32)
            package static let footnote = Context(rawValue: 64)
            /// The run goes on where the one before ended, with no space between.
            package static let joined = Context(rawValue: 128)
            /// The bytes in the file are not the same as the text (an entity, a backslash).
            package static let escaped = Context(rawValue: 256)
            /// The marker of a callout, which the page shows as its title.
            package static let calloutMarker = Context(rawValue: 512)
        }

        package var context: Context
        /// Its letters, in `Document.text`.
        package var text: Range<Int>
        /// Where it starts in the file, or nil where that cannot be told.
        package var source: Int?
        /// Where a span of code ends in the file; nil where that cannot be told, and for any other run.
        package var sourceEnd: Int?
        /// Where it starts in `Document.html`.
        package var html: Int
        /// The line on which its block starts, counted from 1: the place to name where `source` is nil.
        package var line: Int
    }

    /// A block of code.
    package struct CodeBlock: Sendable {
        package var info: String
        package var location: SourceLocation
        package var isFenced: Bool
        /// False for a fence that nothing closes.
        package var isClosed: Bool
        package var text: Range<Int>
    }

    /// A piece of raw HTML, which neither half of a pair would show.
    package struct RawHTML: Sendable {
        package var text: String
        package var location: SourceLocation
    }

    /// Where code is in the file, in order: marks and entities in it are text. The line that opens a fence is none of it.
    package var codeBytes: [Range<Int>] {
        var ranges: [Range<Int>] = []
        for block in blocks where block.kind == .code {
            let first = source.line(block.lines.lowerBound)
            let opening = source.bytes[first].drop {
                !"`~".utf8.contains($0) && ($0 <= 32 || $0 == UInt8(ascii: ">"))
            }
            let isFenced = opening.starts(with: "```".utf8) || opening.starts(with: "~~~".utf8)
            let start = isFenced ? first.upperBound : first.lowerBound
            ranges.append(start..<source.line(block.lines.upperBound - 1).upperBound)
        }
        for run in runs where run.context.contains(.code) && !run.context.contains(.codeBlock) {
            if let start = run.source, let end = run.sourceEnd { ranges.append(start..<end) }
        }
        return ranges.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    }

    /// The quote that ends the body, by its place in `blocks`: it closes the guide and belongs to no part of it; nil where
    /// the body ends otherwise.
    package var closingQuote: Int? {
        blocks.lastIndex { $0.parent == nil && $0.kind != .footnote }.flatMap {
            blocks[$0].kind == .quote ? $0 : nil
        }
    }

    /// A reference label as labels are compared.
    package static func label(_ text: String) -> String { Definitions.folded(text) }

    /// Where a letter is in `text`.
    package func positions(of letter: UInt8) -> [Int] {
        text.withUnsafeBufferPointer { letters in
            guard let base = letters.baseAddress else { return [] }
            var found: [Int] = []
            var from = 0
            while from < letters.count, let next = memchr(base + from, Int32(letter), letters.count - from) {
                from = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(next)) + 1
                found.append(from - 1)
            }
            return found
        }
    }

    /// The run that holds a byte of `text`.
    package func run(at offset: Int) -> Run? {
        let index = firstRun(endingAfter: offset)
        return index < runs.count && runs[index].text.contains(offset) ? runs[index] : nil
    }

    /// The first run that reaches beyond a byte of `text`; `runs.count` where none does.
    package func firstRun(endingAfter offset: Int) -> Int {
        runs.partitionPoint { $0.text.upperBound <= offset }
    }

    /// Lets go of what only checks and counts need; what is left is enough to make a page and a twin.
    package mutating func keepOnlyWhatPagesNeed() {
        text = []
        runs = []
        codeBlocks = []
        rawHTML = []
        blocks = []
        linkTexts = []
        definitions = []
        source.forgetLines()
    }

    /// The letters of a run.
    package func letters(_ run: Run) -> ArraySlice<UInt8> { text[run.text] }

    /// The spot of a byte of a run.
    package func location(of offset: Int, in run: Run) -> SourceLocation {
        guard let start = run.source else { return SourceLocation(line: run.line, column: 1) }
        guard run.context.contains(.escaped) else { return source.location(of: start + offset) }
        return source.location(of: sourceOffset(of: offset, in: run) ?? start)
    }

    /// Where a byte of a run is in the file; nil where that cannot be told.
    ///
    /// A run with entities or backslashes is read along with its source until the byte is reached.
    package func sourceOffset(of offset: Int, in run: Run) -> Int? {
        guard let start = run.source else { return nil }
        guard run.context.contains(.escaped) else { return start + offset }
        let bytes = source.bytes
        var at = start
        var index = run.text.lowerBound
        let target = run.text.lowerBound + offset
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count, index < text.count,
                bytes[at + 1] == text[index], Destination.isPunctuation(text[index])
            {
                if index == target { return at }
                at += 2
                index += 1
            } else if bytes[at] == UInt8(ascii: "&"), !run.context.contains(.code),
                let end = bytes[at..<min(at + 40, bytes.count)].firstIndex(of: UInt8(ascii: ";")),
                let length = Entity.length(of: bytes[at...end], matching: text[index...])
            {
                if index == target { return at }
                at = end + 1
                index += length
            } else {
                if index == target { return bytes[at] == text[index] ? at : nil }
                guard index < text.count, bytes[at] == text[index] else { return nil }
                at += 1
                index += 1
            }
            if index > target { return nil }
        }
        return nil
    }
}

/// The named and numbered characters of markdown, decoded by cmark itself.
package enum Entity {
    /// What an entity such as `&amp;` stands for; nil where it is none.
    package static func text(of name: ArraySlice<UInt8>) -> String? {
        Unescaping.decode(Array(name)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// How many bytes of `text` the entity `name` stands for, or nil when it is not one that `text` starts with.
    static func length(of name: ArraySlice<UInt8>, matching text: ArraySlice<UInt8>) -> Int? {
        guard let decoded = Unescaping.decode(Array(name)), decoded != Array(name), text.starts(with: decoded)
        else { return nil }
        return decoded.count
    }
}
