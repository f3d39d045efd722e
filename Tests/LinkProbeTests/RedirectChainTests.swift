import Testing

@testable import LinkProbe

/// What a chain of redirects says of the page at its start.
@Suite(.timeLimit(.minutes(15))) struct RedirectChainTests {
    /// Steps: `p`ermanent, for `n`ow, by a page that `r`efreshes itself for good.
    @Test(arguments: [
        ("", false), ("p", true), ("n", false), ("pp", true), ("pn", false), ("np", false), ("nn", false),
        ("ppp", true), ("pnp", false), ("npp", false), ("ppn", false), ("r", true), ("rn", false),
        ("nr", false),
    ])
    func onlyPermanentStepsAreAMove(_ steps: String, _ hasMoved: Bool) throws {
        var chain = RedirectChain(try #require(WebAddress("https://example.com/0#part")))
        for (number, step) in steps.enumerated() {
            let next = try #require(WebAddress("https://example.com/\(number + 1)"))
            #expect(chain.go(to: next, isRedirect: step != "r", isPermanent: step != "n") == nil)
        }
        #expect(chain.hasMoved == hasMoved)
        #expect(chain.wasRedirected == !steps.isEmpty && chain.hasRefreshed == steps.contains("r"))
        #expect(chain.pages == (0...steps.count).map { "https://example.com/\($0)" })
        #expect(chain.address.text == "https://example.com/\(steps.count)#part")
    }

    /// A fragment of a step wins, and lives on itself.
    @Test func fragmentsLiveOn() throws {
        var chain = RedirectChain(try #require(WebAddress("https://example.com/0#old")))
        for text in ["https://example.com/1#new", "https://example.com/2"] {
            _ = chain.go(to: try #require(WebAddress(text)), isRedirect: true, isPermanent: true)
        }
        #expect(chain.address.text == "https://example.com/2#new")
    }

    @Test(arguments: [1, 2, 3]) func aPageThatComesAgainIsALoop(_ length: Int) throws {
        func page(_ number: Int) throws -> WebAddress {
            try #require(WebAddress("https://example.com/\(number)"))
        }
        var chain = RedirectChain(try page(0))
        for number in 1..<length {
            #expect(chain.go(to: try page(number), isRedirect: true, isPermanent: true) == nil)
        }
        let loop = try #require(chain.go(to: try page(0), isRedirect: true, isPermanent: true))
        #expect(loop.components(separatedBy: " → ").count == length + 1)
    }
}
