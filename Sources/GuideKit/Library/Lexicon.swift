import Markdown

/// The vocabulary of a site as checks use it: every form of every term, to be found in prose.
package struct Lexicon: Sendable {
    package let terms: [Term]
    /// All forms of all terms.
    let forms: PhraseSet
    /// For each form, the term that it belongs to, and the form as it is written there.
    let owners: [(term: Int, form: String)]
    /// For each form, whether all its words have two capitals or more, as those of an acronym or a command do.
    let isName: [Bool]

    package init(_ terms: [Term]) {
        self.terms = terms
        var owners: [(term: Int, form: String)] = []
        for (index, term) in terms.enumerated() { for form in term.forms { owners.append((index, form)) } }
        self.owners = owners
        forms = PhraseSet(owners.map(\.form))
        isName = owners.map { $0.form.split(separator: " ").allSatisfy(Self.isName) }
    }

    /// Whether a word has two capitals or more, as those of an acronym or a command do.
    static func isName(_ word: Substring) -> Bool {
        word.unicodeScalars.count { $0.properties.isUppercase } >= 2
    }

    /// The terms that a guide explains, by its slug or a former one.
    package func terms(of slug: String, aliases: [Located]) -> [Term] {
        terms.explained(by: slug, aliases: aliases)
    }
}

extension [Term] {
    /// The terms that a guide explains, by its slug or a former one.
    func explained(by slug: String, aliases: [Located]) -> [Term] {
        filter { term in
            guard let guide = term.guide?.text else { return false }
            return guide == slug || aliases.contains { $0.text == guide }
        }
    }
}
