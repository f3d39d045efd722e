import Findings

/// HTML that guides may not hold, which is shown as text.
enum StructureRawHTML: GuideCheck {
    static let check = CheckID.structureRawHTML
    static let finds =
        "HTML that guides cannot hold: any tag but those of `html` in `site.yml`, and those with other attributes or without their end."
    static let why =
        "Page and twin have to say the same, so both show such HTML as text, with its brackets."
    static let examples = [
        Example(bad: "It is ⟦<b>important</b>.", good: "It is **important**.")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let pieces = context.document.rawHTML.filter {
            !ContentTemplateLeak.isComponent($0.text) && StructureUnclosedFence.missingEnd($0) == nil
        }
        let opened = Set(pieces.filter { !$0.text.hasPrefix("</") }.map { HTMLAdvice.name($0.text) })
        // A closing tag is the end of what its opening tag was blamed for.
        return pieces.filter { !$0.text.hasPrefix("</") || !opened.contains(HTMLAdvice.name($0.text)) }.map {
            html in
            let advice = HTMLAdvice.advice(for: html.text, allowed: context.site.html)
            return Finding(
                self, file: context.file, at: html.location, advice.message, help: advice.help)
        }
    }
}
