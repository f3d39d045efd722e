import Support

/// Marks of Material for MkDocs within text.
enum InlineMarks {
    /// - Parameter note: takes what became of a mark.
    static func convert(_ text: String, _ note: (String) -> Void) -> String {
        var text = text
        if text.position(of: "++") != nil { text = pairs(text, "++", key) }
        if text.position(of: "==") != nil { text = pairs(text, "==", mark) }
        if text.position(of: ":") != nil { text = icons(text, note) }
        return text
    }

    /// Replaces what is between two marks, where `change` knows it.
    private static func pairs(_ text: String, _ mark: String, _ change: (String) -> String?) -> String {
        var (out, rest) = ("", text[...])
        while let start = rest.position(of: mark) {
            out += rest[..<start]
            let inner = rest[rest.utf8.index(start, offsetBy: 2)...]
            // After a brace it is the mark of an edit.
            guard out.utf8.last != UInt8(ascii: "{"), let end = inner.position(of: mark),
                let new = change(String(inner[..<end]))
            else {
                out += mark
                rest = inner
                continue
            }
            out += new
            rest = inner[inner.utf8.index(end, offsetBy: 2)...]
        }
        return out + rest
    }

    private static func key(_ inner: String) -> String? {
        let keys = inner.split(separator: "+", omittingEmptySubsequences: false)
        let isKeys = keys.allSatisfy { key in
            !key.isEmpty
                && (key.utf8.allSatisfy { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") }
                    || key.utf8.count > 2 && key.utf8.first == 34 && key.utf8.last == 34)
        }
        guard isKeys else { return nil }
        return keys.map { "<kbd>\($0.unquoted.prefix(1).uppercased() + $0.unquoted.dropFirst())</kbd>" }
            .joined(separator: "+")
    }

    private static func mark(_ inner: String) -> String? {
        guard !inner.isEmpty, inner.trimmed == inner, inner.utf8.first != UInt8(ascii: "=") else {
            return nil
        }
        return "<mark>\(inner)</mark>"
    }

    static let families = ["material-", "fontawesome-", "octicons-", "simple-", "fa-", "mdi-"]

    /// The id of a tab, by its label without icons and marks; nil where nothing of it is left.
    static func id(ofLabel label: String) -> String? {
        let plain = icons(label) { _ in }.unicodeScalars.filter { !"✓✗`*".unicodeScalars.contains($0) }
        let text = String(String.UnicodeScalarView(plain)).trimmed
        return text.isEmpty ? nil : CodeHostAnchor.make(text)
    }

    /// Whether a text ends with an icon, `:material-check:`.
    static func endsWithIcon(_ text: String) -> Bool {
        guard text.ends(":") else { return false }
        let name = text.utf8.dropLast().reversed().prefix {
            $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        }
        let written = String(decoding: name.reversed(), as: UTF8.self)
        return families.contains(where: written.begins) && text.ends(":\(written):")
    }

    /// `:material-check:` is a picture. Those of yes and no become signs; others go.
    private static func icons(_ text: String, _ note: (String) -> Void) -> String {
        var (out, rest) = ("", text[...])
        while let colon = rest.position(of: ":") {
            out += rest[..<colon]
            let inner = rest[rest.utf8.index(after: colon)...]
            let name = inner.utf8.prefix {
                $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
            let written = String(name) ?? ""
            guard families.contains(where: written.begins),
                inner.utf8.dropFirst(name.count).first == UInt8(ascii: ":")
            else {
                out += ":"
                rest = inner
                continue
            }
            rest = inner[inner.utf8.index(inner.startIndex, offsetBy: name.count + 1)...]
            if written.contains("check") {
                out += "✓"
            } else if written.contains("close") || written.contains("times") || written.contains("-x-") {
                out += "✗"
            } else if rest.utf8.first == 32,
                out.isEmpty || out.utf8.last == 32 || out.utf8.last == UInt8(ascii: "[")
            {
                rest = rest.dropFirst()
            }
            note("the icon `:\(written):` is left out or became a sign")
        }
        return out + rest
    }
}
