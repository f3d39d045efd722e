/// The files of a site that strains the layout.
enum StrainedSite {
    static let longTitle = String(
        ("وكلمات كثيرة " + String(repeating: "عنوان طويل جدا لا ينتهي ", count: 12)).prefix(200))

    static let files: [String: String] = [
        "Content/site.yml": """
        name: أدلة
        summary: أدلة للاختبار تكتب من اليمين إلى اليسار.
        base-url: https://example.org
        language: ar
        edit-url: https://code.example.com/edit/{path}
        publisher: {name: مثال, url: https://example.org}
        categories:
          - {id: one, title: الفئة الأولى, summary: فئة واحدة.}
          - {id: two, title: "\(longTitle)", summary: فئة أخرى.}
        checks: {keywords: off, structure: off, issues: off, agents: off, links: off, content: off}

        """,
        "Content/terms.yml": """
        - {term: كلمة, expansion: تعبير طويل, synonyms: [مرادف], definition: تعريف., guide: long}
        - {term: \(String(repeating: "طويلة", count: 30)), guide: none}

        """,
        "Content/guides/long.md": guide(longTitle, "one", body(longTitle.prefix(120))),
        "Content/guides/short.md": guide("قصير", "one", "نص قصير.\n")
            .replacing("updated:", with: "aliases: [former]\nupdated:"),
        "Content/guides/other.md": guide("Left to right", "two", body("Other Thing")),
    ]

    private static func guide(_ title: String, _ category: String, _ body: String) -> String {
        """
        ---
        title: "\(title)"
        summary: "\(title.prefix(150))"
        category: \(category)
        updated: 2026-11-20
        resources:
          - {title: RFC 5321, url: https://www.rfc-editor.org/rfc/rfc5321, note: ملاحظة.}
        ---

        \(body)
        """
    }

    private static let word = String(repeating: "Donaudampfschifffahrt", count: 12)

    private static func body(_ issue: some StringProtocol) -> String {
        """
        نص أول. \(word) `v=DKIM1; k=rsa; p=\(String(repeating: "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A", count: 8))` ثم نص.

        ## \(longTitle)

        1. خطوة أولى.
           - تفصيل.
           - تفصيل آخر `code`.
        2. خطوة ثانية مع **تأكيد** و*ميل* و~~شطب~~.

           ```text
           v=spf1 \(String(repeating: "include:a-very-long-host-name.example.com ", count: 10))-all
           ```
        3. خطوة ثالثة.

        5) من خمسة.
        6) ستة.

        - [ ] مهمة.
        - [x] أنجزت.

        | a | b | c |
        | --- | :-: | --: |
        \((1...60).map { "| row \($0) | `value-\($0)` | text of row \($0) |" }.joined(separator: "\n"))

        | \((1...14).map { "column \($0)" }.joined(separator: " | ")) |
        |\(String(repeating: " --- |", count: 14))
        | \((1...14).map { "\($0)-\(word.prefix(30))" }.joined(separator: " | ")) |

        > [!WARNING]
        > تحذير مهم.

        > [!TIP]
        > نصيحة.

        > [!NOTE]
        > ملاحظة.

        > [!IMPORTANT]
        > مهم.

        > [!CAUTION]
        > خطر.

        ## Content

        ### Level three

        #### Level four

        نص مع حاشية[^1] و[رابط](short.md) و https://www.example.com/\(String(repeating: "very-long-path/", count: 12)).

        [^1]: الحاشية.

        ---

        ## Takeaways

        - خلاصة أولى.
        - خلاصة ثانية.

        ## Fix Common Issues

        ### Missing \(issue)

        The checker found no `TXT` record.

        1. Publish it.
        2. Run the checker again.

        ### Another \(issue)

        The checker found two.

        1. Remove one.
        2. Run the checker again.

        > اقتباس أخير.

        """
    }
}
