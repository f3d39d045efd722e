import Markdown

/// A guide without a readable front matter; each usual slip in its own words.
package enum NoFrontMatter: Check {
    package static let id = "content/no-front-matter"
    package static let severity = Severity.error
    package static let finds =
        "A front matter that is missing or cannot be read: no `---`, no space after a colon, a tab, an open quote, a text that needs quotes."
    package static let why =
        "Without a front matter that can be read, nothing is known of a guide: not its title, not its category."
    package static let examples = [
        Example(
            .file("Content/guides/example.md"),
            bad:
                "⟦title: Example Guide\nsummary: A guide that shows what is meant.\ncategory: basics\n---\n\nText.\n",
            good:
                "---\ntitle: Example Guide\nsummary: A guide that shows what is meant.\ncategory: basics\n---\n\nText.\n"
        ),
        Example(
            .file("Content/guides/example.md"),
            bad:
                "---\ntitle⟦:Example Guide\nsummary: A guide that shows what is meant.\ncategory: basics\n---\n\nText.\n",
            good:
                "---\ntitle: Example Guide\nsummary: A guide that shows what is meant.\ncategory: basics\n---\n\nText.\n"
        ),
    ]

    /// A guide that does not open with `---`, or never closes it.
    static func finding(_ split: FrontMatterSplit, in source: SourceText, file: String) -> Finding {
        if split.isUnclosed {
            return Finding(
                Self.self, file: file, at: .start, "the front matter that starts here never ends",
                help: "write a line `---` after its last key")
        }
        return Finding(
            Self.self, file: file, at: .start, "the guide does not open with a front matter",
            help: "start the file with a line `---`, then title, summary and category, then a line `---`",
            fix: isOpenOnly(source)
                ? Fix.safe(
                    source, source.line(0),
                    "---\n" + String(decoding: source.bytes[source.line(0)], as: UTF8.self)) : nil)
    }

    /// Whether a front matter is at the file's start that has all but its first line.
    private static func isOpenOnly(_ source: SourceText) -> Bool {
        guard !source.bytes.starts(with: FrontMatterSplit.byteOrderMark) else { return false }
        for index in source.lineStarts.indices {
            let line = source.bytes[source.line(index)]
            if line.elementsEqual("---".utf8) { return index > 0 }
            let key = line.prefix { (97...122).contains($0) || $0 == UInt8(ascii: "-") }
            let isKey = !key.isEmpty && line.dropFirst(key.count).first == UInt8(ascii: ":")
            let isInner = line.first == 32 && index > 0
            guard isKey || isInner else { return false }
        }
        return false
    }

    /// Why a YAML text cannot be read: first the slips that people make, then libyaml's own words.
    static func finding(
        _ failure: YAML.Failure, in source: SourceText, lines: Range<Int>, file: String
    ) -> Finding {
        if !failure.help.isEmpty {
            return Finding(
                Self.self, file: file, at: failure.place, failure.message, help: failure.help,
                fix: failure.fix)
        }
        for index in lines {
            let range = source.line(index)
            let line = source.bytes[range]
            let indent = line.prefix { $0 == 32 || $0 == 9 }
            if let tab = indent.firstIndex(of: 9) {
                return Finding(
                    Self.self, file: file, at: source.place(of: tab), "this line is indented with a tab",
                    help: "use spaces: YAML reads no tabs")
            }
            if let colon = gluedColon(line) {
                return Finding(
                    Self.self, file: file, at: source.place(of: colon), "the colon needs a space behind it",
                    help: "write `\(String(decoding: line[line.startIndex...colon], as: UTF8.self)) …`",
                    fix: Fix.safe(source, colon..<(colon + 1), ": "))
            }
            if let quote = openQuote(line) {
                return Finding(
                    Self.self, file: file, at: source.place(of: quote),
                    "the quote that starts here is never closed",
                    help: "close it at the end of the line")
            }
        }
        let end =
            lines.upperBound < source.lineStarts.count
            ? Int(source.lineStarts[lines.upperBound]) : source.bytes.count
        let start =
            lines.lowerBound == 0 && source.bytes.starts(with: FrontMatterSplit.byteOrderMark)
            ? 3 : Int(source.lineStarts[lines.lowerBound])
        if let slip = YAMLQuoting(failure, in: source, start..<end) {
            return Finding(
                Self.self, file: file, at: source.place(of: slip.stumble), slip.reason,
                help: "put the text in quotes: \(slip.quoted)", fix: Fix.safe(source, slip.value, slip.quoted)
            )
        }
        return Finding(
            Self.self, file: file, at: failure.place, "this cannot be read as YAML: \(failure.message)",
            help: "put text that holds `: `, `#` or quotes in quotes")
    }

    /// The colon of `key:value`, which YAML reads as one word.
    private static func gluedColon(_ line: ArraySlice<UInt8>) -> Int? {
        let key = line.drop { $0 == 32 || $0 == UInt8(ascii: "-") }
        guard let colon = key.firstIndex(of: UInt8(ascii: ":")), colon > key.startIndex,
            key[..<colon].allSatisfy({ (97...122).contains($0) || $0 == UInt8(ascii: "-") }),
            colon + 1 < line.endIndex, line[colon + 1] != 32, line[colon + 1] != UInt8(ascii: "/")
        else { return nil }
        return colon
    }

    private static func openQuote(_ line: ArraySlice<UInt8>) -> Int? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let value = line[(colon + 1)...].drop { $0 == 32 }
        guard let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            return nil
        }
        return value.dropFirst().contains(quote) ? nil : value.startIndex
    }
}
