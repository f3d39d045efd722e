import Foundation
import TestSupport
import Testing

/// How the preview's own pages and its bar look, in a real browser: in both themes, wide and narrow.
@Suite(.serialized, .timeLimit(.minutes(20))) struct OwnPagesTests {
    /// The preview's own parts, in their shadow tree.
    private static let own = "document.querySelector('guides-preview').shadowRoot"

    /// A site that is previewed, and its folder, which lives as long.
    private struct Previewed: Sendable {
        let site: TemporarySite
        let preview: PreviewProcess
    }

    private static let word = String(repeating: "long", count: 40)

    /// A site with findings of each kind, a change since its commit, long words, and a guide without a title.
    private static let shared = Task { () async throws -> Previewed in
        var files = [
            "one.md": TemporarySite.guide(
                "Guide One",
                "A text of `\(word)`. See [here](two.md), [x](nowhere.md) and [it](https://example.org/guides/two).\n\n## Fix Common Issues\n\n### Broken Part\n\nThe checker saw a broken part, see above.\n\n1. Fix the part.\n2. Check that the part works.\n"
            ),
            "two.md": TemporarySite.guide("Guide Two", "The old word of a sentence. See [one](one.md)."),
            "three.md": "No front matter, and a \(word).\n",
            "untitled.md": TemporarySite.guide("Gone", "Text.").replacing("title: \"Gone\"\n", with: ""),
            "Content/terms.yml": "- {term: TLS, guide: none}\n",
        ]
        for number in 4..<30 {
            files["guide-\(number).md"] = TemporarySite.guide(
                "Guide \(number) With a Title of Several Words", "Words. See [one](one.md) and [two](two.md)."
            )
        }
        let site = try TemporarySite(files)
        let git = try shell(
            "git init -q && git add -A && git -c user.name=A -c user.email=a@example.org commit -qm x",
            in: site.path)
        #expect(git.code == 0, "\(git)")
        try site.write(
            "two.md",
            TemporarySite.guide("Guide Two", "The new word of a sentence. \(word) See [one](one.md)."))
        return Previewed(site: site, preview: try await PreviewProcess(site.path))
    }
    private static let browser = Task { try await Browser() }

    struct Look: Sendable, CustomTestStringConvertible {
        var theme: String
        var width: Int
        var testDescription: String { "\(theme), \(width) px" }
    }
    static let looks = [390, 820, 1440].flatMap { width in
        ["light", "dark"].map { Look(theme: $0, width: width) }
    }

    private static func open(_ path: String, _ look: Look = Look(theme: "light", width: 1440))
        async throws -> Browser.Page
    {
        let preview = try await shared.value.preview
        let page = try await browser.value.tab(of: preview, width: look.width, height: 900)
        try await page.call(
            "Emulation.setEmulatedMedia",
            ["features": [["name": "prefers-color-scheme", "value": look.theme]]])
        try await page.go(preview.address + path)
        try await ready(page)
        return page
    }

    private static func ready(_ page: Browser.Page) async throws {
        try await page.wait(for: "\(own).querySelector('.toggle')")
        try await page.wait(for: "!\(own).querySelector('.toggle').textContent.includes('checking')")
    }

    /// Opens the bar at a tab, or closes it.
    private static func show(_ tab: String?, _ page: Browser.Page) async throws {
        let state = tab.map { "{ open: true, tab: '\($0)' }" } ?? "{ open: false }"
        _ = try await page.text(
            "localStorage.setItem('guides-preview', JSON.stringify(\(state))); location.reload(); ''")
        try await page.wait(for: "document.readyState === 'complete'")
        try await ready(page)
        if tab != nil { try await page.wait(for: "\(own).querySelector('.box').innerText.trim() !== ''") }
    }

    @Test(
        arguments: ["/_guides/", "/_guides/changed", "/_guides/changed?since=none", "/guides/three"], looks)
    func pagesAreAccessibleAndFit(_ path: String, _ look: Look) async throws {
        let page = try await Self.open(path, look)
        try await page.wait(for: "document.querySelector('.theme').dataset.theme")
        let faults = try await page.accessibilityFaults()
        #expect(faults == "")
        #expect(try await page.number("document.documentElement.scrollWidth") <= Double(look.width))
        // It is in the fonts and colors of the site, which are those of the theme.
        let ground = try await page.text("getComputedStyle(document.body).backgroundColor")
        #expect(ground == (look.theme == "dark" ? "rgb(18, 22, 27)" : "rgb(255, 255, 255)"))
        // At its end the bar covers nothing.
        _ = try await page.text(
            "scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }); ''")
        #expect(
            try await page.isTrue(
                "document.querySelector('main').getBoundingClientRect().bottom <= \(Self.own).querySelector('.dock').getBoundingClientRect().top"
            ))
        let name = path.replacing("/", with: "-").replacing("?", with: "-")
        try await page.screenshot("own\(name)-\(look.width)-\(look.theme)")
        try await page.close()
    }

    @Test(arguments: ["findings", "twin", "sections", "keywords", "links", "drafts"], looks)
    func tabsAreAccessibleAndAsHighAsTheirContent(_ tab: String, _ look: Look) async throws {
        let page = try await Self.open("/guides/one", look)
        try await Self.show(tab, page)
        let faults = try await page.accessibilityFaults()
        #expect(faults == "")
        #expect(try await page.number("document.documentElement.scrollWidth") <= Double(look.width))
        let height = try await page.number("\(Self.own).querySelector('.bar').offsetHeight")
        #expect(height <= 361)
        if tab == "drafts" { #expect(height < 140) }
        // Whatever is shown below, the head of the site stays free.
        #expect(
            try await page.isTrue(
                "document.querySelector('header.site').getBoundingClientRect().bottom < \(Self.own).querySelector('.dock').getBoundingClientRect().top"
            ))
        try await page.screenshot("own-bar-\(tab)-\(look.width)-\(look.theme)")
        try await Self.show(nil, page)
        try await page.close()
    }

    /// The theme has the three states of the site, under the same key: what is chosen here holds there, and the other way round.
    @Test(arguments: ["light", "dark"]) func theThemeIsThatOfTheSite(_ system: String) async throws {
        let page = try await Self.open("/_guides/", Look(theme: system, width: 1440))
        let label = "document.querySelector('.theme').getAttribute('aria-label')"
        let ground = "getComputedStyle(document.body).backgroundColor"
        #expect(try await page.text(label) == "Theme: system")
        for (theme, stored, isDark) in [
            ("Theme: light", "light", false), ("Theme: dark", "dark", true),
            ("Theme: system", "null", system == "dark"), ("Theme: light", "light", false),
        ] {
            _ = try await page.text("document.querySelector('.theme').focus(); ''")
            try await page.press("Enter", code: 13)
            #expect(try await page.text(label) == theme)
            #expect(try await page.text("document.querySelector('.status').textContent") == theme)
            #expect(try await page.text("String(localStorage.getItem('theme'))") == stored)
            #expect(try await page.isTrue("\(ground) === 'rgb(18, 22, 27)'") == isDark, "\(theme)")
        }
        // A page of the site in another tab has it, and says what it then chooses.
        let other = try await Self.open("/guides/one", Look(theme: system, width: 1440))
        #expect(try await other.text(label) == "Theme: light")
        _ = try await other.text("document.querySelector('.theme').click(); ''")
        try await page.wait(for: "\(label) === 'Theme: dark'")
        #expect(try await page.text(ground) == "rgb(18, 22, 27)")
        _ = try await page.text("localStorage.removeItem('theme'); ''")
        try await other.close()
        try await page.close()
    }

    /// A guide without a title, which no build publishes, is in lists under its slug.
    @Test func noNameIsEmpty() async throws {
        for path in ["/guides", "/guides/one", "/_guides/", "/_guides/changed?since=none"] {
            let page = try await Self.open(path)
            let empty = try await page.text(
                "[...document.querySelectorAll('main a, aside a')].filter((link) => link.textContent.trim() === '').map((link) => link.outerHTML).join()"
            )
            #expect(empty == "", "\(path)")
            if path == "/guides" {
                #expect(
                    try await page.text("document.querySelector('.cards a[href$=\"/untitled\"]').textContent")
                        == "untitled")
            }
            try await page.close()
        }
    }

    /// Numbers end where their heads end, and no date is broken.
    @Test(arguments: [390, 1440]) func columnsAreAligned(_ width: Int) async throws {
        let page = try await Self.open("/_guides/", Look(theme: "light", width: width))
        let crooked = try await page.text(
            """
            (() => {
              const edge = (cell, side) => { const range = document.createRange(); range.selectNodeContents(cell); return range.getBoundingClientRect()[side]; };
              const table = document.getElementById('guides');
              const row = table.tBodies[0].rows[0];
              return [...table.tHead.rows[0].cells].filter((head, index) => {
                const side = head.classList.contains('number') ? 'right' : 'left';
                return Math.abs(edge(head, side) - edge(row.cells[index], side)) > 1;
              }).map((head) => head.textContent).join(', ');
            })()
            """)
        #expect(crooked == "")
        let lines = try await page.text(
            "[...document.querySelectorAll('td.date')].map((cell) => getComputedStyle(cell).whiteSpace).join(' ')"
        )
        #expect(Set(lines.split(separator: " ")) == ["nowrap"])
        try await page.close()
    }

    /// A line that is longer than the window wraps beside its sign, and is tinted up to its end.
    @Test(arguments: looks) func differencesWrap(_ look: Look) async throws {
        let page = try await Self.open("/_guides/changed", look)
        #expect(
            try await page.text(
                "[...document.querySelectorAll('.diff mark')].map((mark) => mark.textContent.trim()).join('|')"
            )
                == "old|new|\(Self.word)")
        #expect(
            try await page.isTrue(
                "document.querySelector('.diff').scrollWidth <= document.querySelector('.diff').clientWidth"))
        let tints = try await page.text(
            """
            [...document.querySelectorAll('.diff > *')].map((line) => {
              const tint = getComputedStyle(line).backgroundColor === 'rgba(0, 0, 0, 0)' ? 'plain' : 'tinted';
              return `${line.textContent[0]}${tint}`;
            }).join(' ')
            """)
        #expect(tints.hasPrefix("-plain +plain @plain "))
        #expect(tints.components(separatedBy: "-tinted").count == 2)
        #expect(tints.components(separatedBy: "+tinted").count == 2)
        if look.width == 390 {
            #expect(
                try await page.isTrue("document.querySelector('.diff ins').getClientRects()[0].height > 60"))
        }
        try await page.close()
    }

    @Test func aKeyOpensAndClosesTheBar() async throws {
        let page = try await Self.open("/guides/one")
        try await Self.show(nil, page)
        let bar = "\(Self.own).querySelector('.bar')"
        let isOpen = "\(bar).classList.contains('open')"
        #expect(try await page.text("\(bar).querySelector('.toggle').title") == "Open (Alt+P)")
        func press() async throws { try await page.press("p", code: 80, alternate: true) }
        _ = try await page.text(
            "document.querySelector('main a').focus(); window.had = document.activeElement; ''")
        try await press()
        #expect(try await page.isTrue(isOpen))
        #expect(try await page.text("\(Self.own).activeElement.getAttribute('aria-selected')") == "true")
        #expect(try await page.text("\(bar).querySelector('.toggle').title") == "Close (Alt+P)")
        // What had the focus has it again, whichever key closes the bar.
        try await page.press("Escape", code: 27)
        #expect(try await page.isTrue("!\(isOpen) && document.activeElement === had"))
        try await press()
        try await press()
        #expect(try await page.isTrue("!\(isOpen) && document.activeElement === had"))
        // Keys of somebody who types, and those of the search, are left alone.
        _ = try await page.text(
            "const field = document.createElement('input'); document.querySelector('main').append(field); field.focus(); ''"
        )
        try await press()
        #expect(try await !page.isTrue(isOpen))
        _ = try await page.text("field.remove(); ''")
        for text in ["p", "P"] { try await page.press(text, code: 80, text: text) }
        #expect(try await !page.isTrue(isOpen))
        try await page.press("k", code: 75, control: true)
        try await page.wait(for: "document.querySelector('dialog[open]')")
        try await press()
        #expect(try await !page.isTrue(isOpen))
        try await page.close()
    }

    /// What the bar lists is not said above it as well.
    @Test func anErrorIsSaidOnce() async throws {
        let page = try await Self.open("/guides/one")
        func said() async throws -> Double {
            try await page.number(
                "[...\(Self.own).querySelectorAll('.finding')].filter((one) => one.innerText.includes('\"nowhere\"')).length"
            )
        }
        for tab in [nil, "findings", "links", "findings", nil] {
            try await Self.show(tab, page)
            #expect(try await said() == 1, "\(tab ?? "closed")")
        }
        #expect(
            try await page.text("\(Self.own).querySelector('.finding pre i').textContent").hasSuffix(" | "))
        try await page.close()
    }
}
