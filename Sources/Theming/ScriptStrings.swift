import Content
import Support

/// The strings that a script names, as in `strings['copy-code']`. They are put in the place of the script's own mark, so that no
/// page holds them and nothing more is loaded.
struct ScriptStrings {
    /// What a script that has strings holds in the place of them.
    private static let mark = "/* strings */ {}"
    private static let use = "strings['"
    private static let useOfLanguage = "strings.language"

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

    /// The strings that it uses, in the order of their names.
    private var keys: [StringKey] { names.map(\.name).sorted().compactMap(StringKey.init(named:)) }

    /// The script with each string in the place of its name, which is shorter than an object of all; with the object, where the
    /// script does anything else with it.
    func inlined(with strings: Strings) -> [UInt8] {
        let declaration = Array("const strings = \(Self.mark);\n".utf8)
        var rest = bytes[...]
        let out = ByteWriter(capacity: bytes.count + 1024)
        func copy(upTo end: Int) {
            out.append(rest[..<end])
            rest = rest[end...]
        }
        guard let place = rest.firstRange(of: declaration) else { return filled(with: strings) }
        let (language, forms) = strings.forms(of: keys)
        copy(upTo: place.lowerBound)
        rest = rest[place.upperBound...]
        while let use = rest.firstRange(of: "strings".utf8) {
            copy(upTo: use.lowerBound)
            let text = String(
                decoding: rest.prefix { $0 != UInt8(ascii: "]") && $0 != 10 }.prefix(80), as: UTF8.self)
            if rest.starts(with: Self.useOfLanguage.utf8) {
                out.append(Self.json { $0.item(language) })
                rest = rest.dropFirst(Self.useOfLanguage.utf8.count)
            } else if let name = text.wholeMatch(of: /strings\['([a-z-]+)'/)?.1,
                let key = StringKey(named: String(name))
            {
                out.append(Self.json { Self.write(key, nil, strings, forms[key], into: &$0) })
                rest = rest.dropFirst(text.utf8.count + 1)
            } else {
                return filled(with: strings)
            }
        }
        out.append(rest)
        return out.bytes
    }

    /// The script with its strings: an object with a text for each name, or the text's forms where a number decides. `language` is
    /// the one by which a browser chooses among them.
    func filled(with strings: Strings) -> [UInt8] {
        let (language, forms) = strings.forms(of: keys)
        let text = Self.json { json in
            json.object {
                $0.text("language", language)
                for key in keys { Self.write(key, key.name, strings, forms[key], into: &$0) }
            }
        }
        return bytes[..<place.lowerBound] + Array(text.utf8) + bytes[place.upperBound...]
    }

    /// Writes a text, or its forms; without a name, as a value by itself.
    private static func write(
        _ key: StringKey, _ name: String?, _ strings: Strings, _ forms: [String: String]?,
        into json: inout JSONWriter
    ) {
        guard let forms else {
            if let name { json.text(name, strings[key]) } else { json.item(strings[key]) }
            return
        }
        json.object(name) { object in
            for (form, text) in forms.sorted(by: { $0.key < $1.key }) { object.text(form, text) }
        }
    }

    private static func json(_ write: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        write(&json)
        // Older browsers refuse U+2028 and U+2029 in strings.
        return String(decoding: json.out.bytes, as: UTF8.self)
            .replacingBytes("\u{2028}", with: "\\u2028").replacingBytes("\u{2029}", with: "\\u2029")
    }
}
