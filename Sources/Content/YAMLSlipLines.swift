import Findings
import Support

/// Lines that are wrong as a whole: how they are indented, what ends the text, signs that are no colons.
extension YAMLSlipFinder {
    /// A line `...`, which ends a YAML text.
    mutating func ended(_ lines: [Int]) -> YAMLSlip? {
        for line in lines {
            let range = source.line(line).clamped(to: range)
            let text = bytes[range]
            guard text.starts(with: "...".utf8), text.dropFirst(3).allSatisfy(\.isSpaceOrTab),
                line + 1 < source.lineStarts.count
            else { continue }
            let whole = range.lowerBound..<Int(source.lineStarts[line + 1])
            guard gain([(whole, "")]) != nil else { continue }
            return YAMLSlip(
                offset: range.lowerBound, message: "the line `...` ends the YAML here",
                help: "remove this line", fix: Fix.safe(source, whole, ""))
        }
        return nil
    }

    /// A line that is indented with something other than spaces.
    mutating func indentation(_ lines: [Int]) -> YAMLSlip? {
        for line in lines {
            guard let indent = indent(line) else { continue }
            let isThere = source.offset(of: failure.location).map { indent.range.contains($0) } ?? false
            // What is written in the place of spaces may also be there by chance.
            let texts = [String(repeating: " ", count: indent.width), ""]
            var best: (text: String, until: SourceLocation)?
            for text in texts {
                if let until = gain([(indent.range, text)]), best.map({ until > $0.until }) ?? true {
                    best = (text, until)
                }
            }
            guard isThere || best != nil else { continue }
            let isTab = indent.sign == "\t"
            return YAMLSlip(
                offset: indent.offset,
                message: isTab
                    ? "this line is indented with a tab"
                    : "this line is indented with \(InvisibleText.name(of: indent.sign)), which YAML does not accept as a space",
                help: isTab ? "use spaces: YAML reads no tabs" : "use plain spaces",
                fix: isTab ? nil : best.map { Fix.safe(source, indent.range, $0.text) })
        }
        return nil
    }

    /// Indentation of a line that has not only spaces: the first other sign, and how wide it all looks.
    private func indent(_ line: Int) -> (range: Range<Int>, offset: Int, sign: Unicode.Scalar, width: Int)? {
        let text = source.line(line).clamped(to: range)
        var first: (offset: Int, sign: Unicode.Scalar)?
        var width = 0
        var at = text.lowerBound
        while at < text.upperBound {
            let end = min(at + source.width(at: at), text.upperBound)
            guard let sign = String(decoding: bytes[at..<end], as: UTF8.self).unicodeScalars.first,
                sign.properties.isWhitespace
            else { break }
            if sign != " ", first == nil { first = (at, sign) }
            width += sign == "\t" || sign == "\u{3000}" ? 2 : 1
            at = end
        }
        return first.map { (text.lowerBound..<at, $0.offset, $0.sign, width) }
    }

    /// Invisible characters of a line, such as a byte order mark within the text.
    mutating func hidden(_ lines: [Int]) -> YAMLSlip? {
        for line in lines {
            let text = source.line(line).clamped(to: range)
            let edits = InvisibleText.find(in: Array(bytes[text])).prefix(Self.mostItems).map { found in
                let start = text.lowerBound + found.offset
                return (range: start..<(start + source.width(at: start)), text: "")
            }
            guard let first = edits.first, gain(edits) != nil else { continue }
            let sign = String(decoding: bytes[first.range], as: UTF8.self).unicodeScalars.first
            return YAMLSlip(
                offset: first.range.lowerBound,
                message: "this is an invisible character: \(sign.map(InvisibleText.name) ?? "")",
                help: "remove it",
                fix: Fix(edits.map { Fix.Edit(source, $0.range, "") }, isSafe: true))
        }
        return nil
    }

    // MARK: Colons

    /// The first of some lines next to each other whose colon is none for YAML.
    mutating func colon(_ lines: [Int]) -> YAMLSlip? {
        guard var top = lines.first(where: { wrongColon($0) != nil }) else { return nil }
        while top > first, wrongColon(top - 1) != nil { top -= 1 }
        var edits: [(range: Range<Int>, text: String)] = []
        var line = top
        while let colon = wrongColon(line) {
            edits.append((colon, ": "))
            line += 1
        }
        guard let edit = edits.first, gain(edits) != nil else { return nil }
        let key = source.line(top).lowerBound..<edit.range.lowerBound
        // A space may be before a colon of another script.
        let sign = String(decoding: bytes[edit.range], as: UTF8.self).unicodeScalars.first { $0 != " " }
        let name = sign.map(InvisibleText.name) ?? ""
        return YAMLSlip(
            offset: edit.range.lowerBound,
            message: sign == ":"
                ? "the colon needs a space after it" : "YAML does not read this sign as a colon: \(name)",
            help: "write `\(MessageText.name(String(decoding: bytes[key], as: UTF8.self))): …`",
            fix: Fix.safe(source, edit.range, ": "))
    }

    /// Colons of other scripts: full-width, small, and the sign of a ratio.
    private static let otherColons = ["\u{FF1A}", "\u{FE55}", "\u{2236}"].map { Array($0.utf8) }
    private static let wideSpace = Array("\u{3000}".utf8)
    private static let otherSpaces = [wideSpace, Array("\u{A0}".utf8)]

    /// The colon of `key:value`, which YAML reads as one word, or one of another script with the spaces around it.
    private func wrongColon(_ line: Int) -> Range<Int>? {
        guard source.lineStarts.indices.contains(line), source.line(line).upperBound <= range.upperBound
        else {
            return nil
        }
        let text = bytes[source.line(line)]
        let start = text.drop { $0 == 32 || $0 == UInt8(ascii: "-") }
        let key = start.prefix { $0.isASCIILowercase || $0 == UInt8(ascii: "-") }
        let rest = text[key.endIndex...]
        guard !key.isEmpty else { return nil }
        if rest.first == UInt8(ascii: ":") {
            guard let next = rest.dropFirst().first, ![32, 9, UInt8(ascii: "/")].contains(next) else {
                return nil
            }
            // With a wide space or a no-break space, which is none for YAML.
            var end = key.endIndex + 1
            while let space = Self.otherSpaces.first(where: { text[end...].starts(with: $0) }) {
                end += space.count
            }
            return key.endIndex..<end
        }
        let sign = rest.drop { $0 == 32 }
        guard let colon = Self.otherColons.first(where: { sign.starts(with: $0) }) else { return nil }
        var after = sign.dropFirst(colon.count)
        while after.first == 32 || after.starts(with: Self.wideSpace) {
            after = after.dropFirst(after.first == 32 ? 1 : Self.wideSpace.count)
        }
        return key.endIndex..<after.startIndex
    }
}
