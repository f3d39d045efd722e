import Markdown
import Mustache

/// A mustache template as it stands for one set of present values: fixed bytes, and slots between them.
///
/// Mustache renders the template once for each such set, with a mark in the place of each value; after that a page
/// is a matter of copying bytes. The mark holds an `&`, so what mustache made of it tells whether the template asked
/// for escaping (`{{name}}`) or not (`{{{name}}}`).
struct CompiledTemplate: Sendable {
    private enum Part: Sendable {
        case bytes([UInt8])
        case slot(index: Int, isEscaped: Bool)
    }

    /// What goes into a slot.
    enum Value {
        case text(String)
        case bytes([UInt8])
    }

    private let parts: [Part]
    /// Names that the template asked for and nobody knows.
    let unknown: Set<String>

    /// - Parameters:
    ///   - names: what the page gives, in a fixed order.
    ///   - present: which of them this page has, as bits in that order.
    ///   - shared: what is the same on all pages.
    init?(
        _ template: String, of library: MustacheLibrary, names: [String], present: UInt64,
        shared: SharedValues
    ) {
        let marks = Marks(names: names, present: present, shared: shared)
        guard let text = library.render(marks, withTemplate: template) else { return nil }
        parts = Self.cut(text)
        unknown = marks.unknown
    }

    /// Writes the page.
    func append(_ values: [Value], to out: ByteBuffer) {
        for part in parts {
            switch part {
            case .bytes(let bytes): out.append(bytes)
            case .slot(let index, let isEscaped):
                switch (values[index], isEscaped) {
                case (.text(let text), true): HTMLEscaping.appendText(text, to: out)
                case (.text(let text), false): out.append(text)
                case (.bytes(let bytes), true): HTMLEscaping.appendText(bytes, to: out)
                case (.bytes(let bytes), false): out.append(bytes)
                }
            }
        }
    }

    // Private use characters, which mustache leaves alone and which no template holds.
    private static let opening: Character = "\u{F8F0}"
    private static let closing: Character = "\u{F8F1}"

    fileprivate static func mark(_ index: Int) -> String { "\(opening)&\(index)\(closing)" }

    private static func cut(_ text: String) -> [Part] {
        var parts: [Part] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: opening), let end = rest[start...].firstIndex(of: closing) {
            let mark = rest[rest.index(after: start)..<end]
            guard let index = Int(mark.drop { !$0.isNumber }) else { break }
            parts.append(.bytes(Array(rest[..<start].utf8)))
            parts.append(.slot(index: index, isEscaped: mark.hasPrefix("&amp;")))
            rest = rest[rest.index(after: end)...]
        }
        parts.append(.bytes(Array(rest.utf8)))
        return parts
    }
}

/// What every template is given of the site.
struct SharedValues: Sendable {
    var values: [String: String]
    var assets: AssetNames

    init(_ site: Site, _ addresses: Addresses, assets: [String: String]) {
        values = [
            "language": site.language, "site-name": site.name, "site-summary": site.summary,
            "site-url": addresses.index, "guide-index": addresses.guideIndex, "guide-index-path": "/llms.txt",
        ]
        if !site.publisher.name.isEmpty {
            values["publisher-name"] = site.publisher.name
            values["publisher-url"] = site.publisher.url
        }
        self.assets = AssetNames(paths: assets)
    }

    static let names: Set<String> = [
        "language", "site-name", "site-summary", "site-url", "guide-index", "guide-index-path",
        "publisher-name",
        "publisher-url", "assets",
    ]
}

/// Stands for a page while a template is compiled: answers each name with its mark.
private final class Marks: MustacheParent {
    private let names: [String: Int]
    private let present: UInt64
    private let shared: SharedValues
    private(set) var unknown: Set<String> = []

    init(names: [String], present: UInt64, shared: SharedValues) {
        self.names = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        self.present = present
        self.shared = shared
    }

    func child(named name: String) -> Any? {
        if let index = names[name] {
            return present & (1 << UInt64(index)) == 0 ? nil : CompiledTemplate.mark(index)
        }
        if name == "assets" { return shared.assets }
        if let value = shared.values[name] { return value }
        if !SharedValues.names.contains(name) { unknown.insert(name) }
        return nil
    }
}

/// Finds an asset's published path by its name: `{{assets.style.css}}`. Mustache cuts a name at its dots, so each part
/// is looked up in turn.
struct AssetNames: MustacheParent, Sendable {
    let paths: [String: String]
    var prefix = ""

    func child(named name: String) -> Any? {
        let whole = prefix.isEmpty ? name : "\(prefix).\(name)"
        return paths[whole] ?? AssetNames(paths: paths, prefix: whole)
    }
}
