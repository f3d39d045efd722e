import Support

/// Sessions of a shell.
extension Scanner {
    /// A prompt with a command after it, or the line of a command that goes on; all else is what commands print.
    mutating func consoleLine() {
        let goesOn = section == .head && byte(at - 2) == UInt8(ascii: "\\")
        section = .body
        if goesOn {
            section = .head
            return
        }
        let end = lineEnd(at)
        guard let prompt = promptEnd(end) else {
            at = end
            return
        }
        take(.comment, to: prompt)
        section = .head
        expectsCommand = true
    }

    /// The end of a prompt: `$ `, `# `, `> `, `% `, `anna@mx1:~$ `, `PS C:\> `, `C:\> `.
    private mutating func promptEnd(_ end: Int) -> Int? {
        func isSign(_ byte: UInt8) -> Bool { "$#>%".utf8.contains(byte) }
        if isSign(byte(at)), at + 1 == end || byte(at + 1).isSpaceOrTab { return at + 1 }
        var sign = at
        let limit = min(end, at + Delimiter.mostAhead)
        // What is before the sign has no space, but for that after `PS`.
        if code.holds("PS ", at: at) { sign += 3 }
        while sign < limit, code[sign] > 32, !isSign(code[sign]) { sign += 1 }
        ahead += sign - at
        let isDrive = byte(at).isASCIILetter && byte(at + 1) == UInt8(ascii: ":")
        guard sign < limit, sign > at, isSign(code[sign]), byte(sign + 1) <= 32 || isDrive,
            byte(at) != UInt8(ascii: "<")
        else { return nil }
        let hasName = (at..<sign).contains { code[$0] == UInt8(ascii: "@") || code[$0] == UInt8(ascii: ":") }
        return hasName ? sign + 1 : nil
    }
}
