import CArena
import CCMarkGFM
import Support

// This folder is the only code that knows cmark: it hands out nodes, and their bytes as spans.

/// cmark-gfm with the extensions that guides use: tables, strikethrough, autolinks, task lists, footnotes.
///
/// A tree belongs to the thread that made it, and ends with the call that lends it.
package final class Parser {
    private let extensions = SyntaxExtensions.shared

    package init() {}

    /// Parses `text` and lends the root of its tree to `body`. Nil where cmark makes no tree.
    func withTree<Result>(
        of text: Span<UInt8>, _ body: (Node) throws -> Result
    ) rethrows -> Result? {
        let mark = guides_arena_now()
        defer { guides_arena_reset(mark) }
        guard let root = parse(text) else { return nil }
        return try body(Node(root))
    }

    private func parse(_ text: Span<UInt8>) -> UnsafeMutablePointer<cmark_node>? {
        let needed = NeededSyntax(text)
        if needed.www { extensions.watchForW() }
        return text.withUnsafeBufferPointer { text in
            guard needed.strikethrough else { return parse(text, needed) }
            // The tree stays on this thread; only the parsing is kept apart.
            nonisolated(unsafe) var root: UnsafeMutablePointer<cmark_node>?
            nonisolated(unsafe) let text = text
            extensions.tildes.withLock { _ in root = parse(text, needed) }
            return root
        }
    }

    private func parse(
        _ text: UnsafeBufferPointer<UInt8>, _ needed: NeededSyntax
    ) -> UnsafeMutablePointer<cmark_node>? {
        guard let parser = guides_arena_parser(needed.footnotes ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT)
        else { return nil }
        func attach(_ found: OpaquePointer?, if isNeeded: Bool) {
            if isNeeded, let found { cmark_parser_attach_syntax_extension(parser, found) }
        }
        attach(extensions.table, if: needed.tables)
        attach(extensions.autolink, if: needed.autolinks)
        attach(extensions.taskList, if: needed.taskLists)
        attach(extensions.strikethrough, if: needed.strikethrough)
        text.withMemoryRebound(to: CChar.self) { chars in
            cmark_parser_feed(parser, chars.baseAddress, chars.count)
        }
        return cmark_parser_finish(parser)
    }
}
