import Foundation
import TestSupport
import Testing

/// What an editor sees, in a real browser.
@Suite(.serialized, .timeLimit(.minutes(15))) struct BrowserTests {
    /// A page beside the guides, which the site allows, runs and cannot reach what the preview knows.
    @Test func keepsWhatRunsApart() async throws {
        let folder = try TemporarySite.ofOneGuide()
        try folder.write(
            "Content/site.yml", try folder.read("Content/site.yml") + "files: {allow: [html, javascript]}\n")
        try folder.write(
            "Content/guides/demo.html",
            "<!doctype html><title>Demo</title><body><img src=\"dot.svg\"><script src=\"demo.js\"></script>")
        try folder.write(
            "Content/guides/dot.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"7\" height=\"7\"/>")
        try folder.write(
            "Content/guides/demo.js",
            """
            const tries = [
              fetch('/_guides/state?path=/guides/one').then((answer) => answer.text()),
              fetch('/_guides/state?path=/guides/one', { mode: 'no-cors' }).then((answer) => answer.text()),
              import('/_guides/preview.js').then(() => 'ran'),
              import('/_guides/panel.js').then(() => 'ran'),
              fetch('/guides/one').then((answer) => answer.text()),
              new Promise((resolve) => {
                const frame = document.body.appendChild(document.createElement('iframe'));
                frame.onload = () => { try { resolve(frame.contentDocument.body.innerHTML); } catch { resolve(''); } };
                frame.src = '/_guides/';
              }),
            ];
            Promise.allSettled(tries).then((results) => {
              const read = results.map((result) => (result.status === 'fulfilled' && result.value ? 'read' : 'refused'));
              document.title = `${self.origin}: ${read.join(' ')}, ${document.querySelector('img').naturalWidth}`;
            });

            """)
        let preview = try await PreviewProcess(folder.path)
        let page = try await Browser().open(preview.address + "/guides/demo", of: preview)
        try await page.wait(for: "document.title !== 'Demo'")
        #expect(
            try await page.text("document.title")
                == "null: refused refused refused refused refused refused, 7")
    }

    /// The preview's own parts, in their shadow tree.
    private static let own = "document.querySelector('guides-preview').shadowRoot"

    private static func long(_ changed: String = "") -> String {
        let parts = (0..<40).map { number in
            "## Part \(number)\n\nThe text of part \(number), \(number == 20 && !changed.isEmpty ? changed : "as it is").\n"
        }
        return TemporarySite.guide("Guide One", parts.joined(separator: "\n"))
    }

    private func open(_ folder: TemporarySite, _ path: String = "/guides/one", arguments: [String] = [])
        async throws
        -> Browser.Page
    {
        let preview = try await PreviewProcess(folder.path, arguments)
        let page = try await Browser().open(preview.address + path, of: preview)
        try await page.wait(for: "\(Self.own).querySelector('.toggle')")
        return page
    }

    @Test func showsAChangeWhereTheReaderIs() async throws {
        let folder = try TemporarySite(["one.md": Self.long()])
        let page = try await open(folder)
        _ = try await page.text("document.querySelector('details').open = false; window.marked = 'same page'")
        _ = try await page.text(
            """
            document.getElementById('part-20').scrollIntoView({ behavior: 'instant' });
            const range = document.createRange();
            range.selectNodeContents(document.getElementById('part-21').parentNode);
            getSelection().removeAllRanges(); getSelection().addRange(range);
            """)
        let before = try await page.number("document.getElementById('part-20').getBoundingClientRect().top")
        try folder.write("Content/guides/one.md", Self.long("changed by its editor"))
        try await page.wait(for: "document.body.innerText.includes('changed by its editor')")
        #expect(
            try await page.number("document.getElementById('part-20').getBoundingClientRect().top") == before)
        #expect(try await page.text("getSelection().toString()") == "Part 21")
        #expect(
            try await page.isTrue("!document.querySelector('details').open && window.marked === 'same page'"))
        #expect(try await page.isTrue("\(Self.own).querySelector('.pill').hidden"))

        // What is folded stays so, though its content changes.
        try folder.write(
            "Content/guides/one.md",
            Self.long("changed by its editor").replacingOccurrences(of: "## Part 39", with: "## Part Last"))
        try await page.wait(for: "document.querySelector('details').textContent.includes('Part Last')")
        #expect(try await page.isTrue("!document.querySelector('details').open"))

        // What changes out of sight is told of, and nothing jumps.
        try folder.write(
            "Content/guides/one.md",
            Self.long("changed by its editor").replacingOccurrences(
                of: "part 1,", with: "part one,\n\nand more,"))
        // The pill of the change before may still be there.
        try await page.wait(
            for:
                "!\(Self.own).querySelector('.pill').hidden && \(Self.own).querySelector('.pill').textContent.includes('above')"
        )
        let after = try await page.number("document.getElementById('part-20').getBoundingClientRect().top")
        #expect(abs(after - before) < 1)
    }

    @Test func showsErrorsOverTheLastGoodPage() async throws {
        let folder = try TemporarySite([
            "one.md": TemporarySite.guide("Guide One", "The first text.\n\nSee [two](two.md)."),
            "two.md": TemporarySite.guide("Guide Two", "The second text. See [one](one.md)."),
        ])
        let page = try await open(folder)
        let panel = "\(Self.own).querySelector('.panel')"
        #expect(try await page.isTrue("\(panel).hidden"))
        try folder.write(
            "Content/guides/one.md", TemporarySite.guide("Guide One", "A broken text.\n\nSee [two](tow.md)."))
        try await page.wait(for: "!\(panel).hidden")
        let words = try await page.text("\(panel).innerText")
        #expect(words.contains("no guide is named \"tow\"") && words.contains("did you mean two.md?"))
        #expect(words.contains("See [two](tow.md).") && words.contains("^^^^^^"))
        #expect(words.contains("Content/guides/one.md:10:"))
        #expect(try await page.isTrue("document.body.innerText.includes('The first text.')"))
        try await page.screenshot("preview-error")
        // Other guides go on.
        try folder.write(
            "Content/guides/two.md", TemporarySite.guide("Guide Two", "A newer text. See [one](one.md)."))
        let other = try await page.text("fetch('/guides/two').then(a => a.text())")
        #expect(other.contains("A newer text.") || other.contains("The second text."))
        try folder.write(
            "Content/guides/one.md", TemporarySite.guide("Guide One", "A fixed text.\n\nSee [two](two.md)."))
        try await page.wait(for: "\(panel).hidden && document.body.innerText.includes('A fixed text.')")

        // A template that cannot be read keeps the page, and says where it is wrong.
        let template = try folder.read("Templates/guide.mustache")
        try folder.write("Templates/guide.mustache", template + "\n{{#never}}")
        try await page.wait(for: "!\(panel).hidden")
        #expect(try await page.text("\(panel).innerText").contains("Templates/guide.mustache:"))
        #expect(try await page.isTrue("document.body.innerText.includes('A fixed text.')"))
        try folder.write("Templates/guide.mustache", template)
        try await page.wait(for: "\(panel).hidden")
    }

    /// The field and the results of the search page are made by its script, which is in no file.
    @Test(arguments: [
        ("/guides/search?q=guide", ".search-page input"), ("/guides/gyide-one", ".near .results"),
    ])
    func keepsWhatTheSearchShows(_ path: String, _ part: String) async throws {
        let folder = try TemporarySite([
            "guide-one.md": TemporarySite.guide("Guide One", "The first text."),
            "guide-two.md": TemporarySite.guide("Guide Two", "The second text."),
        ])
        let preview = try await PreviewProcess(folder.path)
        let page = try await Browser().open(preview.address + path, of: preview)
        try await page.wait(for: "document.querySelector('\(part)')")
        for text in ["A newer text.", "The newest text."] {
            _ = try await page.text(
                "window.refreshed = false; document.addEventListener('guides:refreshed', () => { refreshed = true; }); ''"
            )
            try folder.write("Content/guides/guide-two.md", TemporarySite.guide("Guide Two", text))
            try await page.wait(for: "refreshed")
            #expect(try await page.isTrue("document.querySelector('\(part)')"), "\(text)")
        }
        #expect(try await page.number("document.querySelectorAll('\(part)').length") == 1)
    }

    @Test func goesOnAfterTheServerWasAway() async throws {
        let folder = try TemporarySite.ofOneGuide()
        let page = try await open(folder)
        let preview = page.preview
        let offline = "\(Self.own).querySelector('.offline')"
        _ = preview.interrupt()
        try await page.wait(for: "!\(offline).hidden")
        try folder.write("Content/guides/one.md", TemporarySite.guide("Guide One", "Written meanwhile."))
        let again = try await PreviewProcess(folder.path, port: preview.port)
        try await page.wait(
            for: "\(offline).hidden && document.body.innerText.includes('Written meanwhile.')")
        withExtendedLifetime(again) {}
    }

    /// Browsers keep six connections for a host, and a stream keeps one for good.
    @Test func followsInAnyNumberOfTabs() async throws {
        let folder = try TemporarySite.ofOneGuide()
        let preview = try await PreviewProcess(folder.path)
        let browser = try await Browser()
        var pages: [Browser.Page] = []
        for number in 0..<14 {
            let path = ["/guides/one", "/guides", "/_guides/", "/guides/one"][number % 4]
            let page = try await browser.open(preview.address + path, of: preview)
            try await page.wait(for: "\(Self.own).querySelector('.toggle')")
            pages.append(page)
        }
        try folder.write("Content/guides/one.md", TemporarySite.guide("Guide First", "Seen by all tabs."))
        for page in pages { try await page.wait(for: "document.body.innerText.includes('Guide First')") }
        #expect(try await pages[13].text("fetch('/guides/one').then(answer => answer.status)") == "200")
        // Tabs that are closed are missed by nobody.
        for page in pages.prefix(12) { try await page.close() }
        try folder.write("Content/guides/one.md", TemporarySite.guide("Guide Last", "Seen by the rest."))
        for page in pages.suffix(2) {
            try await page.wait(for: "document.body.innerText.includes('Guide Last')")
        }
    }

    /// Where tabs cannot share a worker, those that nobody sees give their streams up, and catch up.
    @Test func catchesUpWhenItIsSeenAgain() async throws {
        let folder = try TemporarySite.ofOneGuide()
        let preview = try await PreviewProcess(folder.path)
        let page = try await Browser().tab(of: preview, width: 1280, height: 900)
        try await page.call("Page.enable")
        try await page.call(
            "Page.addScriptToEvaluateOnNewDocument",
            [
                "source": """
                delete window.SharedWorker;
                window.streams = 0;
                const Stream = window.EventSource;
                window.EventSource = class extends Stream {
                  constructor(...all) { super(...all); window.streams += 1; }
                  close() { super.close(); window.streams -= 1; }
                };
                window.asked = 0;
                const ask = window.fetch;
                window.fetch = async (...all) => {
                  window.asked += 1;
                  try { return await ask(...all); } finally { window.asked -= 1; }
                };
                window.isUnseen = false;
                Object.defineProperty(document, 'hidden', { get: () => window.isUnseen });
                """
            ])
        try await page.go(preview.address + "/guides/one")
        try await page.wait(for: "\(Self.own).querySelector('.toggle')")
        func show(_ isSeen: Bool) async throws {
            _ = try await page.text(
                "window.isUnseen = \(!isSeen); document.dispatchEvent(new Event('visibilitychange')); ''")
        }
        try folder.write("Content/guides/one.md", TemporarySite.guide("Guide One", "Seen at once."))
        try await page.wait(for: "document.body.innerText.includes('Seen at once.')")
        // The checks of that change tell of themselves too; until they have, the page may be asked for again.
        try await page.wait(
            for: "!\(Self.own).querySelector('.toggle').textContent.includes('checking')")
        #expect(try await page.number("window.streams") == 1)
        try await show(false)
        #expect(try await page.number("window.streams") == 0)
        // Requests from before may still be open; wait for them.
        try await page.wait(for: "window.asked === 0")
        try folder.write("Content/guides/one.md", TemporarySite.guide("Guide One", "Seen later."))
        try await Task.sleep(for: .milliseconds(500))
        #expect(try await !page.isTrue("document.body.innerText.includes('Seen later.')"))
        try await show(true)
        try await page.wait(for: "document.body.innerText.includes('Seen later.')")
        #expect(try await page.number("window.streams") == 1)
    }

    /// A finding leads to what it is about, whichever buttons the theme puts between the blocks.
    @Test func findingsLeadToTheirBlocks() async throws {
        let folder = try TemporarySite([
            "one.md": TemporarySite.guide(
                "Guide One",
                "First [a](none-1.md).\n\n```sh\nls\n```\n\nAfter code [b](none-2.md).\n\n## Part\n\nBelow a heading [c](none-3.md).\n\n```sh\nls\n```\n\nLast [d](none-4.md).\n\n## Fix Common Issues\n\nBefore issues [e](none-5.md).\n\n### Broken Part\n\nThe checker saw [f](none-6.md).\n\n1. Fix the part.\n2. Check that the part works.\n"
            )
        ])
        let page = try await open(folder)
        try await page.wait(for: "document.querySelector('.body [data-added]')")
        _ = try await page.text("\(Self.own).querySelector('.toggle').click()")
        try await page.wait(for: "\(Self.own).querySelectorAll('.finding button.words').length >= 6")
        let led = try await page.text(
            """
            [...\(Self.own).querySelectorAll('.finding')].filter((one) => one.innerText.includes('none-')).map((one) => {
              document.getAnimations().forEach((animation) => animation.cancel());
              one.querySelector('button.words').click();
              const [lit] = document.getAnimations().map((animation) => animation.effect.target.textContent.trim().split(/ .\\.|\\n/)[0]);
              return `${/none-./.exec(one.innerText)}: ${lit}`;
            }).join('|')
            """)
        #expect(
            Set(led.split(separator: "|")).sorted() == [
                "none-1: First", "none-2: After code", "none-3: Below a heading", "none-4: Last",
                "none-5: Before issues", "none-6: The checker saw",
            ])
    }

    @Test func showsWhatTheToolKnows() async throws {
        let folder = try TemporarySite([
            "one.md": TemporarySite.guide(
                "Guide One", more: "keywords: [first text]",
                "The first text.  See [two](https://example.org/guides/two) as well.\n\n## Fix Common Issues\n\n### Broken Part\n\nThe checker saw a broken part, see above.\n\n1. Fix the part.\n2. Check again that the part works.\n"
            ),
            "two.md": TemporarySite.guide("Guide Two", "The second text. See [one](one.md)."),
            "three.md": TemporarySite.guide("Guide Three", more: "draft: true", "Not yet."),
        ])
        let page = try await open(folder)
        func show(_ tab: String) async throws -> String {
            try await page.wait(for: "\(Self.own).getElementById('tab-\(tab)')")
            _ = try await page.text("\(Self.own).getElementById('tab-\(tab)').click()")
            try await page.wait(for: "\(Self.own).querySelector('.box').innerText.trim() !== ''")
            return try await page.text("\(Self.own).querySelector('.box').innerText")
        }
        // By keyboard alone.
        _ = try await page.text("\(Self.own).querySelector('.toggle').focus()")
        try await page.press("Enter", code: 13)
        try await page.wait(for: "\(Self.own).querySelector('.bar.open')")
        try await page.wait(for: "\(Self.own).querySelector('.finding')")
        #expect(try await show("findings").contains("this is an address of this site"))
        try await page.screenshot("preview-bar")
        _ = try await page.text("\(Self.own).querySelector('.finding button.words').click()")
        let animated = "document.getAnimations().map(a => a.effect.target.textContent).join('|')"
        let lit = try await page.text(animated)
        #expect(lit.contains("The first text.") && !lit.contains("Guide One"))
        _ = try await show("twin")
        try await page.wait(for: "\(Self.own).querySelector('pre.twin')")
        let twin = try await page.preview.ask("/guides/one.md").text
        #expect(try await page.text("\(Self.own).querySelector('pre.twin').textContent") == twin)
        #expect(
            try await page.text("\(Self.own).querySelector('.box').innerText").contains("characters, about"))

        _ = try await show("sections")
        try await page.wait(for: "\(Self.own).querySelector('mark')")
        #expect(try await page.text("\(Self.own).querySelector('mark').textContent").contains("above"))
        let issue = try await page.preview.ask("/guides/i/broken-part.md").text
        #expect(issue.hasPrefix("# Broken Part\n"))
        #expect(try await page.text("\(Self.own).querySelector('pre.twin').textContent") == issue)
        try await page.screenshot("preview-section")
        _ = try await show("keywords")
        try await page.wait(for: "\(Self.own).querySelector('tbody tr')")
        #expect(try await show("keywords").contains("first text"))
        #expect(try await show("links").contains("Guide Two"))
        #expect(try await show("drafts").contains("Guide Three"))
        _ = try await page.text("\(Self.own).querySelector('[role=tab]').focus()")
        try await page.press("Escape", code: 27)
        try await page.wait(for: "!\(Self.own).querySelector('.bar.open')")

        // A safe fix is applied at once.
        _ = try await page.text("\(Self.own).querySelector('.toggle').click()")
        _ = try await show("findings")
        _ = try await page.text(
            "[...\(Self.own).querySelectorAll('.finding button')].find(b => b.textContent === 'Apply fix').click()"
        )
        try await page.wait(
            for: "!\(Self.own).querySelector('.box').innerText.includes('this is an address of this site')")
        #expect(try folder.read("Content/guides/one.md").contains("See [two](two.md) as well."))
    }

    @Test func showsAllGuides() async throws {
        var guides = [
            "alone.md": TemporarySite.guide("A Guide Alone", "Nothing like it."),
            "draft.md": TemporarySite.guide("Guide Draft", more: "draft: true", "Not yet."),
        ]
        for number in 0..<12 {
            guides["guide-\(number).md"] = TemporarySite.guide(
                "Guide Number \(number)",
                "Words of relays and queues. See [the next](guide-\((number + 1) % 12).md).")
        }
        let folder = try TemporarySite(guides)
        let page = try await open(folder, "/_guides/", arguments: ["--drafts"])
        #expect(try await page.number("document.querySelectorAll('#guides tbody tr').length") == 14)
        func first() async throws -> String {
            try await page.text(
                "document.querySelector('#guides tbody tr:not([hidden]) th').textContent.trim()")
        }
        func sort(_ column: Int) async throws {
            _ = try await page.text("document.querySelectorAll('#guides thead button')[\(column)].click()")
        }
        try await sort(0)
        #expect(try await first() == "A Guide Alone")
        try await sort(0)
        #expect(try await first() == "Guide Number 9")
        #expect(
            try await page.text("document.querySelector('[aria-sort]').getAttribute('aria-sort')")
                == "descending")
        _ = try await page.text(
            "const box = document.getElementById('filter'); box.value = 'number 3'; box.dispatchEvent(new Event('input', {bubbles: true}))"
        )
        #expect(try await first() == "Guide Number 3")
        #expect(try await page.text("document.getElementById('shown').textContent") == "1 shown")
        // What was filtered stays so when the site changes.
        try folder.write(
            "Content/guides/guide-3.md", TemporarySite.guide("Guide Number 3", "See [it](gone.md)."))
        try await page.wait(for: "document.querySelector('#guides tbody tr:not([hidden]) td.error')")
        #expect(try await page.text("document.getElementById('shown').textContent") == "1 shown")
        #expect(
            try await page.text("document.querySelector('.map .orphan').textContent").contains("(orphan)"))
        _ = try await page.text("box.value = ''; box.dispatchEvent(new Event('input', {bubbles: true}))")
        try await page.screenshot("preview-overview")
        _ = try await page.text("document.querySelector('.map').scrollIntoView()")
        try await page.screenshot("preview-map")
    }

    @Test func showsThePageAsItIsPublished() async throws {
        let preview = try await PreviewProcess(repository)
        let page = try await Browser().open(preview.address + "/guides/tls", of: preview)
        try await page.wait(for: "\(Self.own).querySelector('.toggle')")
        try await page.screenshot("preview-page")
        let changed = try await Browser().open(preview.address + "/_guides/changed?since=HEAD", of: preview)
        try await changed.screenshot("preview-changed")
        #expect(try await page.isTrue("document.querySelector('article h1')"))
        let narrow = try await Browser().open(
            preview.address + "/guides/tls", of: preview, width: 390, height: 800)
        try await narrow.wait(for: "\(Self.own).querySelector('.toggle')")
        _ = try await narrow.text("\(Self.own).querySelector('.toggle').click()")
        try await narrow.wait(for: "\(Self.own).querySelector('[role=tab]')")
        try await narrow.screenshot("preview-narrow")
        #expect(try await narrow.isTrue("document.documentElement.scrollWidth <= 390"))
    }
}
