/// What it costs an agent to read each guide: as a page, as the text of the page, and as the twin.
package struct TokenReport: Encodable, Sendable {
    package struct Size: Encodable, Sendable {
        package var characters = 0
        /// Estimated, see `method`.
        package var tokens = 0

        init(_ bytes: [UInt8]) {
            characters = Tokens.characters(bytes)
            tokens = Tokens.estimate(characters: characters)
        }

        init(sum sizes: [Size]) {
            characters = sizes.reduce(0) { $0 + $1.characters }
            tokens = sizes.reduce(0) { $0 + $1.tokens }
        }
    }

    package struct Row: Encodable, Sendable {
        package var guide: String
        package var page: Size
        package var text: Size
        package var twin: Size
    }

    package var guides: [Row]
    package var total: Row
    package var method = Self.method

    /// How tokens are counted, and what that is worth.
    package static let method =
        "Tokens are estimated: a quarter of the characters, rounded up. For English prose a tokenizer counts a few percent "
        + "more or less; for other languages, tables and code it may count far more."

    /// - Parameter slug: one guide alone; all by default.
    package init(_ reading: AnalyzedSite, slug: String? = nil, jobs: Int) async throws {
        let library = reading.library
        let chosen = library.guides.indices.filter { slug == nil || library.guides[$0].slug == slug }
        let theme = reading.theme
        let rows = try await Workers.map(
            chosen.count, jobs: jobs, makeState: { GuideRenderer(library: library, theme: theme) }
        ) { maker, at in
            let pair = maker.make(chosen[at])
            let page = pair.page.bytes
            return Row(
                guide: library.guides[chosen[at]].slug, page: Size(page), text: Size(PageText.of(page)),
                twin: Size(pair.twin.bytes))
        }
        guides = rows
        total = Row(
            guide: "all", page: Size(sum: rows.map(\.page)), text: Size(sum: rows.map(\.text)),
            twin: Size(sum: rows.map(\.twin)))
    }

    package func json() throws -> String { try MachineText.json(self, isPretty: true) }

    /// A table, and under it the method.
    package func text() -> String {
        let head = ["", "page", "tokens", "its text", "tokens", "twin", "tokens"]
        let rows = (guides + (guides.count == 1 ? [] : [total])).map { row in
            [row.guide]
                + [row.page, row.text, row.twin].flatMap { [String($0.characters), String($0.tokens)] }
        }
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        let lines = ([head] + rows).map { row in
            row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + space : space + cell
            }
            .joined(separator: "  ")
        }
        return lines.joined(separator: "\n") + "\n\n" + Self.method + "\n"
    }
}

/// The text of a page as a program sees it that takes out the markup: no tags, no scripts or styles, white space once.
enum PageText {
    static func of(_ page: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var rest = page[...]
        func add(_ part: ArraySlice<UInt8>) {
            for byte in part {
                let isSpace = byte == 32 || (9...13).contains(byte)
                if isSpace, text.last == 32 || text.last == 10 || text.isEmpty { continue }
                text.append(isSpace ? 32 : byte)
            }
        }
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            add(rest[..<open])
            rest = rest[open...]
            for name in ["script", "style"] where rest.dropFirst().starts(with: name.utf8) {
                // What it holds is no text, up to the tag that ends it.
                let end = Array("</\(name)".utf8)
                repeat {
                    rest = rest.dropFirst()
                    rest = rest[(rest.firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex)...]
                } while !rest.isEmpty && !rest.starts(with: end)
            }
            guard let close = rest.firstIndex(of: UInt8(ascii: ">")) else { return text }
            rest = rest[(close + 1)...]
        }
        add(rest)
        return unescaped(text)
    }

    /// The characters that HTML has to escape, as they read; the tool itself writes no other entities.
    private static func unescaped(_ text: [UInt8]) -> [UInt8] {
        let entities: [(name: [UInt8], letter: UInt8)] = [
            (Array("&amp;".utf8), UInt8(ascii: "&")), (Array("&lt;".utf8), UInt8(ascii: "<")),
            (Array("&gt;".utf8), UInt8(ascii: ">")), (Array("&quot;".utf8), UInt8(ascii: "\"")),
        ]
        var out: [UInt8] = []
        var rest = text[...]
        while let first = rest.first {
            let entity = first == UInt8(ascii: "&") ? entities.first { rest.starts(with: $0.name) } : nil
            out.append(entity?.letter ?? first)
            rest = rest.dropFirst(entity?.name.count ?? 1)
        }
        return out
    }
}
