import Support

/// What a scanner has to know of a language. It is data: `Languages` has a table of each.
struct Language: Sendable {
    /// The names by which fences call it, in lower case; the first is that of the lists.
    let names: [String]
    let rules: Rules

    /// Words of some kind, as a table of a language gives them.
    struct Words: Sendable {
        let kind: Token.Kind
        let list: String
        var flags: UInt8 = 0

        static func keywords(_ list: String) -> Words { Words(kind: .keyword, list: list) }
        /// Keywords after which the name of what they define comes: `func`.
        static func definers(_ list: String) -> Words {
            Words(kind: .keyword, list: list, flags: Flags.defines)
        }
        /// Values with a name: `true`.
        static func values(_ list: String) -> Words { Words(kind: .number, list: list) }
        /// Keywords after which a command comes: `then` of a shell.
        static func prefixes(_ list: String) -> Words {
            Words(kind: .keyword, list: list, flags: Flags.keepsCommand)
        }
        static func names(_ list: String) -> Words { Words(kind: .name, list: list) }
    }

    /// What a word does beyond having a color; added to the number of its kind.
    enum Flags {
        static let kind: UInt8 = 0x0F
        static let defines: UInt8 = 0x10
        static let keepsCommand: UInt8 = 0x20
    }

    /// What the start of a line means.
    enum Lines: Sendable {
        case plain
        /// `key = value`, `key: value`, `[section]`.
        case keys
        case yaml
        case makefile
        /// A session of a shell: prompts, commands and what they print.
        case console
        case diff
        case markdown
        /// A message of RFC 5322: headers, and bodies without a color.
        case message
        /// The same with the first line of HTTP.
        case http
        case smtp
        case dns
    }

    /// How numbers are told from other words.
    enum Numbers: Sendable {
        /// A word that starts with a digit is one: `0xFF`, `12px`, `1e-3`.
        case words
        /// A word of digits and the marks of addresses and times, with a unit: `443`, `192.0.2.0/28`, `10s`.
        case whole
        /// Numbers have no color: text.
        case none
    }

    /// The table of a language.
    struct Rules: Sendable {
        var lines = Lines.plain
        /// Comments, strings and the like; of those that start the same the longest comes first.
        var delimiters: [Delimiter] = []
        var sigils: [Sigil] = []
        var words: [Words] = []
        var numbers = Numbers.words
        /// Whether named values and numbers count only where nothing else is beside them: `port: 587`, not `RFC 8446`.
        var wholeValues = false
        /// Bytes that words have besides letters, digits, `_` and all beyond ASCII.
        var inner = ""
        var ignoresCase = false
        /// What the first word of a command is; nil where there are no commands. Only there are words looked up.
        var command: Token.Kind?
        /// Bytes after which a command starts, as it does at the start of a line.
        var commandStarts = ""
        /// What starts a text that a line of its own ends: `<<` of a shell, as in `<<END`. Empty for none.
        var textMark: [UInt8] = []
        /// Whether `/…/` is a string where a value can start.
        var regularExpressions = false
        /// Whether a string before a colon is a key: JSON.
        var stringKeys = false
        /// Whether it has blocks of properties: CSS.
        var properties = false
        /// Whether it is made of tags: HTML.
        var tags = false
    }

    /// What a byte may start.
    struct Class: OptionSet, Sendable {
        let rawValue: UInt8
        /// It goes on with a word, and starts one.
        static let word = Class(rawValue: 1)
        static let digit = Class(rawValue: 2)
        /// A delimiter, a sign or something else that has to be looked at.
        static let mark = Class(rawValue: 4)
        static let commandStart = Class(rawValue: 8)
        static let lineEnd = Class(rawValue: 16)
        static let space = Class(rawValue: 32)
    }

    /// The class of each byte.
    let classes: [Class]
    let table: WordTable

    init(_ names: String..., rules: Rules) {
        self.names = names
        self.rules = rules
        var classes = [Class](repeating: [], count: 256)
        for byte in UInt8.min...UInt8.max where byte.isASCIILetterOrDigit || byte == 95 || byte >= 128 {
            classes[Int(byte)] = byte.isASCIIDigit ? [.word, .digit] : .word
        }
        for byte in rules.inner.utf8 { classes[Int(byte)].insert(.word) }
        for delimiter in rules.delimiters { classes[Int(delimiter.open[0])].insert(.mark) }
        for sigil in rules.sigils { classes[Int(sigil.byte)].insert(.mark) }
        if let first = rules.textMark.first { classes[Int(first)].insert(.mark) }
        if rules.regularExpressions { classes[Int(UInt8(ascii: "/"))].insert(.mark) }
        if rules.tags { for byte in "<>&".utf8 { classes[Int(byte)].insert(.mark) } }
        if rules.properties { for byte in "{};".utf8 { classes[Int(byte)].insert(.mark) } }
        for byte in rules.commandStarts.utf8 { classes[Int(byte)].insert(.commandStart) }
        for byte: UInt8 in [9, 13, 32] { classes[Int(byte)] = .space }
        classes[10] = .lineEnd
        self.classes = classes
        table = WordTable(
            rules.words.flatMap { words in
                words.list.split(whereSeparator: \.isWhitespace).map {
                    ($0, words.kind.rawValue | words.flags)
                }
            })
    }
}
