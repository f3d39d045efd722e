import Content
import Library
import Support
import Theming

/// Fills a theme's templates. A worker keeps one: it compiles each template once.
final class TemplateFiller {
    private let theme: Theme
    private var compiled: [TemplateName: CompiledTemplate] = [:]
    private let items = ByteWriter(capacity: 4096)

    init(_ theme: Theme) { self.theme = theme }

    /// The values of one page or item.
    struct Values {
        let name: TemplateName
        fileprivate var values: [CompiledTemplate.Value]
        fileprivate var present: UInt64 = 0

        init(_ name: TemplateName) {
            self.name = name
            values = [CompiledTemplate.Value](repeating: .text(""), count: TemplateValue.allCases.count)
        }

        /// The values of the head of a page that has a twin.
        ///
        /// - Parameters:
        ///   - path: its path, such as `/guides/glossary`.
        ///   - canonical: the path of the page that search engines should show instead; nil for the page itself.
        init(
            _ name: TemplateName, page path: String, canonical: String? = nil, title: String, summary: String,
            _ addresses: Addresses
        ) {
            self.init(name)
            set(.title, title)
            set(.summary, summary)
            set(.canonical, addresses.full(canonical ?? path))
            set(.twin, addresses.twin(of: path))
            set(.twinPath, addresses.twinPath(of: path))
            if path != addresses.index { set(.isInner, "yes") }
        }

        /// Sets a text; an empty one counts as absent.
        mutating func set(_ value: TemplateValue, _ text: String) {
            set(value, .text(text), !text.isEmpty)
        }

        /// Sets HTML, or anything else that is bytes already; none count as absent.
        mutating func set(_ value: TemplateValue, _ bytes: [UInt8]) {
            set(value, .bytes(bytes), !bytes.isEmpty)
        }

        /// Sets what a buffer holds by the time that the page is written.
        mutating func set(_ value: TemplateValue, _ buffer: ByteWriter) {
            set(value, .buffer(buffer), buffer.count > 0)
        }

        private mutating func set(_ value: TemplateValue, _ content: CompiledTemplate.Value, _ isThere: Bool)
        {
            values[value.rawValue] = content
            present = isThere ? present | value.bit : present & ~value.bit
        }
    }

    /// Fills the template of `values` into `out`.
    func append(_ values: Values, to out: ByteWriter) {
        if compiled[values.name] == nil { compiled[values.name] = theme.compiled(values.name) }
        compiled[values.name]?.append(values.values, present: values.present, to: out)
    }

    /// The bytes of a whole page.
    func page(_ values: Values) -> [UInt8] {
        let out = ByteWriter()
        append(values, to: out)
        return out.bytes
    }

    /// A list of things through the template of one item.
    func list<Items: Collection>(
        _ elements: Items, _ name: TemplateName, _ fill: (inout Values, Items.Element) -> Void
    ) -> [UInt8] {
        guard !elements.isEmpty else { return [] }
        items.removeAll()
        var values = Values(name)
        for element in elements {
            fill(&values, element)
            append(values, to: items)
        }
        return items.bytes
    }

    /// A list of links.
    func list(_ links: [Item], _ name: TemplateName) -> [UInt8] {
        list(links, name) { values, item in
            values.set(.title, item.title)
            values.set(.url, item.url)
            values.set(.note, item.note)
        }
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
    func item(_ index: Int) -> TemplateFiller.Item {
        TemplateFiller.Item(
            title: guides[index].title, url: pages[index], note: guides[index].summary)
    }

    /// A guide as a list shows it that names many.
    func mention(_ index: Int) -> TemplateFiller.Item {
        TemplateFiller.Item(title: guides[index].title, url: pages[index])
    }
}
