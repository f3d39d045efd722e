import TestSupport

@testable import Checks
@testable import Content
@testable import Findings
@testable import Library
@testable import Rendering
@testable import Support
@testable import Theming

extension TemporarySite {
    /// The library of the site, without building it.
    func library(jobs: Int = 1) async throws -> Library {
        let tree = try ContentTree(site: path)
        let content = try await SiteContent.read(tree, site: path, withDrafts: false, jobs: jobs)
        return try await makeLibrary(content, jobs: jobs)
    }

    func theme() async throws -> Theme {
        let tree = try ContentTree(site: path)
        let content = try await SiteContent.read(tree, site: path, withDrafts: false, jobs: 1)
        return Theme.load(tree, site: path, content: content)
    }
}

/// Parses and links content in the order in which it is given.
func makeLibrary(_ content: SiteContent, jobs: Int = 1) async throws -> Library {
    let lexicon = Lexicon(content.terms, titles: content.guides.map(\.frontMatter.title.text))
    let reader = GuideReader(lexicon, BodyRules(content), keepsWords: false)
    let parsed = content.guides.map { reader.read($0, committed: nil) }
    return try await Library(
        content: content, settings: 0, guides: parsed.map(\.guide), vectors: parsed.map(\.vector), jobs: jobs,
        directory: RenderedDirectory(theme: nil))
}

/// What is found in one guide by itself.
func findings(ofGuide source: SiteContent.GuideSource, in content: SiteContent) -> [Finding] {
    let lexicon = Lexicon(content.terms, titles: [source.frontMatter.title.text])
    let parsed = GuideReader(lexicon, BodyRules(content), keepsWords: false).read(source, committed: nil)
    guard let text = parsed.text else { return source.findings + parsed.findings }
    let context = CheckContext(parsed.guide, text, site: content.site, lexicon: lexicon, today: nil)
    return source.findings + parsed.findings + Checks.findings(in: context)
}
