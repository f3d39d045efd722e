import Testing

@testable import LinkProbe

/// Links to start pages, and links that end on one: the second kind alone ends somewhere else than was meant.
@Suite(.timeLimit(.minutes(15))) struct StartPageTests {
    typealias Case = OddAnswerTests.Case

    /// Links, and whether each names another page than a start page.
    private static let links = [
        ("/", false), ("", false), ("/?lang=en", false), ("/index.html", false), ("/INDEX.htm", false),
        ("/index.php?x", false), ("/home", false), ("//", false), ("/#here", false), ("/?x", false),
        ("/a", true),
        ("/a/", true), ("/a/index.html", true), ("/home/a", true), ("/index.html.txt", true),
    ]

    /// Each is redirected to the start page of another host.
    static let cases: [Case] = links.flatMap { link, isOther in
        ["/", "/index.html", "/Home", "/?from=there", "/#top"].map { end in
            Case(
                "\(link) to \(end)", link,
                finds: isOther ? [("web/suspect", "ends on the start page of localhost")] : []
            ) { request, base in
                guard request.headers.contains("host: 127") else { return OddAnswerTests.page }
                return OddAnswerTests.redirect(base.replacing("127.0.0.1", with: "localhost") + end)
            }
        }
    }

    @Test(arguments: cases)
    func areToldFromOtherPages(_ test: Case) async throws { try await OddAnswerTests.expect(test) }

    /// What ends on no start page is as it was meant, wherever it began.
    @Test(arguments: ["/", "/a", "/index.html"], ["/welcome/first", "/b/c", "/b/index.html"])
    func otherPagesAreNoStartPages(_ link: String, _ end: String) async throws {
        try await OddAnswerTests.expect(
            Case("\(link) to \(end)", link, final: end) { request, _ in
                request.path == link ? OddAnswerTests.redirect(end) : OddAnswerTests.page
            })
    }
}
