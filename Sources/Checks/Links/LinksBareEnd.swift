import Findings
import Markdown

/// A bare address that takes the punctuation after it along.
enum LinksBareEnd: GuideCheck {
    static let check = CheckID.linksBareEnd
    static let finds =
        "A bare address that runs on into punctuation or words beyond ASCII: `https://example.com/a）。`."
    static let why =
        "Markdown ends a bare address only at spaces and ASCII punctuation, so the link leads to a page that does not exist."
    static let examples = [
        Example(
            bad: "参照：⟦https://example.com/b、次へ⟧", good: "参照：[説明](https://example.com/b)、次へ")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let document = context.document
        return document.links.enumerated().compactMap { index, link -> Finding? in
            guard link.kind == .autolink, index < document.linkTexts.count else { return nil }
            let letters = document.linkTexts[index].letters
            let text = document.text[letters]
            guard !text.isEmpty, let run = document.run(at: letters.lowerBound),
                let source = document.sourceOffset(of: letters.lowerBound - run.text.lowerBound, in: run),
                source == 0 || document.source.bytes[source - 1] != UInt8(ascii: "<"),
                let end = swallowed(text)
            else { return nil }
            let address = String(decoding: text[..<end], as: UTF8.self)
            let whole = address.hasPrefix("www.") ? "https://" + address : address
            let location = document.source.location(of: source)
            let range = source..<(source + end - letters.lowerBound)
            let isWritten = document.source.bytes[range].elementsEqual(text[..<end])
            return Finding(
                self, file: context.file, at: location, to: document.end(of: letters, from: location),
                "this address includes the punctuation after it",
                help: "write [text](\(whole))",
                fix: isWritten
                    ? Fix(
                        [
                            Fix.Edit(
                                document.source, range,
                                Self.writtenOut(whole))
                        ],
                        isSafe: false)
                    : nil)
        }
    }

    /// A link whose text is the address without its scheme: link text that is an address is vague, see
    /// `LinksVagueText`.
    private static func writtenOut(_ address: String) -> String {
        var text = address[...]
        for start in ["https://", "http://", "www."] where text.lowercased().hasPrefix(start) {
            text = text.dropFirst(start.count)
        }
        if text.hasSuffix("/") { text.removeLast() }
        var escaped = ""
        for character in text {
            if "\\`*_[]<>&~|!#".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
        let destination = String(
            decoding: Relinking.destination(address, isBracketed: false), as: UTF8.self)
        return "[\(escaped)](\(destination))"
    }

    /// End of an address before punctuation that is not ASCII; nil where it holds none.
    static func swallowed(_ text: ArraySlice<UInt8>) -> Int? {
        guard text.contains(where: { $0 >= 0xC2 }) else { return nil }
        var offset = text.startIndex
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            if !scalar.isASCII, isPunctuation(scalar.properties.generalCategory) {
                let end = withoutEnd(text[..<offset])
                return end > text.startIndex ? end : nil
            }
            offset += UTF8.width(scalar)
        }
        return nil
    }

    /// End of an address without the ASCII punctuation at its end, and without parentheses that it does not open
    /// (GFM, "Autolinks (extension)").
    private static func withoutEnd(_ text: ArraySlice<UInt8>) -> Int {
        var text = text
        while let last = text.last {
            if last == UInt8(ascii: ")") {
                let opened = text.count { $0 == UInt8(ascii: "(") }
                guard text.count(where: { $0 == last }) > opened else { break }
            } else if !"?!.,:*_~'\"".utf8.contains(last) {
                break
            }
            text.removeLast()
        }
        return text.endIndex
    }

    private static func isPunctuation(_ category: Unicode.GeneralCategory) -> Bool {
        switch category {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation,
            .finalPunctuation, .otherPunctuation, .spaceSeparator, .mathSymbol:
            true
        default: false
        }
    }
}
