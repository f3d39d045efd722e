import Content
import Library
import Theming

/// `robots.txt` (RFC 9309): who may read the site. Search engines may in any case; of AI crawlers the site says which.
enum Robots {
    // The names are those of robots.json of github.com/ai-robots-txt/ai.robots.txt (2026-08-22) that their owners document.
    // A crawler named here is shut out where a site says no-training or closed, so none is added without need.

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
        let (refused, named): ([String], [String])
        let (isRead, isTrained): (Bool, Bool)
        switch library.site.aiCrawlers ?? .open {
        case .open:
            policy = .crawlersOpen
            (refused, named) = ([], trainingCrawlers + assistantCrawlers)
            (isRead, isTrained) = (true, true)
        case .noTraining:
            policy = .crawlersNoTraining
            (refused, named) = (trainingCrawlers, assistantCrawlers)
            (isRead, isTrained) = (true, false)
        case .closed:
            policy = .crawlersClosed
            (refused, named) = (trainingCrawlers + assistantCrawlers, [])
            (isRead, isTrained) = (false, false)
        }
        // Who says nothing of AI crawlers keeps none out, but has not said either what the texts may be used for.
        let usage = library.site.aiCrawlers == nil ? "" : usage(isRead: isRead, isTrained: isTrained)
        let index = strings.text(.crawlersIndex, ["url": library.addresses.guideIndex])
        var text = "# \(strings[policy])\n# \(index)\n"
        text += "User-agent: *\nAllow: /\n\(usage)"
        // A crawler that is named goes by its own group alone, so that one says the same once more.
        if !named.isEmpty { text += "\n\(agents(named))Allow: /\n\(usage)" }
        if !refused.isEmpty { text += "\n\(agents(refused))Disallow: /\n" }
        text += "\nSitemap: \(library.addresses.full("/sitemap.xml"))\n"
        return [OutputFile("robots.txt", text)]
    }

    private static func agents(_ names: [String]) -> String {
        names.map { "User-agent: \($0)\n" }.joined()
    }

    /// The uses of the site's texts, for crawlers that may read them: as contentsignals.org has it, and as the drafts
    /// draft-ietf-aipref-attach and draft-ietf-aipref-vocab do.
    ///
    /// - Parameters:
    ///   - isRead: whether models may answer people with them.
    ///   - isTrained: whether models may be trained with them.
    private static func usage(isRead: Bool, isTrained: Bool) -> String {
        "Content-Signal: search=yes, ai-input=\(isRead ? "yes" : "no"), ai-train=\(isTrained ? "yes" : "no")\n"
            + "Content-Usage: train-ai=\(isTrained ? "y" : "n"), search=y\n"
    }
}

extension OutputKind {
    static let robots = OutputKind(
        "robots", files: { _ in ["/robots.txt"] }, .ofLibrary { library, _, _ in Robots.make(library) })
}
