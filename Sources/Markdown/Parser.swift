import CCMarkGFM

typealias Node = UnsafeMutablePointer<cmark_node>

/// What a node is, in one small number: cmark's own kinds and those that its extensions add at run time.
enum NodeKind {
    case document, blockQuote, list, item, codeBlock, htmlBlock, paragraph, heading, thematicBreak
    case footnoteDefinition, table, tableRow, tableCell
    case text, softBreak, lineBreak, code, htmlInline, emphasis, strong, strikethrough
    case link, image, footnoteReference
    case unknown
}

/// The kinds that extensions register when the process starts; read once from a sample document, since the
/// library's headers do not name them.
private struct ExtensionKinds: Sendable {
    var table: UInt16 = 0
    var row: UInt16 = 0
    var cell: UInt16 = 0
    var strikethrough: UInt16 = 0

    static let shared: ExtensionKinds = {
        cmark_gfm_core_extensions_ensure_registered()
        var kinds = ExtensionKinds()
        let parser = Parser.makeParser()
        defer { cmark_parser_free(parser) }
        let sample = "~~s~~\n\n| a |\n| --- |\n"
        cmark_parser_feed(parser, sample, sample.utf8.count)
        guard let root = cmark_parser_finish(parser) else { return kinds }
        defer { cmark_node_free(root) }
        if let paragraph = root.pointee.first_child {
            kinds.strikethrough = paragraph.pointee.first_child?.pointee.type ?? 0
            if let table = paragraph.pointee.next {
                kinds.table = table.pointee.type
                kinds.row = table.pointee.first_child?.pointee.type ?? 0
                kinds.cell = table.pointee.first_child?.pointee.first_child?.pointee.type ?? 0
            }
        }
        return kinds
    }()
}

/// cmark-gfm with the extensions that guides use: tables, strikethrough, autolinks, task lists, footnotes.
///
/// A parser and the tree it made belong to one thread; a worker keeps one for all its guides.
package final class Parser {
    private let parser: OpaquePointer
    private let kinds: ExtensionKinds
    let taskList: OpaquePointer?

    package init() {
        kinds = .shared
        parser = Self.makeParser()
        taskList = cmark_find_syntax_extension("tasklist")
    }

    deinit { cmark_parser_free(parser) }

    fileprivate static func makeParser() -> OpaquePointer {
        let parser: OpaquePointer = cmark_parser_new(CMARK_OPT_FOOTNOTES)
        for name in ["table", "strikethrough", "autolink", "tasklist"] {
            if let found = cmark_find_syntax_extension(name) {
                cmark_parser_attach_syntax_extension(parser, found)
            }
        }
        return parser
    }

    /// Parses `text` and lends its tree to `body`.
    func withTree<Result>(
        of text: UnsafeBufferPointer<UInt8>, _ body: (Node) throws -> Result
    ) rethrows -> Result? {
        text.withMemoryRebound(to: CChar.self) { chars in
            cmark_parser_feed(parser, chars.baseAddress, chars.count)
        }
        guard let root = cmark_parser_finish(parser) else { return nil }
        defer { cmark_node_free(root) }
        return try body(root)
    }

    @inline(__always)
    func kind(of node: Node) -> NodeKind {
        switch UInt32(node.pointee.type) {
        case CMARK_NODE_TEXT.rawValue: return .text
        case CMARK_NODE_SOFTBREAK.rawValue: return .softBreak
        case CMARK_NODE_CODE.rawValue: return .code
        case CMARK_NODE_PARAGRAPH.rawValue: return .paragraph
        case CMARK_NODE_ITEM.rawValue: return .item
        case CMARK_NODE_LIST.rawValue: return .list
        case CMARK_NODE_LINK.rawValue: return .link
        case CMARK_NODE_HEADING.rawValue: return .heading
        case CMARK_NODE_EMPH.rawValue: return .emphasis
        case CMARK_NODE_STRONG.rawValue: return .strong
        case CMARK_NODE_CODE_BLOCK.rawValue: return .codeBlock
        case CMARK_NODE_BLOCK_QUOTE.rawValue: return .blockQuote
        case CMARK_NODE_IMAGE.rawValue: return .image
        case CMARK_NODE_LINEBREAK.rawValue: return .lineBreak
        case CMARK_NODE_THEMATIC_BREAK.rawValue: return .thematicBreak
        case CMARK_NODE_HTML_BLOCK.rawValue: return .htmlBlock
        case CMARK_NODE_HTML_INLINE.rawValue: return .htmlInline
        case CMARK_NODE_FOOTNOTE_DEFINITION.rawValue: return .footnoteDefinition
        case CMARK_NODE_FOOTNOTE_REFERENCE.rawValue: return .footnoteReference
        case CMARK_NODE_DOCUMENT.rawValue: return .document
        case UInt32(kinds.cell): return .tableCell
        case UInt32(kinds.row): return .tableRow
        case UInt32(kinds.table): return .table
        case UInt32(kinds.strikethrough): return .strikethrough
        default: return .unknown
        }
    }
}

/// The bytes of a chunk, where they lie.
@inline(__always)
func view(_ chunk: cmark_chunk) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: UnsafePointer(chunk.data), count: chunk.data == nil ? 0 : Int(chunk.len))
}
