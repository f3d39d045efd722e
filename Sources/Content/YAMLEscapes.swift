import Findings
import Support

/// Escapes in double quotes (YAML 1.1 section 5.7).
enum YAMLEscapes {
    /// Escapes of invisible characters, and for a tab, a line end or a no-break space, which pages show as a
    /// space. Of those by letter, the first one alone: what fixes it fixes all.
    ///
    /// - Parameter value: the bytes of a value in double quotes that was read, with them.
    static func unseen(in source: SourceText, _ value: Range<Int>) -> [YAML.Escape] {
        let bytes = source.bytes
        guard bytes[value].contains(UInt8(ascii: "\\")) else { return [] }
        var text: [UInt8] = []
        var starts: [Int] = []
        var escapes: [(range: Range<Int>, scalar: Unicode.Scalar, letter: Unicode.Scalar?)] = []
        var at = value.lowerBound
        while at < value.upperBound {
            guard bytes[at] == UInt8(ascii: "\\"), at + 1 < value.upperBound else {
                text.append(bytes[at])
                at += 1
                continue
            }
            let letter = bytes[at + 1]
            let digits = ["x": 2, "u": 4, "U": 8][Unicode.Scalar(letter)] ?? 0
            let end = min(at + 2 + digits, value.upperBound)
            let number = UInt32(String(decoding: bytes[(at + 2)..<end], as: UTF8.self), radix: 16)
            if let scalar = digits > 0 ? number.flatMap(Unicode.Scalar.init) : named[letter] {
                starts.append(text.count)
                text += Array(String(scalar).utf8)
                escapes.append((at..<end, scalar, digits > 0 ? nil : Unicode.Scalar(letter)))
            } else if letter != 10 {
                // A backslash, a quote, a slash.
                text.append(letter)
            }
            at = end
        }
        var hidden = InvisibleText.find(in: text, escapes: starts).map(\.escape)[...]
        var found: [YAML.Escape] = []
        var hasLetter = false
        for (number, escape) in escapes.enumerated() {
            let isHidden = hidden.first == number
            if isHidden { hidden = hidden.dropFirst() }
            let isBreak = [9, 10, 13].contains(escape.scalar.value)
            guard isHidden || isBreak || escape.letter == "_" else { continue }
            if escape.letter != nil, hasLetter { continue }
            if escape.letter != nil { hasLetter = true }
            found.append(
                YAML.Escape(
                    scalar: escape.scalar, letter: escape.letter,
                    location: source.location(of: escape.range.lowerBound),
                    end: source.location(of: escape.range.upperBound),
                    fix: escape.letter == nil
                        ? Fix.safe(source, escape.range, isBreak ? " " : "")
                        : keepingBackslashes(in: source, value, escapes.count { $0.letter != nil })))
        }
        return found
    }

    /// Writes a text in quotes that keep its backslashes, where each of them has a letter after it.
    ///
    /// - Parameter letters: how many of them have.
    private static func keepingBackslashes(in source: SourceText, _ value: Range<Int>, _ letters: Int) -> Fix?
    {
        let inner = source.bytes[value].dropFirst().dropLast()
        guard inner.count(where: { $0 == UInt8(ascii: "\\") }) == letters, !inner.contains(10) else {
            return nil
        }
        let text = String(decoding: inner, as: UTF8.self)
        let quoted = YAML.quoted(text)
        guard YAML.value(ofScalar: quoted) == text else { return nil }
        return Fix([Fix.Edit(source, value, quoted)], isSafe: isPath(inner))
    }

    /// Whether each word with a backslash is a path of Windows: `C:\new\temp`.
    private static func isPath(_ text: ArraySlice<UInt8>) -> Bool {
        text.split(separator: 32).allSatisfy { word in
            guard let backslash = word.firstIndex(of: UInt8(ascii: "\\")) else { return true }
            let drive = Array(word[..<backslash].suffix(3))
            guard drive.count >= 2, drive.last == UInt8(ascii: ":") else { return false }
            let letter = drive[drive.count - 2]
            return letter.isASCIILetter && (drive.count == 2 || !drive[0].isASCIILetterOrDigit)
        }
    }

    private static let named: [UInt8: Unicode.Scalar] = Dictionary(
        uniqueKeysWithValues: zip(
            "0abtnvfreN_LP".utf8,
            [
                "\0", "\u{7}", "\u{8}", "\t", "\n", "\u{B}", "\u{C}", "\r", "\u{1B}", "\u{85}", "\u{A0}",
                "\u{2028}", "\u{2029}",
            ]))
}
