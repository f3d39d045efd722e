/// A folder of markdown without a generator, or with Jekyll, whose pages a code host publishes.
struct PlainSource: Generator {
    static let kind = ImportKind.plain
    static func recognizes(_ folder: SourceFolder) -> Bool { true }

    var facts = SourceFacts()
    private let isJekyll: Bool
    /// Patterns of files that the settings leave out.
    private var excluded: [String] = []

    init(_ folder: SourceFolder) {
        let config = folder.first(of: ["_config.yml", "_config.yaml"])
        isJekyll = config != nil
        // Where all guides are in one folder `docs`, that is meant.
        if config == nil, folder.hasFolder("docs"),
            !folder.files.contains(where: {
                SourcePages.isMarkdown($0) && $0.contains("/") && !$0.begins("docs/")
            })
        {
            let loose = folder.files.filter { SourcePages.isMarkdown($0) && !$0.contains("/") }
            if loose.allSatisfy({ Self.isOfRepository($0) }) { facts.docs = "docs" }
        }
        guard let config, let lines = folder.lines(config) else { return }
        let keys: Set<String> = ["title", "description", "url", "baseurl", "lang", "exclude"]
        let values = SourceValue.sections(keys, of: lines)
        facts.name = values["title"]?.text
        facts.summary = values["description"]?.text
        facts.language = values["lang"]?.text
        facts.setAddress((values["url"]?.text ?? "") + (values["baseurl"]?.text ?? ""))
        facts.includes = ["_includes"]
        excluded = values["exclude"]?.texts ?? []
    }

    /// Files that tell of a repository, and no reader.
    private static func isOfRepository(_ file: String) -> Bool {
        [
            "readme", "changelog", "contributing", "code_of_conduct", "security", "license", "support",
            "governance",
            "authors", "maintainers", "claude", "agents",
        ].contains(file.fileName.withoutEnding.lowercased())
    }

    func navigation(_ guides: [SourceGuide]) -> [NavigationItem] {
        guard isJekyll else { return [] }
        let folders = FolderNavigation(
            weight: { $0.facts["nav_order"]?.text.flatMap { Double($0) } }, folder: { _ in (nil, nil) },
            isIndex: ImportDraft.isIndex)
        let hasOrder = guides.contains { $0.facts["nav_order"] != nil }
        return hasOrder ? folders.items(guides, in: facts.docs) : []
    }

    func reasonToLeave(_ file: String) -> String? {
        // Folders of Jekyll that hold no pages.
        if isJekyll,
            let part = file.split(separator: "/").first(where: { $0.begins("_") && $0 != "_index.md" })
        {
            return ["_posts", "_drafts"].contains(part)
                ? "posts of a blog are no guides" : "Jekyll publishes no page from `\(part)`"
        }
        // A folder that a pattern names is left out with all that is in it.
        var path = file
        while !path.isEmpty {
            if excluded.contains(where: { FilePattern.matchesStart($0, path) }) {
                return "the settings leave the file out"
            }
            path = path.folder
        }
        return nil
    }

    func address(of guide: SourceGuide) -> String {
        if isJekyll, let permalink = guide.facts["permalink"]?.text, !permalink.contains(":") {
            return SourcePages.plainAddress(permalink)
        }
        return plainAddress(guide.file, indexNames: ["index", "README", "readme", "Readme", "_index"])
    }

    var syntax: BodySyntax {
        isJekyll ? [.liquid, .attributes, .markdownInTags] : [.colonBlocks, .indentedBlocks, .inlineMarks]
    }

    func syntax(of guide: SourceGuide) -> BodySyntax {
        // Parts of a theme are those of MDX.
        let isMDX =
            guide.file.ending == "mdx"
            || guide.body.contains { line in
                line.text.begins("import ") && ["'@theme/", "\"@theme/"].contains { line.text.contains($0) }
            }
        return isMDX ? syntax.union(.components) : syntax
    }

    func anchor(of heading: String) -> String { CodeHostAnchor.make(heading) }
}
