import TestSupport
import Testing

/// Fixes of links in every form that a link may have, with all that may follow the name of the guide: the form stays, and
/// so does what follows.
@Suite(.timeLimit(.minutes(15))) struct LinkFixFormTests {
    /// A link before and after its fix, with `NAME` for the guide's name and `REST` for what is after it.
    struct Form: Sendable, CustomTestStringConvertible {
        var before: String
        var after: String
        var testDescription: String { before }

        init(_ before: String, _ after: String) { (self.before, self.after) = (before, after) }
    }

    /// Forms that only a guide's own file name, or its own address, makes.
    static let forms: [Form] = [
        Form("See [a](NAME.mdREST).", "See [a](tls.mdREST)."),
        Form("See [a](NAME.mdREST \"NAME.md\").", "See [a](tls.mdREST \"NAME.md\")."),
        Form("See [a](<NAME.mdREST>).", "See [a](<tls.mdREST>)."),
        Form("See [a](<NAME.mdREST> 't').", "See [a](<tls.mdREST> 't')."),
        Form("See [a](./NAME.mdREST).", "See [a](tls.mdREST)."),
        Form("See [*a* `b`](NAME.mdREST).", "See [*a* `b`](tls.mdREST)."),
        Form("See [a][r].\n\n[r]: NAME.mdREST", "See [a][r].\n\n[r]: tls.mdREST"),
        Form("See [r].\n\n[r]: <NAME.mdREST> 'T'", "See [r].\n\n[r]: <tls.mdREST> 'T'"),
        Form("See [![dot](dot.png)](NAME.mdREST).", "See [![dot](dot.png)](tls.mdREST)."),
        Form("| a |\n| - |\n| [b](NAME.mdREST) |", "| a |\n| - |\n| [b](tls.mdREST) |"),
        Form("One.[^1]\n\n[^1]: See [a](NAME.mdREST).", "One.[^1]\n\n[^1]: See [a](tls.mdREST)."),
        Form("[a](NAME.mdREST) and [b](NAME.mdREST).", "[a](tls.mdREST) and [b](tls.mdREST)."),
    ]

    /// Forms with an address; in brackets it becomes the name of the file, as another fix has it.
    static let addresses: [Form] = [
        Form("See [a](/guides/NAMEREST).", "See [a](tls.mdREST)."),
        Form("See [a](/guides/NAME.mdREST).", "See [a](tls.mdREST)."),
        Form("See [a](https://example.org/guides/NAMEREST).", "See [a](tls.mdREST)."),
        Form("See [a](<https://example.org/guides/NAME.htmlREST> \"t\").", "See [a](<tls.mdREST> \"t\")."),
        Form("See [a].\n\n[a]: https://example.org/guides/NAMEREST", "See [a].\n\n[a]: tls.mdREST"),
    ]

    /// Addresses that are shown as they are.
    static let shown: [Form] = [
        Form("See <https://example.org/guides/NAMEREST>.", "See <https://example.org/guides/tlsREST>."),
        Form("See <https://example.org/guides/NAME.mdREST>.", "See <https://example.org/guides/tls.mdREST>."),
        Form("See https://example.org/guides/NAMEREST here.", "See https://example.org/guides/tlsREST here."),
        Form("> - <https://example.org/guides/NAMEREST>", "> - <https://example.org/guides/tlsREST>"),
    ]

    static let rests = ["", "#certificates", "?a=b", "?a=b#certificates", "?a=%20&amp;b=c", "#"]

    private static func expect(
        _ form: Form, _ name: String, _ rest: String, _ ids: [String], _ id: String
    ) async throws {
        func text(_ form: String) -> String {
            FixTests.head(
                "updated: 2026-11-20", form.replacing("NAME", with: name).replacing("REST", with: rest))
        }
        let (fixed, left) = try await FixPlaceTests.fixed(text(form.before), ids)
        #expect(fixed == text(form.after), "\(left)")
        #expect(!left.contains { $0.id == id || $0.id == "links/unknown-anchor" }, "\(left)")
    }

    /// Addresses that are shown have no letters that are written otherwise.
    @Test(arguments: shown, rests.filter { !$0.contains("&") })
    func formerNamesInAddresses(_ form: Form, _ rest: String) async throws {
        try await Self.expect(form, "ssl", rest, [], "links/moved-guide")
    }

    @Test(arguments: forms + addresses, rests)
    func formerNames(_ form: Form, _ rest: String) async throws {
        try await Self.expect(form, "ssl", rest, [], "links/moved-guide")
    }

    @Test(arguments: addresses, rests) func ownAddresses(_ form: Form, _ rest: String) async throws {
        try await Self.expect(form, "tls", rest, [], "links/own-site-address")
    }

    @Test(arguments: forms, rests) func otherLetterCase(_ form: Form, _ rest: String) async throws {
        try await Self.expect(form, "TLS", rest, [], "links/wrong-case")
    }

    @Test(arguments: forms, rests) func misspelledNames(_ form: Form, _ rest: String) async throws {
        try await Self.expect(form, "tsl", rest, ["links/unknown-guide"], "links/unknown-guide")
    }
}
