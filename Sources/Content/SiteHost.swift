/// A web server or service that serves a site, by its name in site.yml and on the command line.
package enum SiteHost: String, Sendable, CaseIterable {
    case nginx, caddy, apache, cloudflare, netlify
    case githubPages = "github-pages"

    /// The most addresses that it can redirect by rules; nil for any number.
    ///
    /// Cloudflare Pages reads 2,000 static redirects
    /// (https://developers.cloudflare.com/pages/configuration/redirects/).
    package var mostRedirects: Int? {
        switch self {
        case .nginx, .caddy, .apache, .netlify: nil
        case .cloudflare: 2000
        case .githubPages: 0
        }
    }
}
