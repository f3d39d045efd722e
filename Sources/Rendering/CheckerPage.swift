import Content
import Library
import Support
import Theming

/// The page that checks the records of a domain, for sites that name a resolver, and its twin, which tells agents the commands
/// that ask the same.
enum CheckerPage {
    /// The page, as other stages have to know of it.
    static func pages(_ shape: SiteShape) -> [PublishedPage] {
        guard let path = shape.checkerPath else { return [] }
        let strings = shape.site.strings
        return [
            PublishedPage(
                path: path.path, title: strings[.checkTitle], summary: strings[.checkSummary],
                updated: updated(shape),
                isRecorded: path.holder == nil, isMapped: true)
        ]
    }

    /// The latest day on which a guide was changed: its results lead there.
    private static func updated(_ shape: SiteShape) -> Day? {
        shape.listed.compactMap { shape.guides[$0].updated }.max()
    }

    /// The path of what the page leads each result to.
    static func data(_ shape: SiteShape) -> String? {
        shape.checkerPath.map { _ in shape.addresses.page("check.json") }
    }

    /// Commands that ask what the page asks.
    private static let commands = [
        "guides diagnose example.com                      # all of it, with the sections that fix it",
        "dig +short TXT example.com                       # SPF",
        "dig +short TXT selector._domainkey.example.com   # DKIM",
        "dig +short TXT _dmarc.example.com                # DMARC",
        "dig +short TXT _mta-sts.example.com              # MTA-STS",
        "dig +short TXT _smtp._tls.example.com            # TLS reporting",
        "dig +short TXT default._bimi.example.com         # BIMI",
        "dig +short MX example.com                        # mail servers",
        "dig +short TLSA _25._tcp.mail.example.com        # DANE",
        "dig +short CAA example.com                       # who may issue certificates",
        "dig +short -x 192.0.2.25                         # reverse DNS",
    ]

    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        guard let checker = library.site.checker, let path = library.shape.checkerPath?.path,
            let data = data(library.shape)
        else { return [] }
        let addresses = library.addresses
        let strings = library.site.strings
        let (title, summary) = (strings[.checkTitle], strings[.checkSummary])
        var twin = TwinWriter(
            markdown: ByteWriter(), frame: ByteWriter(),
            profile: TwinProfile(
                library, title: title, summary: summary, updated: updated(library.shape), page: path),
            noteMark: strings.noteMark)
        twin.heading(1, title)
        twin.quote(summary)
        var metadata: [TwinWriter.Item] = [
            .text(strings.label(.humanPage, addresses.full(path))),
            .text(strings.label(.guideIndex, addresses.guideIndex)),
        ]
        if library.shape.issuesPath != nil {
            metadata.append(.text(strings.label(.issueCatalog, addresses.full(addresses.catalog))))
        }
        twin.list(metadata, isTight: true)
        let start = twin.frame.count
        twin.heading(2, strings[.checkByHand])
        twin.paragraph(strings[.checkByHandNote])
        twin.commands(commands)
        var values = TemplateFiller.Values(.check, page: path, title: title, summary: summary, addresses)
        values.set(.body, twin.frame.bytes(start..<twin.frame.count))
        values.set(.url, data)
        values.set(.note, checker.resolver.text)
        twin.finish()
        let page = TemplateFiller(theme).page(values)
        return [
            OutputFile(addresses.output(path, ".html"), page),
            OutputFile(
                addresses.output(path, ".md"), twin.markdown.bytes,
                difference: ListProof(library).difference(twin, page: page, path: path)),
        ]
    }
}

extension OutputKind {
    static let checker = OutputKind(
        "checker", pages: CheckerPage.pages, listings: twins(of: CheckerPage.pages),
        .ofLibrary { library, theme, only in
            only == nil || only == library.shape.checkerPath?.path ? CheckerPage.make(library, theme) : []
        })
}
