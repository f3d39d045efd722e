import Content
import Library
import Markdown
import Support
import Theming

/// The catalog of issues, for tools that report them: `issues.json` with its schema, and the same as a SARIF taxonomy.
enum IssueCatalog {
    static func entry(
        _ issue: Issue, _ text: IssueText, of index: Int, in library: Library, isVerified: Bool,
        twin: ByteWriter
    ) -> IssueEntry {
        let addresses = library.addresses
        let guide = library.guides[index]
        let id = issue.id
        let address = addresses.full(addresses.issue(id))
        var json = JSONWriter(capacity: 2048)
        json.object {
            $0.text("id", id)
            $0.text("url", address)
            $0.text("markdown", address + ".md")
            $0.text("title", issue.heading.text)
            let titles = library.addressHistory.titles(ofIssues: [id] + issue.otherIDs, addresses)
            $0.texts("formerTitles", titles.filter { $0 != issue.heading.text })
            $0.texts("formerIds", issue.otherIDs)
            $0.text("guide", guide.title)
            $0.text("page", "\(addresses.full(library.pages[index]))#\(issue.anchor)")
            $0.text("guideMarkdown", library.twins[index])
            $0.text("signal", text.signal)
            if let check = issue.details?.check {
                $0.object("check") {
                    $0.text("record", check.record)
                    $0.text("name", check.name)
                    $0.text("found", check.found.rawValue)
                    if !check.claimed.isEmpty { $0.texts("states", check.claimed.map(\.text)) }
                }
            }
            $0.texts("matches", issue.details?.matches.map(\.text) ?? [])
            if let fixesWhere = issue.details?.fixesWhere { $0.text("fixesWhere", fixesWhere.rawValue) }
            $0.texts("steps", text.steps)
            if let last = text.steps.last, isVerified { $0.text("verify", last) }
            $0.number("tokens", Tokens.estimate(characters: twin.characters))
            if let updated = guide.updated { $0.text("updated", updated.description) }
            $0.text("sha256", ContentHash.hexadecimal(twin.bytes))
        }
        var taxon = JSONWriter(capacity: 512)
        taxon.object {
            $0.text("id", id)
            $0.object("shortDescription") { $0.text("text", issue.heading.text) }
            if !text.signal.isEmpty { $0.object("fullDescription") { $0.text("text", text.signal) } }
            $0.text("helpUri", address)
        }
        return IssueEntry(
            id: id, json: json.out.bytes, taxon: taxon.out.bytes,
            signal: Array(SearchIndex.note(text.signal, longest: AllIssuesPages.longestSignal).utf8))
    }

    /// The text around the entries of a catalog: a large site's catalogs are put together piece by piece, and never
    /// whole in memory.
    private struct Frame {
        let path: String
        let head: [UInt8]
        let part: RenderedGuides.StoredEntry.Part
        let tail: [UInt8]
    }

    /// The frames of `issues.json` and of the SARIF taxonomy.
    private static func frames(_ library: Library) -> [Frame] {
        let addresses = library.addresses
        func frame(_ path: String, _ writer: JSONWriter, _ part: RenderedGuides.StoredEntry.Part)
            -> Frame
        {
            Frame(
                path: String(path.dropFirst()), head: writer.out.bytes, part: part,
                tail: Array("\n\(writer.closingBrackets)\n".utf8))
        }
        var catalog = JSONWriter()
        catalog.open(.object)
        catalog.text("$schema", addresses.full(addresses.catalogSchema))
        catalog.text("site", library.site.name)
        catalog.text("index", addresses.guideIndex)
        catalog.open(.list, "issues")

        var taxonomy = JSONWriter()
        taxonomy.open(.object)
        taxonomy.text("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        taxonomy.text("version", "2.1.0")
        taxonomy.open(.list, "runs")
        taxonomy.open(.object)
        taxonomy.object("tool") {
            $0.object("driver") {
                $0.text("name", library.site.name)
                $0.text("informationUri", addresses.full(addresses.index))
            }
        }
        taxonomy.list("results") { _ in }
        taxonomy.open(.list, "taxonomies")
        taxonomy.open(.object)
        taxonomy.text("name", "issues")
        taxonomy.text("informationUri", addresses.full(addresses.catalog))
        taxonomy.object("shortDescription") {
            $0.text("text", library.site.strings.text(.catalogSummary, ["site-name": library.site.name]))
        }
        taxonomy.open(.list, "taxa")
        return [
            frame(addresses.catalog, catalog, .json),
            frame(addresses.catalogTaxonomy, taxonomy, .taxon),
        ]
    }

    /// Puts the catalogs together, and adds the JSON Schema of the first.
    static func write(_ library: Library, _ guides: RenderedGuides, _ receiver: any FileReceiver)
        throws(DiskError)
    {
        // By their ids.
        let entries = library.shape.listed.flatMap { guides.entries[$0] }.sorted {
            $0.id.precedesInBytes($1.id)
        }
        for frame in frames(library) {
            let file = PiecedFile(
                path: frame.path, head: frame.head, tail: frame.tail,
                pieces: entries.map { $0.piece(frame.part) })
            try receiver.take(file) { (number) throws(DiskError) in
                try entries[number].read(frame.part, from: guides.store)
            }
        }
        try receiver.take(
            OutputFile(String(library.addresses.catalogSchema.dropFirst()), Array(schema(library).utf8)))
    }

    /// The schema of `issues.json` (JSON Schema, draft 2020-12): `Schemas/issues.schema.json` with its address and the
    /// words that values may be.
    private static func schema(_ library: Library) -> String {
        func list(_ words: [String]) -> String { words.map { "\"\($0)\"" }.joined(separator: ", ") }
        return String(decoding: PackageResources.issues_schema_json, as: UTF8.self)
            .replacingBytes("{address}", with: library.addresses.full(library.addresses.catalogSchema))
            .replacingBytes("\"{found}\"", with: list(FrontMatter.Lookup.Found.allCases.map(\.rawValue)))
            .replacingBytes("\"{fixes-where}\"", with: list(FrontMatter.FixesWhere.allCases.map(\.rawValue)))
    }
}

extension OutputKind {
    static let issueCatalogs = OutputKind(
        "issue-catalogs", reserves: ["i"],
        files: { [$0.addresses.catalog, $0.addresses.catalogSchema, $0.addresses.catalogTaxonomy] },
        .ofGuides { library, guides, receiver throws(DiskError) in
            try IssueCatalog.write(library, guides, receiver)
        })
}
