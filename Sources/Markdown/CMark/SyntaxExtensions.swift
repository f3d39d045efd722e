import CCMarkGFM
import Support
import Synchronization

/// cmark's extensions, set up once for the process: tables, strikethrough, autolinks, task lists.
///
/// cmark keeps the characters that inline extensions watch for (`:`, `w`, `~`) in tables of the whole process, sets
/// them when a document's inlines are parsed and clears them afterwards (`cmark_manage_extensions_special_characters`;
/// still so in 0.29.0.gfm.6). Two threads would clear them for each other, and links and marks would be missed now and
/// then. So the characters of autolinks are set here for good and their list is emptied, and documents that hold a
/// tilde, where the list is needed, are parsed one at a time.
final class SyntaxExtensions: Sendable {
    // Unsafe for the compiler alone: pointers into the library's registry, which lives as long as the process and is
    // not changed once this is made.
    nonisolated(unsafe) let table: OpaquePointer?
    nonisolated(unsafe) let autolink: OpaquePointer?
    nonisolated(unsafe) let taskList: OpaquePointer?
    nonisolated(unsafe) let strikethrough: OpaquePointer?
    private let kindOfTable: UInt16
    private let kindOfRow: UInt16
    private let kindOfCell: UInt16
    private let kindOfDeleted: UInt16
    /// Held while a document with tildes is parsed.
    let tildes = Mutex<Void>(())
    private let seesW = Mutex(false)

    static let shared = SyntaxExtensions()

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

    /// The kind of a node that an extension has made.
    func kind(_ type: UInt16) -> NodeKind {
        switch type {
        case kindOfCell: .tableCell
        case kindOfRow: .tableRow
        case kindOfTable: .table
        case kindOfDeleted: .strikethrough
        default: .unknown
        }
    }

    /// Has the letter that `www.` starts with watched for, from now on: where it is, cmark stops at each w of a text,
    /// so that is left until some text needs it.
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
