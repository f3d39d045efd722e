import Findings
import Markdown
import Support

/// Template or component syntax in prose, which readers and agents would see as it is.
enum ContentTemplateLeak: GuideCheck {
    static let check = CheckID.contentTemplateLeak
    static let finds =
        "Template or component syntax in prose: `{{`, `{%`, `:::`, `<Component`, `import … from`."
    static let why =
        "The syntax of other tools has no meaning here: readers would see it as it is, and agents would take it for text."
    static let examples = [
        Example(bad: "Hello ⟦{{ name }}, welcome.", good: "Hello, welcome.")
    ]

    private static let insideLine: Document.Run.Context = [.code, .joined]

    static func run(_ context: CheckContext) -> [Finding] {
        let document = context.document
        var findings: [Finding] = []
        for offset in document.positions(of: UInt8(ascii: "{")) {
            let next = offset + 1 < document.text.count ? document.text[offset + 1] : 0
            if offset > 0, document.text[offset - 1] == UInt8(ascii: "{") { continue }
            guard next == UInt8(ascii: "{") || next == UInt8(ascii: "%"), let run = document.run(at: offset),
                !run.context.contains(.code), run.text.contains(offset + 1)
            else { continue }
            findings.append(
                report(
                    context, document.location(of: offset - run.text.lowerBound, in: run),
                    next == UInt8(ascii: "%") ? "{%" : "{{"))
        }
        for run in document.runs where run.context.isDisjoint(with: insideLine) {
            let letters = document.letters(run)
            switch letters.first {
            case UInt8(ascii: ":") where letters.starts(with: ":::".utf8):
                findings.append(report(context, document.location(of: 0, in: run), ":::"))
            case UInt8(ascii: "i") where isImport(letters):
                findings.append(report(context, document.location(of: 0, in: run), "import … from"))
            default: break
            }
        }
        for html in document.rawHTML where isComponent(html.text) {
            findings.append(
                report(
                    context, html.location, "<\(html.text.dropFirst().prefix { $0.isLetter || $0 == "/" })>"))
        }
        return findings
    }

    /// Whether a piece of raw HTML is a component, whose name starts with a capital.
    static func isComponent(_ html: String) -> Bool {
        guard let first = html.utf8.dropFirst().first(where: { $0 != UInt8(ascii: "/") }) else {
            return false
        }
        return html.hasPrefix("<") && first.isASCIIUppercase
    }

    private static func report(_ context: CheckContext, _ location: SourceLocation, _ mark: String) -> Finding
    {
        Finding(
            self, file: context.file, at: location, "`\(mark)` is template syntax, which has no meaning here",
            help: "write it in markdown, or put it between backticks to show it as it is")
    }

    /// `import Name from 'place'`, as a component's file starts.
    private static func isImport(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.starts(with: "import ".utf8) else { return false }
        let words = text.split(separator: 32)
        return words.count >= 4 && words[words.count - 2].elementsEqual("from".utf8)
            && (words[words.count - 1].first == UInt8(ascii: "'")
                || words[words.count - 1].first == UInt8(ascii: "\""))
    }
}
