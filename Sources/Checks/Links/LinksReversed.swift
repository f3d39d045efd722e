import Findings

/// A link with its brackets and parentheses the wrong way round.
enum LinksReversed: GuideCheck {
    static let check = CheckID.linksReversed
    static let finds =
        "A link written `(text)[address]`."
    static let why =
        "Readers see the brackets and the address instead of a link."
    static let examples = [
        Example(bad: "See ⟦(the guide)[tls.md]⟧ first.", good: "See [the guide](tls.md) first.")
    ]

    /// The longest text or address that is taken for a link written the wrong way round.
    private static let longest = 1000

    static func run(_ context: CheckContext) -> [Finding] {
        let document = context.document
        return document.positions(of: UInt8(ascii: ")")).compactMap { close in
            guard close + 2 < document.text.count, document.text[close + 1] == UInt8(ascii: "["),
                let run = document.run(at: close), !run.context.contains(.code), run.text.contains(close + 1),
                let open = opening(of: close, in: document.text[run.text.lowerBound..<close]),
                open + 1 < close,
                let end = document.text[(close + 2)..<run.text.upperBound].prefix(longest).firstIndex(
                    of: UInt8(ascii: "]"))
            else { return nil }
            let text = String(decoding: document.text[(open + 1)..<close], as: UTF8.self)
            let address = String(decoding: document.text[(close + 2)..<end], as: UTF8.self)
            guard isAddress(address) else { return nil }
            let location = document.location(of: open - run.text.lowerBound, in: run)
            let after = document.end(of: open..<(end + 1), from: location)
            let right = "[\(text)](\(address))"
            return Finding(
                self, file: context.file, at: location, to: after, "this link is the wrong way round",
                help: "write \(right)",
                fix: run.context.contains(.escaped)
                    ? nil
                    : Fix.safe(
                        location, after, right,
                        replacing: String(decoding: document.text[open...end], as: UTF8.self)))
        }
    }

    /// The `(` that the `)` at `close` closes: between the two, each other one is closed too.
    private static func opening(of close: Int, in text: ArraySlice<UInt8>) -> Int? {
        var closed = 0
        for index in text.suffix(longest).indices.reversed() {
            if text[index] == UInt8(ascii: ")") { closed += 1 }
            if text[index] == UInt8(ascii: "(") {
                if closed == 0 { return index }
                closed -= 1
            }
        }
        return nil
    }

    private static func isAddress(_ text: String) -> Bool {
        guard !text.isEmpty, !text.contains(where: \.isWhitespace) else { return false }
        return text.hasPrefix("#") || text.hasPrefix("/") || text.contains("://") || text.hasPrefix("mailto:")
            || text.split(separator: "#").first.map { $0.hasSuffix(".md") } ?? false
    }
}
