import Markdown

/// Template or component syntax in prose, which readers and agents would see as it stands.
package enum TemplateLeak: GuideCheck {
    package static let id = "content/template-leak"
    package static let severity = Severity.error
    package static let finds = "Template or component syntax in prose: `{{`, `{%`, `:::`, `<Component`, `import … from`."

    package static func run(_ reading: GuideReading) -> [Finding] {
        let document = reading.document
        var findings: [Finding] = []
        for (index, run) in document.runs.enumerated() where !run.context.contains(.code) {
            let letters = document.letters(run)
            var offset = letters.startIndex
            while offset < letters.endIndex {
                defer { offset += 1 }
                guard let mark = mark(letters, at: offset, startsLine: startsLine(index, in: document)) else { continue }
                findings.append(
                    report(
                        reading, document.place(of: offset - letters.startIndex, in: run),
                        "`\(mark)` is template syntax; no template reads it here"))
                break
            }
        }
        for html in document.rawHTML where isComponent(html.text) {
            findings.append(report(reading, html.place, "`<\(html.text.dropFirst().prefix { $0.isLetter })` is a component"))
        }
        return findings
    }

    /// Whether a piece of raw HTML is a component, whose name starts with a capital.
    static func isComponent(_ html: String) -> Bool {
        guard let first = html.utf8.dropFirst().first(where: { $0 != UInt8(ascii: "/") }) else { return false }
        return html.hasPrefix("<") && (65...90).contains(first)
    }

    private static func report(_ reading: GuideReading, _ place: Place, _ message: String) -> Finding {
        Finding(
            self, file: reading.file, at: place, message,
            help: "write it in markdown, or put it between backticks to show it as it is")
    }

    private static func startsLine(_ index: Int, in document: Document) -> Bool {
        !document.runs[index].context.contains(.joined)
    }

    private static func mark(_ text: ArraySlice<UInt8>, at offset: Int, startsLine: Bool) -> String? {
        let rest = text[offset...]
        switch text[offset] {
        case UInt8(ascii: "{"):
            if rest.starts(with: "{{".utf8) { return "{{" }
            if rest.starts(with: "{%".utf8) { return "{%" }
        case UInt8(ascii: ":"):
            if startsLine, offset == text.startIndex, rest.starts(with: ":::".utf8) { return ":::" }
        case UInt8(ascii: "i"):
            if startsLine, offset == text.startIndex, rest.starts(with: "import ".utf8), isImport(rest) {
                return "import … from"
            }
        default: break
        }
        return nil
    }

    /// `import Name from 'place'`, as a component's file starts.
    private static func isImport(_ text: ArraySlice<UInt8>) -> Bool {
        let words = text.split(separator: 32)
        return words.count >= 4 && words[words.count - 2].elementsEqual("from".utf8)
            && (words[words.count - 1].first == UInt8(ascii: "'") || words[words.count - 1].first == UInt8(ascii: "\""))
    }
}
