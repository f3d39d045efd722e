import CArena
import CCMarkGFM
import Glibc
import Synchronization

typealias Node = UnsafeMutablePointer<cmark_node>

/// What a node is, in one small number: cmark's own kinds and those that its extensions add at run time.
enum NodeKind {
    case document, blockQuote, list, item, codeBlock, htmlBlock, paragraph, heading, thematicBreak
    case footnoteDefinition, table, tableRow, tableCell
    case text, softBreak, lineBreak, code, htmlInline, emphasis, strong, strikethrough
    case link, image, footnoteReference
    case unknown
}

/// cmark's extensions, set up once for the process: tables, strikethrough, autolinks, task lists.
///
/// cmark keeps the characters that inline extensions watch for (`:`, `w`, `~`) in tables of the whole process, sets
/// them when a document's inlines are parsed and clears them afterwards (`cmark_manage_extensions_special_characters`;
/// still so in 0.29.0.gfm.6). Two threads would clear them for each other, and links and marks would be missed now and
/// then. So the characters of autolinks are set here for good and their list is emptied, and documents that hold a
/// tilde, where the list is needed, are parsed one at a time.
private final class Extensions: @unchecked Sendable {
    // Unchecked for these pointers into the library's registry, which lives as long as the process and is not changed
    // once this is made.
    let always: [OpaquePointer]
    let strikethrough: OpaquePointer?
    let taskList: OpaquePointer?
    let table: UInt16
    let row: UInt16
    let cell: UInt16
    let deleted: UInt16
    let tildes = Mutex<Void>(())

    static let shared = Extensions()

    private init() {
        cmark_gfm_core_extensions_ensure_registered()
        let names = ["table", "autolink", "tasklist"]
        always = names.compactMap { name in cmark_find_syntax_extension(name) }
        strikethrough = cmark_find_syntax_extension("strikethrough")
        taskList = cmark_find_syntax_extension("tasklist")

        // The library's headers do not name the kinds of its extensions: a sample shows them.
        let parser: OpaquePointer = cmark_parser_new(CMARK_OPT_DEFAULT)
        defer { cmark_parser_free(parser) }
        for found in always + [strikethrough].compactMap({ $0 }) {
            cmark_parser_attach_syntax_extension(parser, found)
        }
        let sample = "~~s~~\n\n| a |\n| --- |\n"
        cmark_parser_feed(parser, sample, sample.utf8.count)
        let root = cmark_parser_finish(parser)
        defer { cmark_node_free(root) }
        let paragraph = root?.pointee.first_child
        let sampleTable = paragraph?.pointee.next
        let sampleRow = sampleTable?.pointee.first_child
        deleted = paragraph?.pointee.first_child?.pointee.type ?? 0
        table = sampleTable?.pointee.type ?? 0
        row = sampleRow?.pointee.type ?? 0
        cell = sampleRow?.pointee.first_child?.pointee.type ?? 0

        cmark_manage_extensions_special_characters(parser, 1)
        if let autolink = cmark_find_syntax_extension("autolink") {
            cmark_syntax_extension_set_special_inline_chars(autolink, nil)
        }
    }
}

/// cmark-gfm with the extensions that guides use: tables, strikethrough, autolinks, task lists, footnotes.
///
/// A tree belongs to the thread that made it, and ends with the call that lends it.
package final class Parser {
    private let extensions = Extensions.shared
    let taskList: OpaquePointer?

    package init() { taskList = extensions.taskList }

    /// Parses `text` and lends its tree to `body`.
    func withTree<Result>(
        of text: UnsafeBufferPointer<UInt8>, _ body: (Node) throws -> Result
    ) rethrows -> Result? {
        let mark = guides_arena_now()
        defer { guides_arena_reset(mark) }
        guard let root = parse(text) else { return nil }
        return try body(root)
    }

    private func parse(_ text: UnsafeBufferPointer<UInt8>) -> Node? {
        guard let base = text.baseAddress, memchr(base, Int32(UInt8(ascii: "~")), text.count) != nil else {
            return parse(text, with: extensions.always)
        }
        // The tree stays on this thread; only the parsing is kept apart.
        nonisolated(unsafe) var root: Node?
        nonisolated(unsafe) let text = text
        extensions.tildes.withLock { _ in
            root = parse(text, with: extensions.always + [extensions.strikethrough].compactMap { $0 })
        }
        return root
    }

    private func parse(_ text: UnsafeBufferPointer<UInt8>, with extensions: [OpaquePointer]) -> Node? {
        guard let parser = guides_arena_parser(CMARK_OPT_FOOTNOTES) else { return nil }
        for found in extensions { cmark_parser_attach_syntax_extension(parser, found) }
        text.withMemoryRebound(to: CChar.self) { chars in
            cmark_parser_feed(parser, chars.baseAddress, chars.count)
        }
        return cmark_parser_finish(parser)
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
        case UInt32(extensions.cell): return .tableCell
        case UInt32(extensions.row): return .tableRow
        case UInt32(extensions.table): return .table
        case UInt32(extensions.deleted): return .strikethrough
        default: return .unknown
        }
    }
}

/// The bytes of a chunk, where they lie.
@inline(__always)
func view(_ chunk: cmark_chunk) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: UnsafePointer(chunk.data), count: chunk.data == nil ? 0 : Int(chunk.len))
}
