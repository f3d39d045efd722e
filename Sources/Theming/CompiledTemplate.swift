import Content
import Mustache
import Support

/// A mustache template as it stands for one set of present values: fixed bytes, and slots between them.
///
/// Mustache renders the template once for each such set, with a mark in the place of each value; after that a page
/// is a matter of copying bytes. The mark holds an `&`, so what mustache made of it tells whether the template asked
/// for escaping (`{{name}}`) or not (`{{{name}}}`).
package struct CompiledTemplate: Sendable {
    /// A stretch of fixed bytes, and the slot after it.
    private struct Part: Sendable {
        var bytes: Range<Int>
        /// The index of a value among the page's values; nil after the last stretch.
        var slot: Int?
        var isEscaped: Bool
    }

    /// The content of a slot.
    package enum Value {
        case text(String)
        case bytes([UInt8])
        case buffer(ByteWriter)
    }

    private let fixed: [UInt8]
    private let parts: [Part]
    /// Unknown names in the template.
    let unknown: Set<String>

    /// - Parameters:
    ///   - name: the template.
    ///   - present: which values this page has, as their bits.
    ///   - shared: what is the same on all pages.
    init?(
        _ name: TemplateName, of library: MustacheLibrary, present: UInt64, shared: SharedValues
    ) {
        let marks = Marks(values: name.values, present: present, shared: shared)
        guard let text = library.render(marks, withTemplate: name.rawValue) else { return nil }
        (fixed, parts) = Self.cut(text)
        unknown = marks.unknown
    }

    /// Writes the page.
    package func append(_ values: [Value], to out: ByteWriter) {
        for part in parts {
            out.append(fixed[part.bytes])
            guard let slot = part.slot else { continue }
            switch (values[slot], part.isEscaped) {
            case (.text(let text), true): HTMLEscaping.appendText(text, to: out)
            case (.text(let text), false): out.append(text)
            case (.bytes(let bytes), true): HTMLEscaping.appendText(bytes, to: out)
            case (.bytes(let bytes), false): out.append(bytes)
            case (.buffer(let buffer), true): HTMLEscaping.appendText(buffer, to: out)
            case (.buffer(let buffer), false): out.append(buffer)
            }
        }
    }

    // Private use characters, which mustache leaves alone and which no template holds.
    private static let opening: Character = "\u{F8F0}"
    private static let closing: Character = "\u{F8F1}"

    fileprivate static func mark(_ index: Int) -> String { "\(opening)&\(index)\(closing)" }

    private static func cut(_ text: String) -> ([UInt8], [Part]) {
        var fixed: [UInt8] = []
        var parts: [Part] = []
        var rest = text[...]
        func take(_ piece: Substring) -> Range<Int> {
            let start = fixed.count
            fixed.append(contentsOf: piece.utf8)
            return start..<fixed.count
        }
        while let start = rest.firstIndex(of: opening), let end = rest[start...].firstIndex(of: closing) {
            let mark = rest[rest.index(after: start)..<end]
            guard let index = Int(mark.drop { !$0.isNumber }) else { break }
            parts.append(
                Part(bytes: take(rest[..<start]), slot: index, isEscaped: mark.hasPrefix("&amp;")))
            rest = rest[rest.index(after: end)...]
        }
        parts.append(Part(bytes: take(rest), slot: nil, isEscaped: false))
        return (fixed, parts)
    }
}

/// Values of the site, the same for every template.
struct SharedValues: Sendable {
    var values: [String: String]
    var assets: AssetNames

    init(
        _ site: Site, _ addresses: Addresses, assets: [String: String], hasFeed: Bool, hasGlossary: Bool
    ) {
        values = [
            "language": site.language, "direction": site.direction, "site-name": site.name,
            "site-summary": site.summary.text, "site-url": addresses.index,
            "guide-index": addresses.guideIndex, "guide-index-path": "/llms.txt",
            "search-url": addresses.search, "search-index": addresses.searchIndex,
        ]
        // The words of the theme are English, which readers of other languages are told of (WCAG 2.2, 3.1.2).
        if !site.isEnglish { values["english"] = "en" }
        if hasGlossary { values["glossary"] = addresses.glossary }
        if let style = assets[Self.customStyle] { values["custom-style"] = style }
        if let image = assets[Self.socialImage] { values["social-image"] = addresses.full(image) }
        if !site.publisher.name.isEmpty {
            values["publisher-name"] = site.publisher.name
            values["publisher-url"] = site.publisher.url
        }
        if hasFeed { values["feed"] = addresses.feed }
        self.assets = AssetNames(paths: assets)
    }

    /// A style sheet that a site may add to those of the theme, among its assets.
    static let customStyle = "custom.css"

    /// The picture that other sites show with a link, where a site has it among its assets: 1200 × 630 pixels.
    static let socialImage = "social.png"

    static let names: Set<String> = [
        "language", "direction", "site-name", "site-summary", "site-url", "guide-index",
        "guide-index-path", "search-url", "search-index", "glossary", "custom-style", "social-image",
        "publisher-name", "publisher-url", "feed", "assets", "english",
    ]
}

/// Stands for a page while a template is compiled: answers each name with its mark.
private final class Marks: MustacheParent {
    private let values: [String: TemplateValue]
    private let present: UInt64
    private let shared: SharedValues
    private(set) var unknown: Set<String> = []

    init(values: [TemplateValue], present: UInt64, shared: SharedValues) {
        self.values = Dictionary(uniqueKeysWithValues: values.map { ($0.name, $0) })
        self.present = present
        self.shared = shared
    }

    func child(named name: String) -> Any? {
        if let value = values[name] {
            return present & value.bit == 0 ? nil : CompiledTemplate.mark(value.rawValue)
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

    package func child(named name: String) -> Any? {
        let whole = prefix.isEmpty ? name : "\(prefix).\(name)"
        return paths[whole] ?? AssetNames(paths: paths, prefix: whole)
    }
}
