extension Plant {
    /// Faults in links.
    static let ofLinks: [Plant] = [
        Plant("links/unknown-guide") {
            $0.sentence("See [a \($0.pick(Plant.words))](\($0.misspelled()).md).")
        },
        Plant("links/unknown-anchor") {
            $0.sentence(
                "See [a \($0.pick(Plant.words))](\($0.pick(["tls.md", "/guides", "/guides/glossary", "/guides/search"]))#\($0.pick(Plant.words)))."
            )
        },
        Plant("links/ambiguous-anchor") {
            let file = $0.guide()
            var lines = $0.lines(file)
            let issues = lines.firstIndex(of: "## Fix Common Issues")!
            let words = Plant.words
            lines.insert(
                contentsOf: [
                    "## Part of \($0.pick(words))", "", "See [the second one](#equal-parts-1).", "",
                    "### Equal Parts", "",
                    "One.", "", "## Rest of It", "", "### Equal Parts", "", "Two.", "",
                ], at: issues)
            $0.set(file, lines)
            return Planted(file: file, line: issues + 3)
        },
        Plant("links/malformed") {
            $0.sentence(
                "See [a \($0.pick(Plant.words))](\($0.pick(["https:/example.com/", "https:example.com/", "https:///example.com/", "///example.com/", "HTTPS:/example.com/"]))\($0.pick(Plant.words)))."
            )
        },
        Plant("links/draft-target") {
            let word = $0.pick(Plant.words)
            $0.files["Content/guides/\(word).md"] =
                "---\ntitle: A Draft\nsummary: Something that is still to be written, and that nobody reads before it is.\ncategory: dns\ndraft: true\n---\n\nText.\n"
            return $0.sentence("See [the \(word)](\(word).md).", in: "Content/guides/spf.md")
        },
        Plant("links/unlisted-target") {
            let word = $0.pick(Plant.words)
            $0.files["Content/guides/\(word).md"] =
                "---\ntitle: A Private Page\nsummary: Something that only those find who were given its address, and nobody else.\ncategory: dns\nlisted: false\nupdated: 2026-11-20\n---\n\nText of it.\n"
            return $0.sentence("See [the \(word)](\(word).md).", in: "Content/guides/spf.md")
        },
        Plant("links/wrong-case") {
            $0.sentence(
                "See [a \($0.pick(Plant.words))](\($0.pick(["TLS.md", "Tls.md", "tLS.md", "SPF.md#takeaways", "Spf.md", "tls.md#Takeaways", "spf.md#TAKEAWAYS", "DNS-and-reverse-dns.md", "tls.md#takeAways", "Sender-Domains-and-Authentication.md"])))."
            )
        },
        Plant("links/moved-guide") {
            let word = $0.pick(Plant.words)
            _ = $0.head("aliases: [\(word)]", in: "Content/guides/dns-and-reverse-dns.md")
            return $0.sentence(
                "See [the \(word)](\(word).md).",
                in: $0.pick(["Content/guides/spf.md", "Content/guides/tls.md"]))
        },
        Plant("links/own-site-address") {
            $0.sentence(
                "See [a \($0.pick(Plant.words))](\($0.pick(["https://mailrith.com/guides/tls", "/guides/spf", "https://mailrith.com/guides/spf#takeaways", "/guides/tls#takeaways", "https://mailrith.com/guides/dns-and-reverse-dns", "/guides/tls.md", "https://mailrith.com/guides/spf.md", "/guides/dns-and-reverse-dns", "/guides/spf.md#takeaways", "https://mailrith.com/guides/tls.md#takeaways"])))."
            )
        },
        Plant("links/bare-end") {
            let sign = $0.pick(["、", "。", "）。", "」", "，", "\u{201D}.", "\u{2026}", "—", "»", "：x"])
            let host = $0.pick(["https://example.com/", "https://www.example.com/"])
            return $0.sentence("See \(host)\($0.pick(Plant.words))\(sign) It is there.")
        },
        Plant("links/unknown-file") {
            $0.sentence("See [a \($0.pick(Plant.words))](\($0.pick(Plant.words)).pdf).")
        },
        Plant("links/dangerous-scheme") {
            $0.sentence(
                "See [a \($0.pick(Plant.words))](\($0.pick(["javascript:x", "data:text/html,x", "vbscript:x", "JavaScript:x", "file:///etc/x", "blob:x", "about:x", "jar:x", "view-source:x", "chrome:x"])))."
            )
        },
        Plant("links/undefined-reference") {
            $0.sentence("See [a \($0.pick(Plant.words))][\($0.pick(Plant.words))].")
        },
        Plant("links/unused-definition") { $0.block("[\($0.pick(Plant.words))]: https://example.com/x") },
        Plant("links/shadowed-definition") {
            let word = $0.pick(Plant.words)
            return $0.block(
                "See the [\(word)].\n\n[\(word)]: tls.md\n⟦[\(word.uppercased())]: spf.md",
                in: "Content/guides/dns-and-reverse-dns.md")
        },
        Plant("links/outside-site") {
            $0.sentence(
                "⟦See the [\($0.pick(Plant.words)) prices](/\($0.pick(["prices", "shop/a", "about#us"]))).")
        },
        Plant("links/reversed") {
            $0.sentence(
                "See (the \($0.pick(Plant.words)))[\($0.pick(["tls.md", "spf.md#takeaways", "#takeaways", "https://example.com/x", "/llms.txt"]))]."
            )
        },
        Plant("links/password") {
            let word = $0.pick(Plant.words)
            return $0.sentence(
                "See [a \(word)](\($0.pick(["https://me:secret@example.com/", "https://token@example.com/", "HTTPS://me:@example.com/", "//me:secret@example.com/"]))\(word))."
            )
        },
        Plant("links/insecure") {
            $0.sentence("See [a \($0.pick(Plant.words))](http://example.com/\($0.pick(Plant.words))).")
        },
        Plant("links/vague-text") {
            $0.sentence(
                "See [\($0.pick(["here", "click here", "Read more", "this page", "this link", "More", "learn more", "this guide", "link", "Find out more"]))](https://example.com/x)."
            )
        },
        Plant("links/empty-text") {
            $0.sentence("See [\($0.pick(["", " ", "  "]))](https://example.com/\($0.pick(Plant.words))).")
        },
        Plant("links/same-text") {
            let word = $0.pick(Plant.words)
            return $0.sentence(
                "See [the \(word)](https://example.com/a) and [the \(word)](https://example.com/b).")
        },
        Plant("links/self") {
            let file = $0.guide()
            return $0.sentence(
                "See [the \($0.pick(Plant.words))](\(file.dropFirst("Content/guides/".count))).", in: file)
        },
        Plant("links/crowded") {
            let word = $0.pick(Plant.words)
            return $0.sentence(
                (1...4).map { "[the \(word) \($0)](https://example.com/\(word))" }.joined(separator: ", ")
                    + ".")
        },
        Plant("links/orphan") {
            let word = $0.pick(Plant.words)
            let path = "Content/guides/\(word).md"
            $0.files[path] =
                "---\ntitle: Mail of the \(word.capitalized)\nsummary: A page on the \(word) and on all that belongs to it, for those who need it.\ncategory: dns\nupdated: 2026-11-20\n---\n\nA page on the \(word).\n"
            // The only other guide of its category names three others, and so does every guide.
            return Planted(file: path, line: 2)
        },
        Plant("links/duplicate-related") {
            let file = $0.guide()
            let own = String(file.dropFirst("Content/guides/".count).dropLast(3))
            let isOwn = $0.number % 2 == 0
            return $0.change("related:", in: file) { line in
                let first = line.split(separator: "[")[1].split(separator: ",")[0]
                return line.replacing("]", with: ", \(isOwn ? own : String(first))]")
            }
        },
        Plant("links/depth") {
            let word = $0.pick(Plant.words)
            _ = $0.change("summary:", in: "Content/site.yml") { $0 }
            $0.files["Content/site.yml"]! +=
                "checks: {content/unknown-category: off, agents/unlisted: off, links/orphan: off}\n"
            $0.files["Content/guides/\(word).md"] =
                "---\ntitle: Mail of the \(word.capitalized)\nsummary: A page on the \(word) and on all that belongs to it, for those who need it.\ncategory: \(word)\nupdated: 2026-11-20\n---\n\nA page on the \(word).\n"
            return Planted(file: "Content/guides/\(word).md", line: 2)
        },
    ]
}
