/// A text of a strings file: its words, and the placeholders in which values go, such as `{count}`. Where a number decides its
/// form, it has several.
package struct StringText: Sendable {
    /// A part of a text.
    package enum Piece: Sendable, Hashable {
        case words(String)
        /// The name of a placeholder, without its braces.
        case placeholder(String)
    }

    /// The form for each category of plurals; of a text that has but one form, that alone.
    private let forms: [[Piece]]
    /// The text as it is written, in its form for most numbers.
    let plain: String
    /// The forms as they are written, by category; nil for a text that has but one.
    let plurals: [PluralCategory: String]?

    /// A text that no number decides.
    package init(_ text: String) {
        forms = [Self.pieces(of: text)]
        plain = text
        plurals = nil
    }

    /// A text with forms; nil where it has none for most numbers.
    init?(_ plurals: [PluralCategory: String]) {
        guard let other = plurals[.other] else { return nil }
        self.plurals = plurals
        plain = other
        forms = PluralCategory.allCases.map { Self.pieces(of: plurals[$0] ?? other) }
    }

    /// Its parts, in the form for most numbers.
    package var pieces: [Piece] { forms[forms.count - 1] }

    /// The index of its first placeholder; that of its end where it has none.
    package var placeholder: Int {
        pieces.firstIndex { if case .placeholder = $0 { true } else { false } } ?? pieces.endIndex
    }

    /// The names of its placeholders, sorted, each once.
    package var placeholders: [String] { Self.placeholders(of: pieces) }

    static func placeholders(of pieces: [Piece]) -> [String] {
        var names: Set<String> = []
        for case .placeholder(let name) in pieces { names.insert(name) }
        return names.sorted()
    }

    func pieces(for category: PluralCategory) -> [Piece] {
        forms.count == 1 ? forms[0] : forms[category.rawValue]
    }

    /// A placeholder is a name of small letters, digits and hyphens in braces; other braces are text.
    static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var words = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            words += rest[..<open]
            let name = rest[rest.index(after: open)...].prefix {
                $0 == "-" || $0.isASCII && ($0.isLowercase || $0.isNumber)
            }
            guard !name.isEmpty, name.endIndex < rest.endIndex, rest[name.endIndex] == "}" else {
                words += "{"
                rest = rest[rest.index(after: open)...]
                continue
            }
            if !words.isEmpty { pieces.append(.words(words)) }
            words = ""
            pieces.append(.placeholder(String(name)))
            rest = rest[rest.index(after: name.endIndex)...]
        }
        words += rest
        if !words.isEmpty { pieces.append(.words(words)) }
        return pieces
    }
}
