import TestSupport
import Testing

extension PageTests {
    /// Headings have their ids on an element of their own; all that leads to a heading has to find it there.
    @Suite struct AnchorTests {
        @Test(arguments: ["/guides/tls", "/guides/glossary"], [390, 1440])
        func linksLeadToTheUpperEdgeOfAHeading(_ path: String, _ width: Int) async throws {
            let page = try await Browser.open(
                path, of: PublishedSite.real.value.server, Look(theme: "light", width: width))
            try await page.call(
                "Emulation.setEmulatedMedia",
                ["features": [["name": "prefers-reduced-motion", "value": "reduce"]]])
            let faults = try await page.text(
                """
                [...document.querySelectorAll('.body :is(h2, h3)')].flatMap((heading) => {
                  const own = heading.firstElementChild;
                  const faults = [];
                  if (own?.localName !== 'span' || own.id === '' || own.textContent !== '') faults.push('has no id');
                  else if (Math.abs(own.getBoundingClientRect().top - heading.getBoundingClientRect().top) > 1) faults.push('is elsewhere');
                  if (!heading.nextElementSibling?.matches('button.link')) faults.push('has no button');
                  return faults.map((fault) => `${heading.textContent} ${fault}`);
                }).join()
                """)
            #expect(faults == "")
            // The last part but one: below it is enough to scroll to.
            let link = "[...document.querySelectorAll('.contents a')].at(-6)"
            _ = try await page.text("\(link).click(); ''")
            let heading = "document.getElementById(\(link).hash.slice(1)).parentElement"
            try await page.wait(for: "Math.abs(\(heading).getBoundingClientRect().top - 72) < 2")
            #expect(try await page.text("getComputedStyle(\(heading)).backgroundImage").contains("gradient"))
            #expect(
                try await page.text(
                    "[...document.querySelectorAll('.body :is(h2, h3)')].filter((one) => getComputedStyle(one).backgroundImage !== 'none').length.toString()"
                ) == "1")
            try await page.close()
        }

        /// An issue is a region with the name of its heading.
        @Test func issuesHaveNames() async throws {
            let page = try await Browser.open("/guides/tls", of: PublishedSite.real.value.server)
            let names = try await page.text(
                "[...document.querySelectorAll('section.issue')].map((one) => one.getAttribute('aria-label') === one.querySelector('h3').textContent).join()"
            )
            #expect(names.hasPrefix("true,true") && !names.contains("false"), "\(names)")
            try await page.close()
        }
    }
}
