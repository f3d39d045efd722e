import Content
import Library
import Markdown
import Support
import Theming

/// The glossary: every term of `terms.yml` with what it stands for and the guide that explains it, as a page and as its
/// twin.
enum GlossaryPages {
    /// The summary on the page, in its twin and in `llms.txt`.
    static func summary(_ site: Site) -> String {
        site.strings.text(.glossarySummary, ["site-name": site.name])
    }

    /// A term as page and twin show it.
    private struct Entry {
        var term: Term
        /// The id of its heading.
        var anchor: String
        /// The guide that explains it.
        var guide: Int?
    }

    /// Terms by name, each with the id of its heading; of two with one id the first.
    private static func inOrder(_ terms: [Term]) -> [(term: Term, anchor: String)] {
        var seen: Set<String> = []
        return terms.map { ($0, Anchor.make(from: $0.name)) }
            .sorted { ($0.0.name.lowercased(), $0.0.name) < ($1.0.name.lowercased(), $1.0.name) }
            .filter { seen.insert($0.1).inserted }
    }

    /// The parts that readers look for in it.
    private static func parts(_ terms: [Term]) -> [PagePart] {
        inOrder(terms).map { term, anchor in
            PagePart(
                anchor: anchor, title: term.name, forms: term.forms,
                note: term.expansion ?? term.definition.text,
                text: term.definition.text)
        }
    }

    /// The page, as other stages have to know of it; none where the site has no terms.
    static func pages(_ shape: SiteShape) -> [PublishedPage] {
        guard !shape.terms.isEmpty else { return [] }
        return [
            PublishedPage(
                path: shape.addresses.glossary, title: shape.site.strings[.glossary],
                summary: summary(shape.site),
                updated: shape.newest, isRecorded: true, isMapped: true, parts: parts(shape.terms))
        ]
    }

    /// Page and twin of the glossary; empty for a site without terms.
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        let entries = inOrder(library.terms).map { term, anchor in
            Entry(term: term, anchor: anchor, guide: term.guide.flatMap { library.index(ofSlug: $0.text) })
        }
        guard !entries.isEmpty else { return [] }
        let addresses = library.addresses
        let path = addresses.glossary
        let strings = library.site.strings
        let (title, summary) = (strings[.glossary], summary(library.site))
        let writer = TemplateFiller(theme)
        var values = TemplateFiller.Values(.glossary, page: path, title: title, summary: summary, addresses)
        values.set(.structuredData, structuredData(library, entries, summary))
        values.set(
            .contents,
            writer.list(entries, .contentsItem) { values, entry in
                values.set(.title, entry.term.name)
                values.set(.url, "#" + entry.anchor)
            })
        values.set(
            .terms,
            writer.list(entries, .termItem) { values, entry in
                values.set(.title, entry.term.name)
                values.set(.anchor, entry.anchor)
                values.set(.expansion, entry.term.expansion ?? "")
                values.set(.note, entry.term.definition.text)
                values.set(.synonyms, strings.list(entry.term.synonyms))
                values.set(.url, entry.guide.map { library.pages[$0] } ?? "")
                values.set(.guideTitle, entry.guide.map { library.guides[$0].title } ?? "")
            })
        let page = writer.page(values)
        let twin = twin(library, entries, summary)
        return [
            OutputFile(addresses.output(path, ".html"), page),
            OutputFile(
                addresses.output(path, ".md"), twin.markdown.bytes,
                difference: ListProof(library).difference(twin, page: page, path: path)),
        ]
    }

    private static func twin(_ library: Library, _ entries: [Entry], _ summary: String)
        -> TwinWriter
    {
        let addresses = library.addresses
        let strings = library.site.strings
        var writer = TwinWriter(
            markdown: ByteWriter(), frame: ByteWriter(),
            profile: TwinProfile(
                library, title: strings[.glossary], summary: summary, updated: library.shape.newest,
                page: addresses.glossary), noteMark: strings.noteMark)
        writer.heading(1, strings[.glossary])
        writer.quote(summary)
        writer.list(
            [
                .text(strings.label(.humanPage, addresses.full(addresses.glossary))),
                .text(strings.label(.markdownPage, addresses.twin(of: addresses.glossary))),
                .text(strings.label(.guideIndex, addresses.guideIndex)),
            ], isTight: false)
        for entry in entries {
            writer.heading(2, entry.term.name)
            if let expansion = entry.term.expansion { writer.paragraph(expansion) }
            if !entry.term.definition.text.isEmpty { writer.paragraph(entry.term.definition.text) }
            if !entry.term.synonyms.isEmpty {
                writer.paragraph(
                    strings.text(.alsoCalled, ["synonyms": strings.list(entry.term.synonyms)]))
            }
            if let guide = entry.guide {
                writer.paragraph(
                    strings.around(.explainedIn),
                    .link(
                        title: library.guides[guide].title, twin: library.twins[guide],
                        page: library.pages[guide], note: ""))
            }
        }
        writer.finish()
        return writer
    }

    private static func structuredData(
        _ library: Library, _ entries: [Entry], _ summary: String
    ) -> [UInt8] {
        let addresses = library.addresses
        let url = addresses.full(addresses.glossary)
        let title = library.site.strings[.glossary]
        var data = StructuredData()
        data.object {
            $0.text("@type", "DefinedTermSet")
            $0.text("name", title)
            $0.text("description", summary)
            $0.text("url", url)
            $0.text("inLanguage", library.site.language)
            $0.list("hasDefinedTerm") { list in
                for entry in entries {
                    list.object {
                        $0.text("@type", "DefinedTerm")
                        $0.text("name", entry.term.name)
                        $0.text("url", "\(url)#\(entry.anchor)")
                        let also = (entry.term.expansion.map { [$0] } ?? []) + entry.term.synonyms
                        if !also.isEmpty { $0.texts("alternateName", also) }
                        if !entry.term.definition.text.isEmpty {
                            $0.text("description", entry.term.definition.text)
                        }
                    }
                }
            }
        }
        data.breadcrumbs([
            (library.site.name, addresses.full(addresses.index)), (title, url),
        ])
        return data.finish()
    }
}

extension OutputKind {
    static let glossary = OutputKind(
        "glossary", reserves: ["glossary"], pages: GlossaryPages.pages,
        listings: twins(of: GlossaryPages.pages),
        .ofLibrary { library, theme, _ in GlossaryPages.make(library, theme) })
}
