import CArena
import CCMarkGFM
import Glibc
import Support
import Synchronization

package typealias Node = UnsafeMutablePointer<cmark_node>

/// What a node is, in one small number: cmark's own kinds and those that its extensions add at run time.
package enum NodeKind {
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
private final class Extensions: Sendable {
    // Unsafe for the compiler alone: pointers into the library's registry, which lives as long as the process and is not
    // changed once this is made.
    nonisolated(unsafe) let table: OpaquePointer?
    nonisolated(unsafe) let autolink: OpaquePointer?
    nonisolated(unsafe) let taskList: OpaquePointer?
    nonisolated(unsafe) let strikethrough: OpaquePointer?
    let kindOfTable: UInt16
    let kindOfRow: UInt16
    let kindOfCell: UInt16
    let kindOfDeleted: UInt16
    let tildes = Mutex<Void>(())
    private let seesW = Mutex(false)

    static let shared = Extensions()

    private init() {
        cmark_gfm_core_extensions_ensure_registered()
        table = cmark_find_syntax_extension("table")
        autolink = cmark_find_syntax_extension("autolink")
        taskList = cmark_find_syntax_extension("tasklist")
        strikethrough = cmark_find_syntax_extension("strikethrough")

        // The library's headers do not name the kinds of its extensions: a sample shows them.
        let parser: OpaquePointer = cmark_parser_new(CMARK_OPT_DEFAULT)
        defer { cmark_parser_free(parser) }
        for found in [table, strikethrough].compactMap({ $0 }) {
            cmark_parser_attach_syntax_extension(parser, found)
        }
        let sample = "~~s~~\n\n| a |\n| --- |\n"
        cmark_parser_feed(parser, sample, sample.utf8.count)
        let root = cmark_parser_finish(parser)
        defer { cmark_node_free(root) }
        let paragraph = root?.pointee.first_child
        let sampleTable = paragraph?.pointee.next
        let sampleRow = sampleTable?.pointee.first_child
        kindOfDeleted = paragraph?.pointee.first_child?.pointee.type ?? 0
        kindOfTable = sampleTable?.pointee.type ?? 0
        kindOfRow = sampleRow?.pointee.type ?? 0
        kindOfCell = sampleRow?.pointee.first_child?.pointee.type ?? 0

        Self.watch(for: UInt8(ascii: ":"))
        if let autolink { cmark_syntax_extension_set_special_inline_chars(autolink, nil) }
    }

    /// Has the letter that `www.` starts with watched for, from now on: where it is, cmark stops at each w of a text, so
    /// that is left until some text needs it.
    func watchForW() {
        seesW.withLock { isSeen in
            if !isSeen { Self.watch(for: UInt8(ascii: "w")) }
            isSeen = true
        }
    }

    /// Sets a character through an extension that is never attached to a document, so that none clears it.
    private static func watch(for character: UInt8) {
        let memory = cmark_get_default_mem_allocator()
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT),
            let watcher = cmark_syntax_extension_new("watcher-\(character)")
        else { return }
        cmark_syntax_extension_set_match_inline_func(watcher) { _, _, _, _, _ in nil }
        let list = cmark_llist_append(memory, nil, UnsafeMutableRawPointer(bitPattern: UInt(character)))
        cmark_syntax_extension_set_special_inline_chars(watcher, list)
        cmark_parser_attach_syntax_extension(parser, watcher)
        cmark_manage_extensions_special_characters(parser, 1)
        cmark_parser_free(parser)
        cmark_syntax_extension_free(memory, watcher)
    }
}

/// Which of cmark's extensions a text can need at all. Each costs a look at every line, or a walk over the whole tree,
/// whether it finds anything or not.
private struct Needs {
    var tables = false
    var taskLists = false
    var autolinks = false
    var www = false
    var footnotes = false
    var strikethrough = false

    init(_ text: UnsafeBufferPointer<UInt8>) {
        func holds(_ letters: StaticString) -> Bool {
            find(letters, in: text, from: 0, to: text.count) != nil
        }
        // A table of one column needs no bar, but then a colon where a heading would need none.
        tables = holds("|") || holds(":-") || holds("-:")
        taskLists = holds("[ ]") || holds("[x]") || holds("[X]")
        www = holds("www.")
        autolinks = www || holds("://") || holds("@")
        footnotes = holds("[^")
        strikethrough = holds("~")
    }
}

/// cmark-gfm with the extensions that guides use: tables, strikethrough, autolinks, task lists, footnotes.
///
/// A tree belongs to the thread that made it, and ends with the call that lends it.
package final class Parser {
    private let extensions = Extensions.shared
    package let taskList: OpaquePointer?

    package init() { taskList = extensions.taskList }

    /// Parses `text` and lends its tree to `body`.
    package func withTree<Result>(
        of text: UnsafeBufferPointer<UInt8>, _ body: (Node) throws -> Result
    ) rethrows -> Result? {
        let mark = guides_arena_now()
        defer { guides_arena_reset(mark) }
        guard let root = parse(text) else { return nil }
        return try body(root)
    }

    private func parse(_ text: UnsafeBufferPointer<UInt8>) -> Node? {
        let needs = Needs(text)
        if needs.www { extensions.watchForW() }
        guard needs.strikethrough else { return parse(text, needs) }
        // The tree stays on this thread; only the parsing is kept apart.
        nonisolated(unsafe) var root: Node?
        nonisolated(unsafe) let text = text
        extensions.tildes.withLock { _ in root = parse(text, needs) }
        return root
    }

    private func parse(_ text: UnsafeBufferPointer<UInt8>, _ needs: Needs) -> Node? {
        guard let parser = guides_arena_parser(needs.footnotes ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT)
        else { return nil }
        func attach(_ found: OpaquePointer?, if isNeeded: Bool) {
            if isNeeded, let found { cmark_parser_attach_syntax_extension(parser, found) }
        }
        attach(extensions.table, if: needs.tables)
        attach(extensions.autolink, if: needs.autolinks)
        attach(extensions.taskList, if: needs.taskLists)
        attach(extensions.strikethrough, if: needs.strikethrough)
        text.withMemoryRebound(to: CChar.self) { chars in
            cmark_parser_feed(parser, chars.baseAddress, chars.count)
        }
        return cmark_parser_finish(parser)
    }

    @inline(__always)
    package func kind(of node: Node) -> NodeKind {
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
        case UInt32(extensions.kindOfCell): return .tableCell
        case UInt32(extensions.kindOfRow): return .tableRow
        case UInt32(extensions.kindOfTable): return .table
        case UInt32(extensions.kindOfDeleted): return .strikethrough
        default: return .unknown
        }
    }
}

/// The bytes of a chunk, where they lie.
@inline(__always)
package func view(_ chunk: cmark_chunk) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: UnsafePointer(chunk.data), count: chunk.data == nil ? 0 : Int(chunk.len))
}
