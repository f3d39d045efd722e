import Markdown

/// Fills a theme's templates. A worker keeps one: it remembers each template in each shape that it met.
final class PageWriter {
    private struct Shape: Hashable {
        var name: TemplateName
        var present: UInt64
    }

    private let theme: Theme
    private var shapes: [Shape: CompiledTemplate] = [:]

    init(_ theme: Theme) { self.theme = theme }

    /// The values of one page, in the order of its template's names; empty where the page has none.
    struct Values {
        let name: TemplateName
        private let names: [String]
        fileprivate var values: [CompiledTemplate.Value]
        fileprivate var present: UInt64 = 0

        init(_ name: TemplateName) {
            self.name = name
            names = name.names
            values = [CompiledTemplate.Value](repeating: .text(""), count: names.count)
        }

        /// Sets a text; an empty one counts as absent.
        mutating func set(_ name: String, _ text: String) {
            guard !text.isEmpty, let index = index(name) else { return }
            values[index] = .text(text)
            present |= 1 << UInt64(index)
        }

        /// Sets HTML, or anything else that is bytes already; none count as absent.
        mutating func set(_ name: String, _ bytes: [UInt8]) {
            guard !bytes.isEmpty, let index = index(name) else { return }
            values[index] = .bytes(bytes)
            present |= 1 << UInt64(index)
        }

        private func index(_ name: String) -> Int? { names.firstIndex(of: name) }
    }

    func append(_ values: Values, to out: ByteBuffer) {
        let shape = Shape(name: values.name, present: values.present)
        if let compiled = shapes[shape] {
            compiled.append(values.values, to: out)
        } else if let compiled = theme.compiled(values.name, present: values.present) {
            shapes[shape] = compiled
            compiled.append(values.values, to: out)
        }
    }

    func page(_ values: Values) -> [UInt8] {
        let out = ByteBuffer()
        append(values, to: out)
        return out.bytes
    }

    /// A list of links through the template of one item.
    func list(_ items: [Item], _ name: TemplateName) -> [UInt8] {
        guard !items.isEmpty else { return [] }
        let out = ByteBuffer(capacity: 256 * items.count)
        for item in items {
            var values = Values(name)
            values.set("title", item.title)
            values.set("url", item.url)
            values.set("note", item.note)
            append(values, to: out)
        }
        return out.bytes
    }

    /// A link with a line about it.
    struct Item {
        var title: String
        var url: String
        var note = ""
    }
}

extension Library {
    /// A guide as lists show it.
    func item(_ index: Int) -> PageWriter.Item {
        PageWriter.Item(
            title: guides[index].title, url: pages[index], note: guides[index].summary)
    }

    /// A guide as a list shows it that names many.
    func mention(_ index: Int) -> PageWriter.Item {
        PageWriter.Item(title: guides[index].title, url: pages[index])
    }
}
