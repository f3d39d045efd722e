extension Plant {
    /// Faults in words.
    static let ofLanguage: [Plant] = [
        Plant("language/spelling") {
            let word = $0.pick(["recieve", "adress", "seperate", "lanterm", "untill", "meadwo"])
            switch $0.number % 3 {
            case 0: return $0.sentence("A \(word) is here.")
            case 1: return $0.head("agent-notes: [A \(word) of this guide.]")
            default:
                return $0.change("  definition:", in: "Content/terms.yml") { "\($0) It is a \(word)." }
            }
        },
        Plant("language/wording") {
            let word = $0.pick(["look-up", "Set-up", "look-ups"])
            return $0.number.isMultiple(of: 2)
                ? $0.sentence("A \(word) is here.") : $0.head("agent-notes: [A \(word) of this guide.]")
        },
        Plant("language/untranslated") {
            let language = $0.pick(["pl", "nl-BE", "zh-Hant"])
            return $0.change("language:", in: "Content/site.yml") { _ in "language: \(language)" }
        },
        Plant("language/dictionary") {
            let name = $0.pick(["qq_QQ", "../en_US", "en_US.dic"])
            return $0.change("spelling:", in: "Content/site.yml") { _ in "spelling: \(name)" }
        },
    ]
}
