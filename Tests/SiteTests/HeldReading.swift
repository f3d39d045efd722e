import TestSupport
import Testing

@testable import Analysis
@testable import Content
@testable import OutputChecks
@testable import Rendering
@testable import Support

/// A reading that goes on from edit to edit, held to a clean one each time: files, findings, lists, and what it says of the
/// pairs that did not change.
struct HeldReading {
    private(set) var reading: AnalyzedSite
    /// How the site is read next; a test may change it between two edits.
    var options: AnalyzedSite.Options
    /// Pages and twins as they were last, by their place.
    private var former: [RenderedGuide]
    /// How often a pair was taken over from the reading before.
    private(set) var takenOver = 0

    init(_ options: AnalyzedSite.Options) async throws {
        self.options = options
        var remembering = options
        remembering.keepsState = true
        reading = try await AnalyzedSite(remembering)
        former = reading.renderedGuides()
    }

    /// Reads the site again after some files were touched.
    ///
    /// - Parameter touched: relative to the site's folder; nil where any file may have been.
    /// - Returns: whether all was as a clean reading has it.
    @discardableResult
    mutating func follow(_ touched: Set<String>?, _ comment: Comment) async throws -> Bool {
        var remembering = options
        remembering.keepsState = true
        let tree = try ContentTree(site: options.site)
        // The files that were touched tell as much as a look through all folders.
        if let known = reading.tree, known.findings.isEmpty {
            let touched = touched ?? Set((known.files + tree.files).map(\.path))
            if let updated = known.updated(touched, site: options.site) {
                #expect(updated.files == tree.files && tree.findings.isEmpty, comment)
            }
        }
        let next = try await AnalyzedSite(tree, remembering, after: reading)
        let clean = try await AnalyzedSite(tree, options)
        let (made, wanted) = (try await next.publishedFiles(), try await clean.publishedFiles())
        #expect(made.keys.sorted() == wanted.keys.sorted(), comment)
        let different = wanted.keys.filter { made[$0] != wanted[$0] }.sorted()
        #expect(different == [], comment)
        let (found, expected) = (
            try await next.allFindings(remembering), try await clean.allFindings(options)
        )
        #expect(found == expected, comment)
        for (a, b) in zip(next.library.related, clean.library.related) { #expect(a == b, comment) }
        #expect(next.notices == clean.notices, comment)
        let pairs = next.renderedGuides()
        if let changed = next.changedPairs(since: reading) {
            for index in pairs.indices where !changed.contains(index) {
                takenOver += 1
                #expect(pairs[index].page.bytes == former[index].page.bytes, comment)
                #expect(pairs[index].twin.bytes == former[index].twin.bytes, comment)
                let guide = next.library.guides[index]
                #expect(
                    pairs[index].faults.map { $0.finding(guide) }
                        == former[index].faults.map { $0.finding(guide) }, comment)
            }
        }
        (reading, former) = (next, pairs)
        return different.isEmpty && found == expected
    }
}
