import Analysis
import Rendering
import Support

/// The cost of each guide to an agent that reads it: as a page, as the text of the page, and as the twin.
package struct TokenReport: Encodable, Sendable {
    struct Size: Encodable, Sendable {
        var characters = 0
        /// Estimated, see `method`.
        var tokens = 0

        init(_ bytes: [UInt8]) {
            characters = Tokens.characters(bytes.span)
            tokens = Tokens.estimate(characters: characters)
        }

        init(sum sizes: [Size]) {
            characters = sizes.reduce(0) { $0 + $1.characters }
            tokens = sizes.reduce(0) { $0 + $1.tokens }
        }
    }

    /// Keeps the size of a file, and of its text where it is a page.
    private struct SizeSink: OutputSink {
        struct Receipt: Sendable {
            let whole: Size
            let text: Size
        }

        func take(_ content: ByteWriter, as path: String) -> Receipt {
            let bytes = content.bytes
            let whole = Size(bytes)
            return Receipt(whole: whole, text: path.hasSuffix(".html") ? Size(PageText.of(bytes)) : whole)
        }
    }

    /// A guide and its estimated tokens.
    package struct Row: Encodable, Sendable {
        var guide: String
        var page: Size
        var text: Size
        var twin: Size
    }

    package var guides: [Row]
    var total: Row
    var method = Self.method

    /// The way in which tokens are counted, and its worth.
    package static let method =
        "Tokens are estimated: a quarter of the characters, rounded up. For English prose a tokenizer counts a few percent "
        + "more or less; for other languages, tables and code it may count far more."

    /// - Parameter slug: one guide alone; all by default.
    package init(_ reading: AnalyzedSite, slug: String? = nil, jobs: Int) async throws {
        let library = reading.library
        let chosen = library.guides.indices.filter { slug == nil || library.guides[$0].slug == slug }
        let files = try await Rendering(reading, jobs: jobs).guides(chosen, to: SizeSink())
        let rows = zip(chosen, files).map { index, files in
            Row(
                guide: library.guides[index].slug, page: files.page.whole, text: files.page.text,
                twin: files.twin.whole)
        }
        guides = rows
        total = Row(
            guide: "all", page: Size(sum: rows.map(\.page)), text: Size(sum: rows.map(\.text)),
            twin: Size(sum: rows.map(\.twin)))
    }

    package func json() throws -> String { try MachineText.json(self, .readable) }

    /// A table, and under it the method.
    package func text() -> String {
        let head = ["", "page", "tokens", "its text", "tokens", "twin", "tokens"]
        let rows = (guides + (guides.count == 1 ? [] : [total])).map { row in
            [row.guide]
                + [row.page, row.text, row.twin].flatMap { [String($0.characters), String($0.tokens)] }
        }
        let lines = Table([head] + rows, rightAligned: Set(1..<head.count)).lines
        return lines.joined(separator: "\n") + "\n\n" + Self.method + "\n"
    }
}
