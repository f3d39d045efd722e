import Testing

@testable import Preview

@Suite struct NegotiationTests {
    @Test(
        arguments: [
            (nil, .html),
            ("", .html),
            ("*/*", .html),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", .html),
            ("text/markdown", .markdown),
            ("text/markdown, text/html, */*", .markdown),
            ("text/html, text/markdown", .markdown),
            ("text/html;q=0.9, text/markdown;q=0.8", .html),
            ("text/html;q=0.8, text/markdown;q=0.9", .markdown),
            ("text/markdown;q=0", .html),
            ("text/markdown;q=0, */*", .html),
            ("text/markdown;q=0.5, */*;q=0.1", .markdown),
            ("text/markdown;q=0.5, */*;q=0.8", .html),
            ("text/markdown;q=0.5, */*;q=0.8, text/html;q=0.2", .markdown),
            ("TEXT/Markdown ; Q=0.9 , text/*;q=0.9", .markdown),
            ("text/markdown;q=nonsense", .markdown),
            ("text/*", .html),
            ("application/json", .html),
            (",,;q=1,", .html),
        ] as [(String?, Negotiation.Variant)])
    func choosesAVariant(accept: String?, wanted: Negotiation.Variant) {
        #expect(Negotiation.variant(accept: accept) == wanted)
    }
}
