import Content
import Library
import Markdown
import Support

/// What is around the plain form of a twin, for sites that ask for it (`twin: {front-matter: true}`): YAML front matter before it,
/// which says what its page is called and about, when it last changed, and its address; and the address of the sitemap after it.
/// The plain form, which other sites publish alone, stays as it is.
struct TwinProfile {
    /// The keys of the front matter with their values, in order.
    private let values: [(key: String, value: String)]
    /// The heading over the address of the sitemap. Tools know it by this name, in every language.
    static let sitemapTitle = "Sitemap"
    /// The full address of the sitemap for agents.
    let sitemap: String

    /// Nil where the site does not ask for it.
    ///
    /// - Parameters:
    ///   - updated: the day of the last change, if it is known.
    ///   - page: the path of the page.
    init?(_ library: Library, title: String, summary: String, updated: Day?, page: String) {
        guard library.site.twinsHaveFrontMatter else { return nil }
        // A page has no other version than the day of its last change.
        let day = updated?.description ?? ""
        let all = [
            ("title", title), ("description", summary), ("doc_version", day), ("last_updated", day),
            ("canonical", library.addresses.full(page)),
        ]
        sitemap = library.addresses.full(SitemapTwin.address)
        values = all.filter { !$1.isEmpty }.map { (key: $0, value: $1) }
    }

    private static let mark = "---\n"

    /// Appends the front matter, with the empty line before what follows.
    func appendFrontMatter(to out: ByteWriter) {
        out.append(Self.mark)
        for (key, value) in values { out.append("\(key): \(Self.quoted(value))\n") }
        out.append(Self.mark)
        out.append("\n")
    }

    /// A text in double quotes, with escapes for all that a reader of YAML may take for something else, or refuse (YAML 1.2,
    /// sections 5.1 and 5.7).
    static func quoted(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "\"") { quoted, scalar in
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\n": quoted += "\\n"
            case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}",
                "\u{FFFF}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        } + "\""
    }

    /// The first difference of the front matter that a finished twin starts with, read again as YAML; nil where it says exactly this.
    ///
    /// - Parameter length: how many bytes of the twin it has.
    func difference(in twin: ByteWriter, length: Int) -> Proof.Difference? {
        let bytes = twin.bytes
        let mark = Array(Self.mark.utf8)
        let end = length - mark.count - 1
        guard end > mark.count, length <= bytes.count, bytes.starts(with: mark),
            bytes[end..<length].elementsEqual(mark + [10]), bytes[end - 1] == 10,
            case .mapping(let entries, _)? = try? YAML.read(SourceText(bytes), mark.count..<end)
        else { return Self.difference(line: 1, expected: "front matter", found: "none that can be read") }
        for number in 0..<max(entries.count, values.count) {
            let expected = number < values.count ? values[number] : nil
            var found: (key: String, value: String)?
            if number < entries.count {
                var text = ""
                if case .scalar(let scalar) = entries[number].value { text = scalar.text }
                found = (entries[number].key, text)
            }
            guard expected?.key == found?.key,
                ExactText(expected?.value ?? "") == ExactText(found?.value ?? "")
            else {
                return Self.difference(
                    line: number + 2, expected: expected.map { "\($0.key): \($0.value)" } ?? "nothing",
                    found: found.map { "\($0.key): \($0.value)" } ?? "nothing")
            }
        }
        return nil
    }

    private static func difference(line: Int, expected: String, found: String) -> Proof.Difference {
        Proof.Difference(part: .frame, line: line, expected: expected, found: found)
    }
}
