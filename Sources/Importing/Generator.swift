import Support

/// The kinds of sources, by the names that the command line takes.
package enum ImportKind: String, Sendable, CaseIterable, Encodable {
    case hugo, mkdocs, docusaurus, vitepress, mdbook, docfx, plain
}

/// A generator of documentation, as an import knows it: where its guides are, what its settings say, which address each
/// page had, and which syntax it adds to markdown.
protocol Generator: Sendable {
    static var kind: ImportKind { get }
    /// Whether a folder is made for it.
    static func recognizes(_ folder: SourceFolder) -> Bool
    /// Reads its settings; what cannot be read goes into `entries` of `facts`.
    init(_ folder: SourceFolder)

    var facts: SourceFacts { get set }
    /// The pages in the order of the navigation; empty where there is none.
    ///
    /// - Parameter guides: all of them, those without text too.
    func navigation(_ guides: [SourceGuide]) -> [NavigationItem]
    /// The address of a guide, below the path of the pages and without `.html` or a slash at its end: `a/b`, empty for the
    /// first page.
    func address(of guide: SourceGuide) -> String
    /// Other names by which links may call a guide, such as `a.md` for `a.en.md`.
    func linkNames(of file: String) -> [String]
    /// Why a file of the guides' folder is no page of the site; nil where it is one.
    func reasonToLeave(_ file: String) -> String?
    /// Why a guide is no page, by what is in it; nil where it is one.
    func reasonToLeave(_ guide: SourceGuide) -> String?
    /// Why a guide is a draft by the settings or its dates; nil where it is none.
    ///
    /// - Parameter day: of the import.
    func reasonForDraft(_ guide: SourceGuide, on day: Day) -> String?
    /// Takes facts that a guide has in a form of this generator alone.
    func readFacts(of guide: inout SourceGuide)
    var syntax: BodySyntax { get }
    /// The syntax of one guide, where what it has shows more.
    func syntax(of guide: SourceGuide) -> BodySyntax
    /// The id that the generator gave to a heading with this text, without numbers for equal ones.
    func anchor(of heading: String) -> String
    /// The mark before the number of the second heading with one id: `-` or `_`.
    var anchorSeparator: String { get }
}

extension Generator {
    func linkNames(of file: String) -> [String] { [] }
    func reasonToLeave(_ file: String) -> String? { nil }
    func reasonToLeave(_ guide: SourceGuide) -> String? { nil }
    func reasonForDraft(_ guide: SourceGuide, on day: Day) -> String? { nil }
    func readFacts(of guide: inout SourceGuide) {}
    var anchorSeparator: String { "-" }
    func syntax(of guide: SourceGuide) -> BodySyntax { syntax }

    /// The path of a file below the folder of guides.
    func relative(_ file: String) -> String {
        facts.docs.isEmpty ? file : file.after(facts.docs + "/") ?? file
    }

    /// The address that most generators give: the path without its ending, and the folder for its first page.
    func plainAddress(_ file: String, indexNames: Set<String>) -> String {
        let path = relative(file).withoutEnding
        return indexNames.contains(path.fileName) ? path.folder : path
    }
}

/// What the settings of a generator say.
struct SourceFacts: Sendable {
    var name: String?
    var summary: String?
    /// Scheme and host, such as `https://example.com`; nil where it is not known.
    var origin: String?
    /// The path of the pages, such as `/docs`; empty for the root.
    var path = ""
    /// Pages below that path that are not in markdown; nil for a generator without.
    var others: OtherPages?
    var language: String?
    /// The folder of the guides in the source; empty for the source itself.
    var docs = ""
    /// The folder of the settings, where paths that start with `~/` begin; nil for that of the guides.
    var home: String?
    /// Folders whose files were at the root of the old site.
    var statics: [String] = []
    /// Folders in which what is included is looked for, besides that of the guide.
    var includes: [String] = []
    /// Files whose definitions of links each guide has.
    var appended: [String] = []
    /// The repository in which the source is, where its settings say it.
    var repository: SourceRepository?
    /// Files that are gone, each with the address to which its own led on.
    var moved: [String: String] = [:]
    /// Addresses that led on to others.
    var redirects: [SourceRedirect] = []
    var entries: [ImportEntry] = []

    /// Takes the address of a site apart: `https://example.com/docs/` is origin and path.
    mutating func setAddress(_ url: String) {
        guard let scheme = url.cut(at: "://"), ["http", "https"].contains(scheme.before.lowercased()) else {
            return
        }
        let host = scheme.after.prefix { $0 != "/" }
        guard !host.isEmpty else { return }
        origin = "\(scheme.before.lowercased())://\(host.lowercased())"
        let parts = scheme.after.dropFirst(host.count).split(separator: "/")
        path = parts.map { "/\($0)" }.joined()
    }
}

/// Pages of a generator that no markdown of the source has: other parts of the host answer them.
struct OtherPages: Sendable {
    /// Their addresses in lower case, below the path of the pages.
    var pages: Set<String> = []
    /// First parts of addresses below which a program makes pages.
    var folders: Set<String> = []
}

/// An old address that led on, with where that is said.
struct SourceRedirect: Sendable {
    /// A path from the root of the host, such as `/docs/old.html`.
    var from: String
    /// A file of the guides, or an address as the source writes it.
    var to: String
    var file: String
    var line: Int
}

/// An entry of a navigation.
struct NavigationItem: Sendable {
    var title: String?
    /// The guide, relative to the imported folder.
    var file: String?
    var children: [NavigationItem] = []
    var line: Int
}

/// The syntax that a generator adds to markdown.
struct BodySyntax: OptionSet, Sendable {
    let rawValue: Int
    /// `!!! note "Title"` with its text indented, and `=== "Tab"`.
    static let indentedBlocks = BodySyntax(rawValue: 1)
    /// `:::note[Title]` up to `:::`.
    static let colonBlocks = BodySyntax(rawValue: 2)
    /// `{{< name >}}` and `{{% name %}}`.
    static let shortcodes = BodySyntax(rawValue: 4)
    /// Components, imports and comments of MDX.
    static let components = BodySyntax(rawValue: 8)
    /// `{: .class }` and `{ .class }`.
    static let attributes = BodySyntax(rawValue: 16)
    /// `{target="_blank"}` right after a link.
    static let inlineAttributes = BodySyntax(rawValue: 65536)
    /// `[!INCLUDE [x](file)]`, `:::image … :::` and `# [Tab](#tab/id)`.
    static let docfx = BodySyntax(rawValue: 131072)
    /// `{{#include file}}`.
    static let bookIncludes = BodySyntax(rawValue: 32)
    /// `--8<-- "file"`.
    static let snippets = BodySyntax(rawValue: 64)
    /// `<<< @/file` and `<!--@include: file-->`.
    static let codeImports = BodySyntax(rawValue: 128)
    /// `{% highlight %}` and `{% link %}`.
    static let liquid = BodySyntax(rawValue: 256)
    /// `++ctrl+c++`, `==mark==` and `:material-check:`.
    static let inlineMarks = BodySyntax(rawValue: 512)
    /// Tabs have ids by the rule of code hosts.
    static let anchoredTabs = BodySyntax(rawValue: 2048)
    /// The ids of tabs begin with that of the heading above them.
    static let combinedTabIDs = BodySyntax(rawValue: 16384)
    /// `{% raw %}`, which keeps a template engine from what follows.
    static let macros = BodySyntax(rawValue: 32768)
    /// Terms of lists of definitions have ids by that rule.
    static let anchoredTerms = BodySyntax(rawValue: 4096)
    /// `H~2~O`.
    static let subscripts = BodySyntax(rawValue: 262144)
    /// `x^2^`.
    static let superscripts = BodySyntax(rawValue: 524288)
    /// `^^inserted^^`.
    static let insertions = BodySyntax(rawValue: 1_048_576)
    /// `` `#!python x` ``.
    static let codeLanguages = BodySyntax(rawValue: 2_097_152)
    /// `:smile:`.
    static let emoji = BodySyntax(rawValue: 4_194_304)
    /// `{--deleted--}`.
    static let edits = BodySyntax(rawValue: 8_388_608)
    /// `: text` below a term.
    static let definitions = BodySyntax(rawValue: 8192)
    /// Text after a tag that is alone on its line is markdown, as in Python-Markdown and kramdown.
    static let markdownInTags = BodySyntax(rawValue: 1024)
}

extension [NavigationItem] {
    /// The titles that it gives to files; of several the first.
    var titles: [String: String] {
        var titles: [String: String] = [:]
        var open = [self[...]]
        while var level = open.popLast() {
            guard let item = level.popFirst() else { continue }
            open.append(level)
            if let file = item.file, let title = item.title, item.children.isEmpty, titles[file] == nil {
                titles[file] = title
            }
            if !item.children.isEmpty, open.count < ImportedCategories.deepestNavigation {
                open.append(item.children[...])
            }
        }
        return titles
    }
}
