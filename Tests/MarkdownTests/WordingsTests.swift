import Testing

@testable import Words

/// Wordings to avoid, found in plain texts.
@Suite(.timeLimit(.minutes(1))) struct WordingsTests {
    private static let wordings = Wordings(
        [
            ("back-up", "backup"), ("set up", "configure"), ("e-mail", "email"),
            ("e-mail-address", "email address"),
            ("utilize", "use"), ("URL", "address"), ("Internet", "internet"), ("attempt", "try"),
            ("new", "fresh"),
            ("e.g.", "for example"), ("etc.", "and so on"), ("C++", "C"), ("don't", "do not"),
            ("(sic)", "right"),
            ("mail program", "client"), ("reader's eye", "view"), ("mistake", "error"), ("login", "sign in"),
        ].map { Wordings.Wording(avoided: $0.0, better: $0.1) })

    /// What is found in a text: what is written there, what is better, and a question mark where it is not certain.
    private static func found(_ text: String) -> [String] {
        let prose = Prose(text)
        return wordings.matches(in: prose).map { match in
            #expect(
                Array(prose.text[match.range]) == Array(match.written.utf8) || text.contains("  "), "\(text)")
            return "\(match.written)>\(match.better)\(match.isCertain ? "" : "?")"
        }
    }

    @Test(arguments: [
        ("A back-up.", ["back-up>backup"]), ("Back-up it.", ["Back-up>Backup"]),
        ("BACK-UP", ["BACK-UP>BACKUP"]),
        ("Two back-ups.", ["back-ups>backups"]), ("A back up and a backup.", []),
        ("Set up this.", ["Set up>Configure"]), ("A set-up, a setup.", []),
        // The longest one, and within what is not quite one, a shorter one.
        ("An e-mail-address.", ["e-mail-address>email address"]), ("An e-mail address.", ["e-mail>email"]),
        // Letter case of names.
        ("A URL.", ["URL>address?"]), ("The URL.", ["URL>address"]), ("URL here.", ["URL>Address"]),
        ("Two URLs.", ["URLs>address?"]),
        ("The Internet.", ["Internet>internet"]), ("Internet here, internet there.", []),
        // Plurals.
        ("Two attempts.", ["attempts>try?"]), ("The news.", []),
        // Signs that belong to a wording.
        ("Use, e.g., this.", ["e.g.>for example"]), ("See e.g. this.", ["e.g.>for example"]),
        ("See e.g. Gmail.", ["e.g.>for example?"]), ("An e.g here.", []), ("And etc.", ["etc.>and so on?"]),
        ("In C++ here.", ["C++>C"]), ("In C here.", []), ("A (sic) b.", ["(sic)>right"]), ("A sic b.", []),
        ("We don't.", ["don't>do not"]), ("We don\u{2019}t.", ["don\u{2019}t>do not"]),
        ("A mail  program.", ["mail program>client"]), ("The reader's eye.", ["reader's eye>view"]),
        // Parts of compounds.
        ("To re-utilize, a utilize-it and non-back-up.", []), ("To utilize - it.", ["utilize>use"]),
        ("Größe-utilize utilize-Größe", []), ("C++s are C++.", ["C++>C"]),
        // Articles, and plurals of more than one word.
        ("A mistake, a mistake, the mistake.", ["mistake>error?", "mistake>error?", "mistake>error"]),
        ("Mistake. An attempt.", ["Mistake>Error", "attempt>try?"]), ("The logins.", ["logins>sign in?"]),
    ])
    func areFound(_ text: String, _ expected: [String]) { #expect(Self.found(text) == expected) }

    @Test(arguments: [("", false), ("++", false), ("—", false), ("a", true), ("1", true), ("é", true)])
    func needAWord(_ text: String, _ canBeFound: Bool) {
        #expect(Wordings.canBeFound(text) == canBeFound)
        #expect(Wordings([Wordings.Wording(avoided: text, better: "b")]).isEmpty == !canBeFound)
    }
}
