/// Every key of front matter, settings, terms and queries, with values that it gets one after the other. A key that is read
/// in the sources and is not here fails `SiteKeyTests`.
package enum SiteKeys {
    package static let frontMatter: [SiteEdits.Key] = [
        ("title", ["Alfas", "Another Name of It", nil]),
        ("summary", ["What Alpha was about, in other words than before.", nil]),
        ("category", ["two", "unknown", nil]),
        ("related", ["[c]", "[d, b]", "[nowhere]", nil]),
        (
            "resources",
            [
                "[{guide: c, note: Why this one.}]", "[{guide: d, note: Why that one.}]",
                "[{title: A Page, url: 'https://example.net/x', note: What it is.}]",
                "[{title: Other Page, url: 'https://example.net/y', note: What it is.}]", nil,
            ]
        ),
        ("keywords", ["[first keyword]", "[other keyword]", nil]),
        ("matches", ["[where does it go]", nil]),
        ("agent-notes", ["[A note of the guide.]", "[See https://example.org/guides/b.]", nil]),
        ("aliases", ["[former-a, ssl]", "[earlier-a]", "[b]", "[/docs/a.html, old/a, /help/a/]", nil]),
        ("updated", ["2026-11-21", "2026-01-02", nil]),
        ("review", ["2026-11-25", "2027-01-02", nil]),
        ("draft", ["true", "false", nil]), ("listed", ["false", "true", nil]),
        ("order", ["3", "-1", "first", nil]),
        ("term-links", ["false", "true", nil]),
        (
            "issues",
            [
                "[{issue: missing-record, former-ids: [no-record, lost-record]}]",
                "[{issue: wrong-record, former-ids: [no-record]}]",
                "[{issue: missing-record, matches: [record-lost, '5.7.10']}]",
                "[{issue: missing-record, matches: [other wording]}]",
                "[{issue: missing-record, check: {record: TXT, name: _a, found: none}}]",
                "[{issue: missing-record, check: {record: MX, name: _b, found: many}}]",
                "[{issue: missing-record, check: {record: TXT, found: many, states: [spf/multiple, nothing]}}]",
                "[{issue: missing-record, check: {record: TXT, found: many, states: [spf/missing]}}]",
                "[{issue: missing-record, fixes-where: dns}]",
                "[{issue: missing-record, fixes-where: nobody}]", "[{issue: nowhere}]", nil,
            ]
        ),
        (
            "headings",
            [
                "[{heading: steps, former-ids: [old-steps, older-steps]}]",
                "[{heading: fix-common-issues, former-ids: [old-steps]}]", nil,
            ]
        ),
    ]

    package static let settings: [SiteEdits.Key] = [
        ("name", ["Other Guides", nil]), ("summary", ["Other words on a test.", nil]),
        ("base-url", ["https://example.com", "no address", nil]),
        ("twin", ["{front-matter: true}", "{front-matter: no way}", "true", nil]),
        ("path", ["/help", "/", nil]), ("addresses", ["folders", "flat", "tree", nil]),
        ("names", ["kept", "plain", "all", nil]),
        ("elsewhere", ["[/pricing, /shop/*]", "[shop, /*/x]", nil]), ("language", ["de", "ar", nil]),
        ("edit-url", ["https://example.org/edit/{path}", "https://example.org/change/{path}", nil]),
        (
            "publisher",
            [
                "{name: Publisher, url: 'https://publisher.example'}",
                "{name: Editor, url: 'https://editor.example'}", nil,
            ]
        ),
        ("keywords", ["[site keyword]", "[other site keyword]", nil]),
        ("agent-notes", ["[A note of the site.]", "[Another note of it.]", nil]),
        ("words-per-minute", ["20", "400", nil]), ("term-links", ["false", "true", nil]),
        ("code-colors", ["false", "true", nil]),
        ("ai-crawlers", ["closed", "no-training", nil]),
        ("host", ["nginx", "[caddy, cloudflare]", "github-pages", nil]),
        (
            "checker",
            [
                "{resolver: 'https://dns.example.com/dns-query'}", "{resolver: 'https://dns.example.net/q'}",
                "{resolver: 'http://dns.example.com'}", "true", nil,
            ]
        ),
        ("records", ["true", "false", nil]),
        ("example-hosts", ["[host.example.net]", "[mailer.com]", nil]),
        ("spelling", ["en_US", "qq_QQ", nil]), ("known-words", ["[Alfas, zyxwv]", "[Gamma]", nil]),
        ("words", ["{record: entry}", "{record: note, words: terms}", nil]),
        ("files", ["{allow: [svg]}", "{allow: [html, svg]}", nil]),
        (
            "categories",
            [
                "[{id: one, title: Category One, summary: Other words., agent-notes: [Noted.], aliases: [second], guides: [b, a]}, {id: two, title: Category Two}]",
                "[{id: two, title: Second Category}, {id: one, title: First Category, agent-notes: [Other.], aliases: [third], guides: [c, nowhere]}]",
                "[{id: one, title: Category One}]", nil,
            ]
        ),
        (
            "start",
            [
                "[{title: I am new, summary: The first steps., guides: [b, a]}, {title: I know it, guides: [c]}]",
                "[{title: I am new, guides: [former-a, nowhere, b, b]}]", "[{title: I am new}]", nil,
            ]
        ),
        ("html", ["[br, kbd]", "[]", "[comments, b]", nil]),
        ("values", ["{version: '2'}", "{version: '3', port: '25'}", "{Version: '2'}", nil]),
        (
            "section-names",
            [
                "{issues: [Steps], takeaways: [Alpha], verify: [count]}",
                "{issues: [Alpha], takeaways: [Steps], verify: [weigh, record]}", nil,
            ]
        ),
        (
            "strings",
            [
                "{search: Find, on-this-page: Parts}", "{reading-time: '{count} minutes', close: Shut}",
                "{human-page: 1}", nil,
            ]
        ),
        ("checks", ["{links: off}", "{links: note, agents/alone: error}", nil]),
        (
            "suppressions",
            [
                "[{check: links, path: Content, reason: It is known.}]",
                "[{check: agents, path: Content/guides/b.md, reason: It is meant.}]", nil,
            ]
        ),
    ]

    package static let terms: [SiteEdits.Key] = [
        ("term", ["QUEUE", nil]), ("expansion", ["Gamma Relay", "A Long Word", nil]),
        ("synonyms", ["[MAILBOX]", "[QUEUE, record]", nil]),
        ("definition", ["Another meaning of it.", nil]), ("guide", ["b", "none", "nowhere", nil]),
    ]

    package static let queries: [SiteEdits.Key] = [
        ("query", ["alpha", "nothing has this", nil]), ("finds", ["[a, missing-record]", "nowhere", nil]),
        ("seen", ["https://example.com/questions/7", nil]),
    ]
}
