import Content
import Library
import Theming

/// `robots.txt` (RFC 9309): who may read the site. Search engines may in any case; of AI crawlers the site says which.
enum Robots {
    /// User agents of crawlers that gather texts to train models, as their owners publish them.
    static let trainingCrawlers = [
        "Amazonbot", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot", "GPTBot", "Google-Extended",
        "Meta-ExternalAgent",
    ]
    /// User agents of crawlers that search, or fetch a page because a person asked for it.
    static let assistantCrawlers = [
        "ChatGPT-User", "Claude-SearchBot", "Claude-User", "DuckAssistBot", "Meta-ExternalFetcher",
        "MistralAI-User", "OAI-SearchBot", "PerplexityBot", "Perplexity-User",
    ]

    /// `robots.txt` (RFC 9309).
    static func make(_ library: Library) -> [OutputFile] {
        let strings = library.site.strings
        let policy: StringKey
        let refused: [String]
        switch library.site.aiCrawlers {
        case .open:
            policy = .crawlersOpen
            refused = []
        case .noTraining:
            policy = .crawlersNoTraining
            refused = trainingCrawlers
        case .closed:
            policy = .crawlersClosed
            refused = trainingCrawlers + assistantCrawlers
        }
        let index = strings.text(.crawlersIndex, ["url": library.addresses.guideIndex])
        var text = "# \(strings[policy])\n# \(index)\n"
        text += "User-agent: *\nAllow: /\n"
        if !refused.isEmpty {
            text += "\n" + refused.map { "User-agent: \($0)\n" }.joined() + "Disallow: /\n"
        }
        text += "\nSitemap: \(library.addresses.full("/sitemap.xml"))\n"
        return [OutputFile("robots.txt", text)]
    }
}

extension OutputKind {
    static let robots = OutputKind(
        "robots", files: { _ in ["/robots.txt"] }, .ofLibrary { library, _, _ in Robots.make(library) })
}
