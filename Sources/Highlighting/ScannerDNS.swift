import Support

/// Records of the DNS, as zone files have them (RFC 1035 section 5.1), and what TXT records say.
extension Scanner {
    /// The name that a record is for. A line that starts with a space goes on with the name before.
    mutating func dnsLine() {
        let first = byte(at)
        guard first > 32, first != UInt8(ascii: ";"), first != UInt8(ascii: "\""), first != UInt8(ascii: "("),
            first != UInt8(ascii: ")"), first != UInt8(ascii: "$")
        else { return }
        if isTagList(at) {
            tagList(to: lineEnd(at))
            return
        }
        let start = at
        while at < code.count, code[at] > 32, code[at] != UInt8(ascii: ";") { at += 1 }
        var key = WordTable.Key()
        for offset in start..<min(at, start + WordTable.Key.longest) { key.append(code[offset]) }
        let kind =
            at - start > WordTable.Key.longest
            ? nil : Token.Kind(rawValue: language.table.value(of: key) & Language.Flags.kind)
        // A record without its name starts with its type.
        add(kind ?? .name, start, at)
    }

    /// Whether the value of a record without quotation marks starts here: `v=spf1`, `v=DMARC1`.
    func isTagList(_ start: Int) -> Bool {
        byte(start) == UInt8(ascii: "v") && byte(start + 1) == UInt8(ascii: "=")
            && byteClass(start + 2).contains(.word)
    }

    /// `v=DMARC1; p=none`, or the mechanisms of SPF: `include:spf.example.net -all`.
    mutating func tagList(to end: Int) {
        while at < end {
            let start = at
            guard code[at].isASCIILetter else {
                at += 1
                continue
            }
            while at < end, code[at].isASCIILetterOrDigit || code[at] == UInt8(ascii: "_") { at += 1 }
            let sign = byte(at)
            if sign == UInt8(ascii: "=") {
                add(.variable, start, at)
            } else if at == end || sign <= 32 || sign == UInt8(ascii: ":") || sign == UInt8(ascii: "/") {
                add(.keyword, start, at)
            }
            // The value, up to a semicolon or a space.
            while at < end, code[at] > 32, code[at] != UInt8(ascii: ";") { at += 1 }
        }
    }
}
