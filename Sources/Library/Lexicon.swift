import Content
import Findings
import Words

/// The terms of a site and the titles of its guides, to be found in texts.
package struct Lexicon: Sendable {
    package let terms: [Term]
    /// All forms of all terms, as checks find them.
    let forms: TermIndex
    /// An index of the same forms, under the same numbers, and of the titles of all guides, by the rules of links.
    let names: TermIndex
    /// For each form, the term that it belongs to, and the form as it is written there.
    package let owners: [(term: Int, form: String)]
    /// For each form, whether all its words have two capitals or more, as those of an acronym or a command do.
    package let isName: [Bool]
    /// The words that texts may use.
    package let style: HouseStyle

    package init(_ terms: [Term], titles: [String] = [], style: HouseStyle = .free) {
        self.terms = terms
        self.style = style
        var owners: [(term: Int, form: String)] = []
        for (index, term) in terms.enumerated() { for form in term.forms { owners.append((index, form)) } }
        self.owners = owners
        let all = owners.map(\.form)
        forms = TermIndex(all)
        names = TermIndex(all, titles: titles, rules: .ofLinks)
        isName = all.map { $0.split(separator: " ").allSatisfy(Self.isName) }
    }

    /// Whether a word has two capitals or more, as those of an acronym or a command do.
    package static func isName(_ word: Substring) -> Bool {
        word.unicodeScalars.count { $0.properties.isUppercase } >= 2
    }
}

extension [Term] {
    /// The terms that a guide explains, by its slug or a former one.
    package func explained(by slug: String, aliases: [Located]) -> [Term] {
        filter { term in
            guard let guide = term.guide?.text else { return false }
            return guide == slug || aliases.contains { $0.text == guide }
        }
    }
}
