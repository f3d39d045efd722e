import Markdown
import Words

/// The parsed body of one guide with the words of its prose, as long as they are at hand.
package struct GuideProse: Sendable {
    package let document: Document
    package let prose: Prose
    /// Where terms of the site are in the prose.
    package let terms: [TermIndex.Match]
    /// Its parts, in order.
    package let sections: [Section]
    /// The parts that are issues.
    package let issues: [Section]
    /// For each issue the word at which its last step starts, where that step does not verify the others.
    package let unverifiedSteps: [Int?]

    /// Parts of its issues that lean on text outside them.
    package let outsideReferences: [OutsideReference]

    init(_ document: Document, _ prose: Prose, _ lexicon: Lexicon, _ verify: VerifyingWords) {
        self.document = document
        self.prose = prose
        terms = lexicon.forms.matches(in: prose)
        sections = document.sections
        issues = document.issueSections
        unverifiedSteps = issues.map { Self.unverifiedStep(of: $0, document, prose, verify) }
        outsideReferences = OutsideReference.all(in: issues, document, prose, lexicon)
    }

    private static func unverifiedStep(
        of issue: Section, _ document: Document, _ prose: Prose, _ verify: VerifyingWords
    ) -> Int? {
        let blocks = document.blocks
        guard let list = issue.blocks.last(where: { blocks[$0].kind == .list && blocks[$0].number >= 0 }),
            let last = document.items(of: list).last, let tokens = prose.tokens(in: blocks[last].text),
            !tokens.isEmpty, !verify.areAmong(tokens, of: prose, document.text[blocks[last].text])
        else { return nil }
        return tokens.lowerBound
    }
}
