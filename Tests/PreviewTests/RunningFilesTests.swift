import TestSupport
import Testing

extension ServerTests {
    /// Files beside the guides that a browser runs have none of the preview's rights.
    @Suite struct RunningFilesTests {
        /// What may run beside the guides is an error; until it is away, no browser runs it with the rights of the
        /// preview.
        @Test func runsNothingBesideTheGuides() async throws {
            let folder = try TemporarySite.example()
            let script = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"
            for (file, text) in [
                ("evil.svg", script), ("evil.html", "<script src=\"evil.js\"></script>"),
                ("evil.js", "alert(1)"),
            ] {
                try folder.write("Content/guides/\(file)", text)
            }
            let preview = try await PreviewProcess(folder.path)
            for file in ["evil.svg", "evil.js"] {
                let policy = try await preview.ask("/guides/\(file)").headers["content-security-policy"]
                #expect(policy?.hasSuffix("; sandbox") == true, "\(file)")
                #expect(policy?.contains("script-src 'self'") == true, "\(file)")
            }
            // By its ending it would be a page, which has no ending.
            #expect(
                try await preview.ask("/guides/evil").headers["content-security-policy"]?.hasSuffix(
                    "; sandbox")
                    == true)
            let picture = try await preview.ask("/guides/img/dot.svg")
            #expect(picture.headers["content-security-policy"]?.contains("sandbox") == false)
        }

        /// What the site allows to run does so in an origin of its own, and what it loads beside the guides is not
        /// refused.
        @Test func runsWhatIsAllowedApart() async throws {
            let folder = try TemporarySite.example()
            try folder.write(
                "Content/site.yml",
                try folder.read("Content/site.yml") + "files: {allow: [html, svg, javascript]}\n")
            try folder.write("Content/guides/demo.html", "<script src=\"demo.js\"></script>")
            try folder.write("Content/guides/demo.js", "document.title = 'ran'")
            try folder.write(
                "Content/guides/demo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")
            let preview = try await PreviewProcess(folder.path)
            for path in ["/guides/demo", "/guides/demo.js", "/guides/demo.svg"] {
                let policy = try await preview.ask(path).headers["content-security-policy"]
                #expect(policy?.contains("; sandbox allow-scripts ") == true, "\(path)")
                #expect(policy?.contains("allow-same-origin") == false)
            }
            // Its script may be loaded by the page, which is of no origin; nothing of the preview's own may.
            let embedded = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")]
            #expect(try await preview.ask("/guides/demo.js", headers: embedded).status == 200)
            for path in [
                "/_guides/state?path=/guides/one", "/_guides/events", "/_guides/preview.js",
                "/_guides/morph.js",
                "/_guides/panel.js", "/_guides/events.js", "/_guides/pages.js", "/guides/one",
                "/guides/one.md", "/guides/search.json",
            ] {
                #expect(try await preview.ask(path, headers: embedded).status == 403, "\(path)")
                #expect(try await preview.ask(path, headers: [("Origin", "null")]).status == 403, "\(path)")
            }
            let answer = try await preview.ask(
                "/_guides/apply", method: "POST", headers: [("Origin", "null"), ("X-Guides-Token", "x")],
                body: "{}")
            #expect(answer.status == 403)
        }
    }
}
