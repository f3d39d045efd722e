import CCMarkGFM

/// A node of cmark's tree, with its bytes where they lie.
///
/// It must not outlive the call of `Parser.withTree` that lends the tree.
struct Node: Hashable {
    private let raw: UnsafeMutablePointer<cmark_node>

    init(_ raw: UnsafeMutablePointer<cmark_node>) { self.raw = raw }

    // MARK: The tree

    @inline(__always)
    var parent: Node? { raw.pointee.parent.map { Node($0) } }
    @inline(__always)
    var next: Node? { raw.pointee.next.map { Node($0) } }
    @inline(__always)
    var firstChild: Node? { raw.pointee.first_child.map { Node($0) } }

    var children: [Node] {
        var all: [Node] = []
        var child = firstChild
        while let next = child {
            all.append(next)
            child = next.next
        }
        return all
    }

    @inline(__always)
    var kind: NodeKind {
        switch UInt32(raw.pointee.type) {
        case CMARK_NODE_TEXT.rawValue: .text
        case CMARK_NODE_SOFTBREAK.rawValue: .softBreak
        case CMARK_NODE_CODE.rawValue: .code
        case CMARK_NODE_PARAGRAPH.rawValue: .paragraph
        case CMARK_NODE_ITEM.rawValue: .item
        case CMARK_NODE_LIST.rawValue: .list
        case CMARK_NODE_LINK.rawValue: .link
        case CMARK_NODE_HEADING.rawValue: .heading
        case CMARK_NODE_EMPH.rawValue: .emphasis
        case CMARK_NODE_STRONG.rawValue: .strong
        case CMARK_NODE_CODE_BLOCK.rawValue: .codeBlock
        case CMARK_NODE_BLOCK_QUOTE.rawValue: .blockQuote
        case CMARK_NODE_IMAGE.rawValue: .image
        case CMARK_NODE_LINEBREAK.rawValue: .lineBreak
        case CMARK_NODE_THEMATIC_BREAK.rawValue: .thematicBreak
        case CMARK_NODE_HTML_BLOCK.rawValue: .htmlBlock
        case CMARK_NODE_HTML_INLINE.rawValue: .htmlInline
        case CMARK_NODE_FOOTNOTE_DEFINITION.rawValue: .footnoteDefinition
        case CMARK_NODE_FOOTNOTE_REFERENCE.rawValue: .footnoteReference
        case CMARK_NODE_DOCUMENT.rawValue: .document
        default: SyntaxExtensions.shared.kind(raw.pointee.type)
        }
    }

    // MARK: Positions

    /// First line in the text that was parsed, from 1.
    var firstLine: Int { Int(raw.pointee.start_line) }
    /// Last line, from 1.
    var lastLine: Int { Int(raw.pointee.end_line) }
    /// Column of the first byte, from 1, as cmark counts; 0 where it does not know.
    var firstColumn: Int { Int(raw.pointee.start_column) }
    /// Column of the last byte, from 1, as cmark counts; 0 where it does not know.
    var lastColumn: Int { Int(raw.pointee.end_column) }
    /// Count of a block's bytes before its content, on its first line.
    var indent: Int { Int(raw.pointee.start_column) - 1 + Int(raw.pointee.internal_offset) }

    // MARK: Bytes

    /// The content of a block, without the prefixes of quotes, lists and indents.
    var content: Span<UInt8> {
        @_lifetime(borrow self)
        get { span(raw.pointee.content.ptr, Int(raw.pointee.content.size)) }
    }

    /// The letters of text, code within text, raw HTML, and of a footnote's reference.
    var literal: Span<UInt8> {
        @_lifetime(borrow self)
        get { span(raw.pointee.as.literal) }
    }

    /// The letters of a block of code.
    var code: Span<UInt8> {
        @_lifetime(borrow self)
        get { span(raw.pointee.as.code.literal) }
    }

    /// The info string of a block of code, such as `json`.
    var info: Span<UInt8> {
        @_lifetime(borrow self)
        get { span(raw.pointee.as.code.info) }
    }

    /// The address of a link or an image, after entities and backslashes are read.
    var url: Span<UInt8> {
        @_lifetime(borrow self)
        get { span(raw.pointee.as.link.url) }
    }

    /// The title of a link or an image.
    var title: Span<UInt8> {
        @_lifetime(borrow self)
        get { span(raw.pointee.as.link.title) }
    }

    @inline(__always)
    @_lifetime(borrow self)
    private func span(_ chunk: cmark_chunk) -> Span<UInt8> { span(chunk.data, Int(chunk.len)) }

    @inline(__always)
    @_lifetime(borrow self)
    private func span(_ start: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Span<UInt8> {
        let bytes = UnsafeBufferPointer(start: UnsafePointer(start), count: start == nil ? 0 : count)
        return _overrideLifetime(Span(_unsafeElements: bytes), borrowing: self)
    }

    // MARK: Headings, lists, code

    /// The level of a heading, from 1.
    var level: Int { Int(raw.pointee.as.heading.level) }
    /// Whether a heading has a line of `=` or `-` below it.
    var isUnderlined: Bool { raw.pointee.as.heading.setext }
    /// Whether a list has numbers.
    var isOrdered: Bool { raw.pointee.as.list.list_type != CMARK_BULLET_LIST }
    /// The first number of an ordered list.
    var firstNumber: Int { Int(raw.pointee.as.list.start) }
    /// Whether no blank line is between the items of a list.
    var isTight: Bool { raw.pointee.as.list.tight }
    /// Whether an item is a task, `- [ ]`.
    var isTask: Bool {
        guard let owner = raw.pointee.extension else { return false }
        return owner == SyntaxExtensions.shared.taskList
    }
    /// Whether a task is done, `- [x]`.
    var isDone: Bool { raw.pointee.as.list.checked }
    /// Whether a block of code is between fences.
    var isFenced: Bool { raw.pointee.as.code.fenced != 0 }
    /// The character of its fences.
    var fence: UInt8 { raw.pointee.as.code.fence_char }
    var fenceLength: Int { Int(raw.pointee.as.code.fence_length) }

    // MARK: Tables

    /// Count of a table's columns.
    var columns: Int { Int(cmark_gfm_extensions_get_table_columns(raw)) }
    /// Whether a row is its table's header.
    var isHeaderRow: Bool { cmark_gfm_extensions_get_table_row_is_header(raw) != 0 }

    /// The letter of a table's alignment of a column: `l`, `c`, `r`; 0 where it has none.
    func alignment(ofColumn column: Int) -> UInt8 {
        guard column < columns, let alignments = cmark_gfm_extensions_get_table_alignments(raw) else {
            return 0
        }
        return alignments[column]
    }
}
