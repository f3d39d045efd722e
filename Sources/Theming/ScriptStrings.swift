import Content
import Support

/// The strings that a script names, as in `strings['copy-code']`. They are put in the place of the script's own mark, so that no
/// page holds them and nothing more is loaded.
struct ScriptStrings {
    /// What a script that has strings holds in the place of them.
    private static let mark = "/* strings */ {}"
    private static let use = "strings['"

    /// Where all names of strings are.
    static let helpOnNames = "`guides schema site` lists the names of all strings"

    private let bytes: [UInt8]
    private let place: Range<Int>
    /// The names in the script, each with the offset at which it is named first.
    let names: [(name: String, offset: Int)]

    /// Nil for a script that has no mark.
    init?(_ bytes: [UInt8]) {
        guard let start = bytes.firstRange(of: Self.mark.utf8) else { return nil }
        self.bytes = bytes
        place = start
        var names: [(name: String, offset: Int)] = []
        var seen: Set<String> = []
        var rest = bytes[...]
        while let use = rest.firstRange(of: Self.use.utf8) {
            rest = rest[use.upperBound...]
            let name = String(decoding: rest.prefix { $0 != UInt8(ascii: "'") && $0 != 10 }, as: UTF8.self)
            if seen.insert(name).inserted { names.append((name, use.upperBound)) }
        }
        self.names = names
    }

    /// The script with its strings: an object with a text for each name, or the text's forms where a number decides. `language` is
    /// the one by which a browser chooses among them.
    func filled(with strings: Strings) -> [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.text("language", strings.languageOfForms)
            for (name, _) in names.sorted(by: { $0.name < $1.name }) {
                guard let key = StringKey(named: name) else { continue }
                guard let forms = strings.forms(key) else {
                    $0.text(name, strings[key])
                    continue
                }
                $0.object(name) { object in
                    for (form, text) in forms.sorted(by: { $0.key < $1.key }) { object.text(form, text) }
                }
            }
        }
        // Line ends in JSON were none in strings of older browsers (ECMAScript 2018).
        let text = String(decoding: json.out.bytes, as: UTF8.self)
            .replacing("\u{2028}", with: "\\u2028").replacing("\u{2029}", with: "\\u2029")
        return bytes[..<place.lowerBound] + Array(text.utf8) + bytes[place.upperBound...]
    }
}
