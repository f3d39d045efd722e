extension Plant {
    /// Faults in keywords and terms.
    static let ofKeywords: [Plant] = [
        Plant("keywords/unused") {
            let word = $0.pick(Plant.words)
            return $0.change("keywords:", in: $0.guide()) { $0.replacing("]", with: ", \(word) mail]") }
        },
        Plant("keywords/repeated") {
            let number = $0.number
            return $0.change("keywords:", in: $0.guide()) { line in
                let first = String(line.split(separator: "[")[1].split { $0 == "," || $0 == "]" }[0])
                let again = [
                    first, first.uppercased(), first.capitalized, first.replacing(" ", with: "-"),
                    first.replacing(" ", with: "  "),
                ][number % 5]
                return line.replacing("]", with: ", \(again)]")
            }
        },
        Plant("keywords/too-long") {
            let word = $0.pick(["the", "a", "in", "to", "and", "of"])
            return $0.change("keywords:", in: $0.guide()) {
                $0.replacing("]", with: ", the domain \(word) the domain \(word) the domain \(word)]")
            }
        },
        Plant("keywords/contested") {
            let files = $0.guides
            let from = files[$0.number % (files.count - 1)]
            let keyword = String(
                $0.lines(from).first { $0.hasPrefix("keywords:") }!.split(separator: "[")[1].split {
                    $0 == "," || $0 == "]"
                }[0])
            // The later of the two is blamed; what it says has to hold its words.
            let planted = $0.change("keywords:", in: files.last!) { $0.replacing("]", with: ", \(keyword)]") }
            _ = $0.sentence("It is about \(Plant.spelled(keyword)).", in: files.last!)
            return planted
        },
        Plant("keywords/not-in-summary") {
            let word = $0.pick(Plant.words)
            let file = $0.pick(["Content/guides/spf.md", "Content/guides/tls.md"])
            _ = $0.change("title:", in: file) { _ in "title: Mail of the \(word.capitalized)" }
            return $0.change("summary:", in: file) { _ in
                "summary: A page on the \(word) and on all that belongs to it, for those who need it."
            }
        },
        Plant("keywords/not-in-opening") {
            let file = $0.pick(["Content/guides/spf.md", "Content/guides/tls.md"])
            var lines = $0.lines(file)
            let end = lines.dropFirst().firstIndex(of: "---")!
            let text = (0..<70).map { _ in "word" }.joined(separator: " ")
            lines.insert(contentsOf: ["", "Some \($0.pick(Plant.words)) \(text)."], at: end + 1)
            $0.set(file, lines)
            return Planted(file: file, line: end + 3)
        },
        Plant("keywords/competing-link") {
            let (file, term) = $0.pick([
                ("spf", "SPF"), ("tls", "TLS"), ("tls", "STARTTLS"), ("spf", "SPF record"),
                ("mta-sts-and-tls-reporting", "MTA-STS"),
            ])
            return $0.sentence(
                "See [\(term)](https://example.com/\($0.pick(Plant.words))).", in: "Content/guides/\(file).md"
            )
        },
        Plant("keywords/stuffed") {
            let file = $0.guide()
            let keyword = String(
                $0.lines(file).first { $0.hasPrefix("keywords:") }!.split(separator: "[")[1].split {
                    $0 == "," || $0 == "]"
                }[0])
            let phrase = Plant.spelled(keyword)
            return $0.sentence("A \(phrase), then a \(phrase) and one more \(phrase).", in: file)
        },
        Plant("keywords/spelling") {
            let name = $0.pick([
                "Dmarc", "dkim", "Spf", "Tls", "Starttls", "MTA STS", "TLSRPT", "Smtp", "Cname", "Txt",
            ])
            let file = "Content/guides/dns-and-reverse-dns.md"
            // As the first word of a paragraph, and within one.
            return $0.number.isMultiple(of: 2)
                ? $0.block("\(name) is a name.", in: file)
                : $0.sentence("A word on \(name) here.", in: file)
        },
        Plant("keywords/unlinked-term") {
            _ = $0.head("term-links: false", in: "Content/guides/dns-and-reverse-dns.md")
            // Every other mention of the guide has its link already, by this.
            _ = $0.block(
                "See [one](spf.md), [two](tls.md), [three](sender-domains-and-authentication.md), [four](mta-sts-and-tls-reporting.md).",
                in: "Content/guides/dns-and-reverse-dns.md")
            return $0.sentence(
                "The \($0.pick(["Return-Path", "envelope sender", "MAIL FROM", "bounce address", "Reply-To"])) is another.",
                in: "Content/guides/dns-and-reverse-dns.md")
        },
        Plant("keywords/unexplained") {
            let name = $0.pick(["ZQA", "ZQB", "ZQC", "ZQD", "ZQE", "ZQF", "ZQG", "ZQH", "ZQI", "ZQJ"])
            let planted = $0.sentence("The \(name) desk knows.", in: "Content/guides/dns-and-reverse-dns.md")
            _ = $0.sentence("Ask the \(name) desk.", in: "Content/guides/spf.md")
            return planted
        },
        Plant("keywords/lost-owner") {
            let word = $0.pick(Plant.words).capitalized
            let (file, title) = $0.pick([
                ("tls", "TLS and the \(word)"), ("dns-and-reverse-dns", "PTR and the \(word)"),
                ("from-reply-to-and-return-path", "Reply-To and the \(word)"),
                ("sender-domains-and-authentication", "Sender Domains and the \(word)"),
            ])
            return $0.change("title:", in: "Content/guides/\(file).md") { _ in "title: \(title)" }
        },
        Plant("terms/ambiguous") {
            let word = $0.pick([
                "SPF", "TLS", "STARTTLS", "Reply-To", "PTR", "MTA-STS", "TLS-RPT", "sender domain",
                "Return-Path", "reverse DNS",
            ])
            let line = $0.lines("Content/terms.yml").count
            let other = word == "SPF" ? "tls" : "spf"
            $0.files["Content/terms.yml"]! += "- {term: mail server, synonyms: [\(word)], guide: \(other)}\n"
            return Planted(file: "Content/terms.yml", line: line)
        },
        Plant("terms/unused") {
            let line = $0.lines("Content/terms.yml").count
            $0.files["Content/terms.yml"]! += "- {term: \($0.pick(Plant.words)), guide: spf}\n"
            return Planted(file: "Content/terms.yml", line: line)
        },
        Plant("terms/no-guide") {
            let line = $0.lines("Content/terms.yml").count
            $0.files["Content/terms.yml"]! +=
                "- {term: \($0.pick(["message", "mailbox", "certificate", "campaign", "signature", "policy", "inbox", "delivery", "address", "encryption"]))}\n"
            return Planted(file: "Content/terms.yml", line: line)
        },
    ]
}
