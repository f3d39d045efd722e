import Foundation
import TestSupport
import Testing

extension PageTests {
    /// Whole walks with the Tab key: each stop is in view, has a ring and a name, and comes once.
    @Suite struct WalkTests {
        /// What is wrong with the stop that the focus is at, after its name; nothing at the end of the page.
        private static let stop = """
            (() => {
              const one = document.activeElement;
              if (!one || one === document.body) return '';
              const faults = [];
              window.walked ??= new Set();
              if (walked.has(one)) faults.push('comes again');
              walked.add(one);
              const text = (other) => other?.textContent.trim().replace(/\\s+/g, ' ');
              const name = one.getAttribute('aria-label') || text(document.getElementById(one.getAttribute('aria-labelledby')))
                || text(one.labels?.[0]) || text(one) || one.title;
              if (!name) faults.push('has no name');
              const box = [...one.getClientRects()].find((part) => part.width > 4 && part.height > 4);
              const card = one.closest('.cards li');
              if (!box) faults.push('has no box');
              else {
                const middle = [Math.max(0, box.left) + Math.min(box.width, innerWidth) / 2, Math.max(0, box.top) + Math.min(box.height, 40) / 2];
                const hit = document.elementFromPoint(...middle);
                if (!hit) faults.push('is out of view');
                else if (!one.contains(hit) && !card?.contains(hit)) faults.push(`is covered by ${hit.localName}.${hit.className}`);
              }
              const styles = [one, card].filter(Boolean).map((part) => getComputedStyle(part));
              if (!styles.some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)) faults.push('has no ring');
              if (styles[0].opacity !== '1') faults.push('is faint');
              return `${one.localName}.${one.className} "${name}"${faults.length ? ` ⚠ ${faults.join(', ')}` : ''}`;
            })()
            """

        /// One page of each kind, and the most stops that it may have.
        private static let pages: [(path: String, site: Task<PublishedSite.Served, any Error>)] =
            PublishedSite.kinds.map { ($0.path, $0.isPlain ? PublishedSite.plain : PublishedSite.real) } + [
                ("/guides/former", PublishedSite.strainedPlain), ("/guides/long", PublishedSite.strained),
                ("/guides/short", PublishedSite.strained),
            ]

        private func open(_ path: String, of server: WebServer, width: Int) async throws -> Browser.Page {
            let page = try await Browser.open(path, of: server, Look(theme: "light", width: width))
            // The place is reached at once, not after a while.
            try await page.call(
                "Emulation.setEmulatedMedia",
                ["features": [["name": "prefers-reduced-motion", "value": "reduce"]]])
            return page
        }

        @Test(arguments: pages.indices, [390, 820, 1440])
        func everyStopIsSeenNamedAndComesOnce(_ place: Int, _ width: Int) async throws {
            let (path, site) = Self.pages[place]
            let page = try await open(path, of: site.value.server, width: width)
            // From the page's very top.
            _ = try await page.text(
                "document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); ''"
            )
            for isBack in [false, true] {
                _ = try await page.text("window.walked = new Set(); ''")
                var stops: [String] = []
                while stops.count < 900 {
                    try await page.press("Tab", code: 9, shift: isBack)
                    let stop = try await page.text(Self.stop)
                    // At its end a walk begins again, or is where the browser's own parts would be.
                    if stop.isEmpty || stop.contains("again") && stops.first.map(stop.hasPrefix) == true {
                        break
                    }
                    stops.append(stop)
                }
                let faults = stops.filter { $0.contains("⚠") }
                #expect(
                    faults.isEmpty, "\(path), \(isBack ? "back" : "on"): \(faults.joined(separator: "; "))")
                #expect(stops.count > 5 && stops.count < 900, "\(path): \(stops.count)")
            }
            try await page.close()
        }

        /// A walk through a guide, with all that can be done on the way.
        @Test(arguments: [390, 1440]) func aGuideIsWalkedFromItsTopToItsEnd(_ width: Int) async throws {
            let isWide = width == 1440
            let page = try await open("/guides/tls", of: PublishedSite.real.value.server, width: width)
            _ = try await page.text(
                "window.copied = []; navigator.clipboard.writeText = async (text) => { copied.push(await text); }; ''"
            )
            let focused =
                "(document.activeElement.textContent.trim() || document.activeElement.getAttribute('aria-label'))"
            func isAt(_ selector: String) async throws -> Bool {
                try await page.isTrue("document.activeElement.matches('\(selector)')")
            }
            func tab() async throws {
                try await page.press("Tab", code: 9)
                // A place that was walked to with arrows is passed again.
                let stop = try await page.text("window.walked = new Set(); \(Self.stop)")
                #expect(!stop.contains("⚠") && !stop.isEmpty, "\(stop)")
            }
            func tab(to selector: String) async throws {
                for _ in 0..<400 where try await !isAt(selector) { try await tab() }
                #expect(try await isAt(selector), "\(selector)")
            }
            func enter() async throws { try await page.press("Enter", code: 13) }

            // The head: skip link, name of the site, search, theme.
            try await tab()
            #expect(try await isAt("a.skip"))
            try await tab()
            #expect(try await isAt("a.brand"))
            try await tab()
            #expect(try await isAt("header [role=search] a.search-open"))
            try await enter()
            try await page.wait(for: "document.activeElement.matches('dialog[open] input')")
            try await page.type("certificate")
            try await page.wait(for: "document.querySelector('dialog [aria-selected=true]') !== null")
            try await page.press("ArrowDown", code: 40)
            #expect(
                try await page.isTrue(
                    "document.querySelectorAll('dialog .results a')[1].getAttribute('aria-selected') === 'true'"
                ))
            // Styles of the search are there before it is seen.
            #expect(
                try await page.number("document.querySelector('dialog').getBoundingClientRect().width") > 300)
            #expect(
                try await page.text("getComputedStyle(document.querySelector('dialog[open]')).display")
                    == "flex")
            try await page.press("Escape", code: 27)
            #expect(try await isAt("header a.search-open"))
            try await tab()
            for label in ["Theme: light", "Theme: dark", "Theme: system"] {
                try await enter()
                #expect(try await page.text("document.activeElement.getAttribute('aria-label')") == label)
            }

            // The menu of the page.
            try await tab()
            #expect(try await isAt(".facts a"))
            try await tab()
            #expect(try await isAt(".menu > button[aria-expanded=false]"))
            try await enter()
            for (key, code, expected) in [
                ("ArrowDown", 40, "Copy as Markdown"), ("ArrowDown", 40, "View as Markdown"),
                ("ArrowUp", 38, "Copy as Markdown"), ("ArrowUp", 38, "Copy page"),
                ("ArrowUp", 38, "Index for agents (llms.txt)"), ("ArrowDown", 40, "Copy page"),
                ("ArrowDown", 40, "Copy as Markdown"),
            ] {
                try await page.press(key, code: code)
                #expect(try await page.text(focused) == expected)
            }
            #expect(try await page.number("scrollY") == 0)
            try await page.press("Escape", code: 27)
            #expect(try await isAt(".menu > button[aria-expanded=false]"))

            // The lists: folds on a small screen, links at once on a wide one.
            for list in ["siblings", "contents"] {
                try await tab()
                if !isWide {
                    #expect(try await isAt(".\(list) summary"))
                    try await enter()
                    try await tab()
                }
                #expect(try await isAt(".\(list) li:first-child a"))
                #expect(try await page.isTrue("document.activeElement.getBoundingClientRect().height > 20"))
                if list == "siblings" {
                    try await tab(to: ".siblings [aria-current=page]")
                    try await tab(to: ".siblings li:last-child a")
                }
            }
            try await tab()
            try await enter()
            let part = try await page.text("location.hash.slice(1)")
            #expect(!part.isEmpty)
            // On from there: what comes next is below the heading.
            try await tab()
            #expect(
                try await page.isTrue(
                    "document.getElementById('\(part)').compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING"
                ))

            // Commands are copied, and the page says so.
            try await tab(to: "button.copy")
            let name = try await page.text(focused)
            #expect(name.hasPrefix("Copy"))
            try await enter()
            try await page.wait(for: "copied.length === 1")
            #expect(
                try await page.text("document.querySelector('[role=status].status').textContent").contains(
                    "copied"))

            // The end: the guides before and after.
            try await tab(to: ".pager a")
            #expect(try await page.text(focused).hasPrefix("Previous"))
            try await tab()
            #expect(try await isAt(".pager a.next"))
            #expect(try await page.text(focused).hasPrefix("Next"))
            let next = try await page.text("document.activeElement.pathname")
            try await enter()
            try await page.wait(for: "location.pathname === '\(next)'")

            // With the search to a part of another guide.
            try await page.wait(for: "document.querySelector('.theme')?.dataset.theme")
            try await page.press("/", code: 191)
            try await page.wait(for: "document.activeElement.matches('dialog[open] input')")
            try await page.type("too many spf lookups")
            try await page.wait(for: "document.querySelector('dialog [aria-selected=true]') !== null")
            try await enter()
            try await page.wait(
                for: "location.pathname === '/guides/spf' && location.hash === '#too-many-spf-lookups'")
            try await page.close()
        }

        // MARK: The lists beside the text

        /// The two lists are landmarks with names. Where they are open for good no fold is a stop, with scripts and without.
        @Test(arguments: ["/guides/tls", "/guides/glossary"], [390, 1100, 1440])
        func listsAreLandmarksWithoutDeadStops(_ path: String, _ width: Int) async throws {
            let server = try await PublishedSite.real.value.server
            for hasScripts in [true, false] {
                let page = try await Browser.shared.value.tab(of: server, width: width, height: 900)
                try await page.call("Emulation.setScriptExecutionDisabled", ["value": !hasScripts])
                try await page.go(server.address + path)
                if hasScripts { try await page.wait(for: "document.querySelector('.theme')?.dataset.theme") }
                let lists =
                    path == "/guides/tls"
                    ? [("siblings", 1280, "In this category"), ("contents", 1088, "On this page")]
                    : [("contents", 1088, "On this page")]
                let tree = try await page.accessTree().split(separator: "\n").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
                for (list, room, name) in lists {
                    #expect(tree.contains("navigation \"\(name)\""), "\(tree)")
                    let isOpen = width >= room
                    let state = try await page.text(
                        """
                        ((list) => [list.querySelector('summary').getClientRects().length, list.querySelector('h2').getClientRects().length,
                          list.querySelector('li a').checkVisibility({ contentVisibilityAuto: true })].join(' '))(document.querySelector('nav.\(list)'))
                        """)
                    #expect(state == (isOpen ? "0 1 true" : "1 0 false"), "\(list), scripts: \(hasScripts)")
                    // Its name is said once by what is seen.
                    #expect(tree.filter { $0.hasSuffix("\"\(name)\" level=2") }.count == (isOpen ? 1 : 0))
                    guard !isOpen else { continue }
                    _ = try await page.text("document.querySelector('.\(list) summary').focus(); ''")
                    try await page.press("Enter", code: 13)
                    #expect(
                        try await page.isTrue(
                            "document.querySelector('.\(list) li a').checkVisibility({ contentVisibilityAuto: true })"
                        ))
                }
                // Each link is there once.
                #expect(
                    try await page.isTrue(
                        "((all) => all.length > 3 && new Set(all).size === all.length)([...document.querySelectorAll('nav.contents a')].map((link) => link.hash))"
                    ))
                try await page.close()
            }
        }
    }
}
