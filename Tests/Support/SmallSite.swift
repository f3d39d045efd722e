extension TemporarySite {
    /// A small site with everything that has an address: an alias, a former category, former ids, files, letters beyond
    /// ASCII.
    /// - Parameter hosts: where site.yml says that it is served, such as `[nginx, caddy]`; nothing for no word of it.
    package static func small(at index: String = "/guides", hosts: String = "") async throws
        -> TemporarySite
    {
        let site = try TemporarySite()
        try site.write(
            "Content/site.yml",
            """
            name: Test Guides
            summary: Guides for a test of what servers make of them.
            base-url: https://example.org
            path: \(index)
            host: \(hosts)
            categories:
              - {id: one, title: Category One, summary: The first category of all., aliases: [first]}
            checks: {keywords: off, agents/alone: off, links/orphan: off}

            """)
        try site.write(
            "Content/guides/widgets.md",
            """
            ---
            title: Widgets
            summary: A widget is a part of something larger, and this guide tells how to look after one.
            category: one
            aliases: [old-widgets]
            updated: 2026-11-20
            issues:
              - {issue: widget-is-gone, former-ids: [missing-widget, widget-lost]}
              - {issue: größe-fehlt, former-ids: [größe-weg, maß-fehlt]}
            ---

            See [gadgets](gadgets.md) and ![a dot](img/dot.svg "A dot").

            ## Größe und Maß

            | size | unit |
            | --- | --- |
            | 1 | mm |

            ## Fix Common Issues

            ### Widget Is Gone

            The checker found no `TXT` record.

            1. Publish it.
            2. Run the checker again.

            ### Größe Fehlt

            The checker found no `SIZE` record.

            1. Publish it.
            2. Run the checker again.

            """)
        try site.write(
            "Content/guides/gadgets.md",
            """
            ---
            title: Gadgets
            summary: A gadget is smaller than a widget, and this guide tells the two apart.
            category: one
            updated: 2026-11-19
            ---

            See [widgets](widgets.md). \(String(repeating: "Gadgets are small. ", count: 60))

            """)
        try site.write(
            "Content/guides/img/dot.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><rect width=\"1\" height=\"1\"/></svg>\n"
        )
        try site.write(
            "Content/guides/img/größe.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>\n")
        // As cameras name what they take.
        for name in ["DSC_0001.JPG", "Plan.Pdf"] { try site.write("Content/guides/img/\(name)", "x") }
        let report = try await site.build()
        guard !report.hasErrors else {
            throw Program.Failure("\(report.findings)")
        }
        return site
    }
}
