/// Rules by which the phrases of a `TermIndex` are compared with texts.
package struct MatchRules: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Words are cut as in the phrase: `mail server` is found in "mail-server", not in "mailserver". Without it hyphen,
    /// space and nothing at all between two words are the same.
    static let wholeWords = MatchRules(rawValue: 1)
    /// Acronyms are found in capitals alone: `ARC` is found in "two ARCs", not in "an arc".
    static let capitals = MatchRules(rawValue: 2)
    /// All words are in one run of a document, with no emphasis or link between them: `MTA-STS` is not found in
    /// "MTA-*STS*".
    static let oneRun = MatchRules(rawValue: 4)
    /// A phrase with a mark between its words is found over any marks, and marks alone tell no two phrases apart:
    /// `From, Reply-To` is found in "from; reply to". Without it a phrase with a comma or colon is found over those,
    /// `From, Reply-To` in "from: reply-to", and one with another mark over that very mark or none, `TCP/IP` in "tcp/ip"
    /// and "tcp ip".
    static let anyMark = MatchRules(rawValue: 8)

    /// Rules for texts that become links: the name itself, in one piece.
    package static let ofLinks: MatchRules = [.wholeWords, .capitals, .oneRun]
    /// Rules for checks: any spelling that authors may have meant.
    static let ofChecks: MatchRules = [.anyMark]
}
