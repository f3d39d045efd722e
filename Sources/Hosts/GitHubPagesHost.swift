/// GitHub Pages: it takes no rules, so there is only what publishes the folder as it is.
package enum GitHubPagesHost: Host {
    package static let name = "github-pages"

    package static func rules(_ site: HostedSite) -> HostRules {
        let text = """
            # Made by `guides host github-pages`: builds the site and publishes it on GitHub Pages.
            name: publish
            on:
              push:
                branches: [main]
            permissions:
              contents: read
              pages: write
              id-token: write
            jobs:
              publish:
                runs-on: ubuntu-latest
                container: swift:6.3-bookworm
                environment: github-pages
                steps:
                  - uses: actions/checkout@v5
                    with:
                      fetch-depth: 0
                  - run: git config --global --add safe.directory "$PWD"
                  - run: apt-get update -qq && apt-get install -y -qq make
                  - run: make site
                  - uses: actions/upload-pages-artifact@v4
                    with:
                      path: Public
                  - uses: actions/deploy-pages@v4

            """
        return HostRules(
            files: [HostRules.File(name: "publish.yml", text: text)],
            saving: "Save the workflow as .github/workflows/publish.yml.",
            notes: [
                "Choose GitHub Actions as the source of Pages.",
                "Lost: markdown at a page's own address. Agents find it at the address with .md, which every page names in its head and llms.txt lists.",
                "Lost: 301 redirects. A small page at each former address, and at each issue's, leads on.",
                "Lost: headers of our own: security headers, Link, X-Markdown-Tokens, and a year for assets; GitHub caches all files for ten minutes.",
                "Lost: a markdown body for what is not found; everybody gets 404.html.",
            ])
    }
}
