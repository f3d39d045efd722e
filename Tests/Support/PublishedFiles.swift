import Analysis
import Rendering

extension AnalyzedSite {
    /// Every file that a build would publish, by path.
    package func publishedFiles() async throws -> [String: [UInt8]] {
        let result = try await Rendering(self, jobs: 2).write(to: MemorySink())
        return Dictionary(uniqueKeysWithValues: result.receipts.map { ($0.path, $0.bytes) })
    }

    /// The pages and twins of all guides, with what is wrong with them.
    package func renderedGuides() -> [RenderedGuide] {
        let site = RenderedSite(self)
        return library.guides.indices.map(site.guide)
    }
}
