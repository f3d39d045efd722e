import Content
import Rendering
import Support

/// All that an import writes, and the table of what became of the source: made of the source alone, before anything is
/// written.
package struct ImportPlan: Sendable {
    /// A file of the site.
    package struct File: Sendable {
        /// Relative to the site's folder, such as `Content/guides/tls.md`.
        package var path: String
        var content: Content

        /// What is in it.
        enum Content: Sendable {
            case text(String)
            /// The bytes of a file of the source.
            case copy(String)
            case bytes([UInt8])
        }
    }

    package let kind: ImportKind
    /// Sorted by path.
    package private(set) var files: [File] = []
    /// Sorted by file and line.
    package private(set) var entries: [ImportEntry] = []
    package private(set) var guides = 0
    let folder: SourceFolder
    /// The folder of the guides in the source; empty for the source itself.
    let docs: String
    /// What the guides need of a site that has settings of its own: `addresses: folders`, categories.
    let needs: String

    /// Makes the plan.
    ///
    /// - Parameters:
    ///   - kind: nil for the one that the folder shows.
    ///   - name: of the site, where no settings say it.
    ///   - today: the day of the import, which decides what is a draft by its dates.
    ///   - address: of the old site's pages, such as `https://example.com/docs`; nil for the one that the settings say.
    /// - Throws: `CannotImport` where the folder has no guide.
    package init(_ folder: SourceFolder, kind: ImportKind?, name: String, today: Day, address: String?)
        throws
    {
        var generator = Generators.make(folder, kind: kind)
        if let address { generator.facts.setAddress(address) }
        self.folder = folder
        self.kind = type(of: generator).kind
        docs = generator.facts.docs
        var draft = ImportDraft(folder, generator, name: name, today: today)
        guard !draft.sources.isEmpty else {
            throw CannotImport(
                "the folder has no guide in markdown\(generator.facts.docs.isEmpty ? "" : " in \(generator.facts.docs)"); "
                    + "name the folder that has, or the generator with --from")
        }
        draft.convert()
        needs = draft.needs
        guides = draft.guides.count
        files = draft.guides.map { guide in
            File(path: "\(ContentTree.guides)/\(guide.out).md", content: .text(guide.text))
        }
        for file in draft.needed.sorted() {
            files.append(
                File(path: "\(ContentTree.guides)/\(draft.pages.out(ofFile: file))", content: .copy(file)))
        }
        for (out, bytes) in draft.images {
            files.append(File(path: "\(ContentTree.guides)/\(out)", content: .bytes(bytes)))
        }
        for (name, text) in draft.shared {
            files.append(File(path: IncludedFiles.path(of: name), content: .text(text)))
        }
        files.append(File(path: Site.file, content: .text(draft.settings())))
        for schema in JSONSchema.allCases {
            let path = "\(ContentTree.content)/.schemas/\(schema.rawValue).json"
            files.append(File(path: path, content: .text(try schema.text())))
        }
        files.sort { $0.path.precedesInBytes($1.path) }
        entries = (folder.entries + generator.facts.entries + draft.entries).sorted { a, b in
            (a.file, a.line, a.outcome.rawValue, a.what) < (b.file, b.line, b.outcome.rawValue, b.what)
        }
    }

    /// The bytes of a file; nil where the source can no longer be read.
    func bytes(of file: File) -> [UInt8]? {
        switch file.content {
        case .text(let text): Array(text.utf8)
        case .copy(let path): folder.bytes(path)
        case .bytes(let bytes): bytes
        }
    }
}

/// The kinds of generators, in the order in which they are tried: the ones with settings of their own first.
enum Generators {
    private static let all: [any Generator.Type] = [
        DocusaurusSource.self, VitePressSource.self, MdBookSource.self, MkDocsSource.self, HugoSource.self,
        DocFXSource.self, PlainSource.self,
    ]

    static func make(_ folder: SourceFolder, kind: ImportKind?) -> any Generator {
        let type = all.first { type in
            if let kind { return type.kind == kind }
            return type.kind != .plain && type.recognizes(folder)
        }
        return (type ?? PlainSource.self).init(folder)
    }
}
