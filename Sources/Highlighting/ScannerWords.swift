import Support

extension Scanner {
    /// A word or a number: whatever goes on with bytes of words.
    mutating func word(_ first: Language.Class) {
        if first.contains(.digit), language.rules.numbers == .words, isInTag || !language.rules.tags {
            number()
            return
        }
        let start = at
        let key = readWord()
        let value = language.table.value(of: key)
        defer { previous = code[at - 1] }
        if language.rules.lines == .dns, isTagList(start) {
            at = start
            tagList(to: lineEnd(start))
            return
        }
        if expectsName {
            expectsName = false
            add(.name, start, at)
            return
        }
        if let command = language.rules.command {
            guard expectsCommand else {
                if let kind = Token.Kind(rawValue: value & Language.Flags.kind), kind == .number {
                    add(kind, start, at)
                } else if first.contains(.digit), isNumber(start..<at) {
                    add(.number, start, at)
                }
                return
            }
            commandWord(start, value, command)
            return
        }
        if let kind = Token.Kind(rawValue: value & Language.Flags.kind) {
            expectsName = value & Language.Flags.defines != 0
            if isValue(at) { add(kind, start, at) }
        } else if first.contains(.digit), language.rules.numbers == .whole, isNumber(start..<at) {
            if isValue(at) { add(.number, start, at) }
        } else if language.rules.properties {
            property(start)
        } else if isInTag, previous != UInt8(ascii: "=") {
            add(.name, start, at)
        }
    }

    /// Whether a value may be here: everywhere, or between the sign that it follows and what ends it.
    private mutating func isValue(_ end: Int) -> Bool {
        guard language.rules.wholeValues else { return true }
        guard previous == 0 || ":=[,-{(".utf8.contains(previous) else { return false }
        var next = end
        while next < min(end + Delimiter.mostAhead, code.count), code[next].isSpaceOrTab { next += 1 }
        ahead += next - end
        return next == code.count || code[next] <= 32 || ",]}#;)".utf8.contains(code[next])
    }

    /// Goes past a word. Returns its key, in lower case where the letter case makes no difference.
    private mutating func readWord() -> WordTable.Key {
        var key = WordTable.Key()
        let fold = language.rules.ignoresCase
        while at < code.count {
            let byte = code[at]
            guard language.classes[Int(byte)].contains(.word) else { break }
            // A mark that ends a sentence or comes before a value is not part of the word.
            if byte == UInt8(ascii: ":") || byte == UInt8(ascii: ","), self.byte(at + 1) <= 32, key.count > 0
            {
                break
            }
            key.append(fold && byte.isASCIIUppercase ? byte | 0x20 : byte)
            at += 1
        }
        return key
    }

    /// The first word of a command, or what is before it: a keyword, a variable that gets a value.
    private mutating func commandWord(_ start: Int, _ value: UInt8, _ command: Token.Kind) {
        expectsCommand = false
        if let kind = Token.Kind(rawValue: value & Language.Flags.kind) {
            expectsCommand = value & Language.Flags.keepsCommand != 0
            expectsName = value & Language.Flags.defines != 0
            add(kind, start, at)
        } else if byte(at) == UInt8(ascii: "=") {
            add(.variable, start, at)
            isAssigning = true
        } else if !code[start].isASCIIDigit, code[start] != UInt8(ascii: "-") {
            // `</Directory>` of Apache
            let isEndTag = code[start] == UInt8(ascii: "/") && byte(start - 1) == UInt8(ascii: "<")
            add(command, isEndTag ? start + 1 : start, at)
        }
    }

    /// A number that starts with a digit: `0xFF`, `1_000`, `1.5e-3`, `12px`.
    private mutating func number() {
        let start = at
        at += 1
        while at < code.count {
            let byte = code[at]
            if byte.isASCIILetterOrDigit || byte == UInt8(ascii: "_") {
                at += 1
            } else if byte == UInt8(ascii: "."), self.byte(at + 1).isASCIIDigit {
                at += 2
            } else if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"), code[at - 1] | 0x20 == 101,
                self.byte(at + 1).isASCIIDigit, self.byte(start + 1) | 0x20 != 120
            {
                at += 2
            } else if byte == UInt8(ascii: "%"), language.rules.properties {
                at += 1
            } else {
                break
            }
        }
        add(.number, start, at)
        previous = code[at - 1]
    }

    /// Whether a word that starts with a digit is a number, an address, a day or a time: `443`, `192.0.2.0/28`, `10s`,
    /// `2001:db8::25`, `2026-03-02T09:00:04Z`.
    func isNumber(_ word: Range<Int>) -> Bool {
        var end = word.upperBound
        // A unit of one or two letters.
        while end > word.upperBound - 2, code[end - 1].isASCIILetter || code[end - 1] == UInt8(ascii: "%") {
            end -= 1
        }
        var (colons, digits, others) = (0, 0, 0)
        for offset in word.lowerBound..<end {
            switch code[offset] {
            case UInt8(ascii: ":"): colons += 1
            case 48...57, UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "T"):
                digits += 1
            case let byte where (97...102).contains(byte | 0x20): others += 1
            default: return false
            }
        }
        return others == 0 ? digits > 0 : colons > 1
    }
}
