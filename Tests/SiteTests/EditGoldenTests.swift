import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import Reports
@testable import Support

/// The whole output of a site that has something of each kind, and what each edit of a key or a file changes in it, compared
/// with what was found right before.
@Suite(.timeLimit(.minutes(15))) struct EditGoldenTests {
    private static func output(_ site: TemporarySite) async throws -> [String: String] {
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.today = Day("2026-11-28")
        let reading = try await AnalyzedSite(options)
        var texts: [String: String] = [:]
        let files = try await reading.publishedFiles()
        // Parts of the search index are named by their hashes alone: in the order of what they hold.
        for (path, bytes) in files.sorted(by: { $0.value.lexicographicallyPrecedes($1.value) }) {
            // The theme's own assets are in Templates/.
            guard !path.contains("/assets/") || path.contains("/search/") else { continue }
            texts[Golden.withoutHashes(path), default: ""] += Golden.withoutHashes(
                String(decoding: bytes, as: UTF8.self))
        }
        var text = FindingText(site: "/nowhere", hasColor: false)
        texts["findings"] = try await reading.allFindings(options).map { text.text($0) }.joined()
        texts["notices"] = reading.notices.joined(separator: "\n")
        return texts
    }

    @Test(arguments: [
        ("front-matter", SiteEdits.ofFrontMatter), ("settings", SiteEdits.ofSettings),
        ("lists", SiteEdits.ofLists),
        ("files", SiteEdits.ofFiles),
    ])
    func editsChangeWhatTheyDid(_ part: String, _ edits: [SiteEdits.Edit]) async throws {
        let site = try SiteEdits.site()
        let base = try await Self.output(site)
        var texts: [String: String] = [:]
        if part == "files" {
            for (path, text) in base { texts["base-" + path.replacing("/", with: "-")] = text }
        }
        for edit in edits {
            try edit.apply(to: site)
            let output = try await Self.output(site)
            var lines: [String] = []
            for path in Set(base.keys).union(output.keys).sorted() {
                let (old, new) = (base[path], output[path])
                if old == new { continue }
                let state = old == nil ? " is new" : new == nil ? " is gone" : ""
                lines +=
                    ["\(path)\(state)"]
                    + (new == nil ? [] : Golden.difference(from: old ?? "", to: new ?? ""))
            }
            texts["changes.txt", default: ""] += "# \(edit.name)\n" + lines.map { $0 + "\n" }.joined() + "\n"
        }
        try Golden.compare(texts, with: "golden-edits-\(part)")
    }
}
