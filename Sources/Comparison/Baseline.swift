import Analysis
import Checks
import Content
import Findings
import Foundation
import Library
import OutputChecks
import Support
import Words

/// A site as it was at a revision of git, to tell what changed since.
package struct Baseline {
    /// What tells a finding from others while lines above it come and go.
    private struct Print: Hashable {
        var id: String
        var line: SourceLines.Key
    }

    /// How many findings there were of each kind on lines that read alike.
    private let prints: [Print: Int]
    /// The lines that held links to other sites; those were not asked about then.
    private let webLines: Set<SourceLines.Key>
    private let library: Library

    /// Reads and checks the site as it was at `revision`, in a folder of its own that is removed again.
    ///
    /// - Throws: `GitSnapshot.Failure` where git has no such revision, `DiskError` when the disk refuses.
    package init(_ revision: String, _ options: AnalyzedSite.Options) async throws {
        self = try await Self.withSite(at: revision, options) { options in
            let reading = try await AnalyzedSite(options)
            let findings = try await reading.allFindings(options)
            return Baseline(reading, findings, site: options.site)
        }
    }

    /// Does something with the site as it was at `revision`, in a folder of its own that is removed again.
    ///
    /// - Parameter body: is given options that read that folder.
    /// - Throws: `GitSnapshot.Failure` where git has no such revision, `DiskError` when the disk refuses.
    package static func withSite<Value>(
        at revision: String, _ options: AnalyzedSite.Options,
        _ body: (AnalyzedSite.Options) async throws -> Value
    ) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.path + "/guides-since-\(UUID().uuidString)"
        defer { Disk.removeTree(folder) }
        let snapshot = try GitSnapshot(of: options.site, at: revision, to: folder)
        var options = options
        options.dates = GitDates.read(snapshot.guides, in: snapshot.histories)
        options.site = folder
        options.progress = BuildProgress()
        return try await body(options)
    }

    /// - Parameter site: the folder that was read.
    package init(_ reading: AnalyzedSite, _ findings: [Finding], site: String) {
        library = reading.library
        var lines = SourceLines(site: site, reading)
        var prints: [Print: Int] = [:]
        for finding in findings { prints[Self.print(finding, &lines), default: 0] += 1 }
        self.prints = prints
        webLines = Set(reading.webLinks.map { lines.key(Int($0.location.line), of: $0.file) })
    }

    private static func print(_ finding: Finding, _ lines: inout SourceLines) -> Print {
        Print(id: finding.id, line: lines.key(Int(finding.location.line), of: finding.file))
    }

    /// Of the findings of now those that were not there then, with what can be told only by comparing; and how many of
    /// them were there before.
    package func new(_ now: [Finding], _ reading: AnalyzedSite, site: String) -> (new: [Finding], before: Int)
    {
        let moves = GuideMoves(from: library, to: reading.library)
        let fresh = absent(now, reading, site: site, moves, files: moves.files)
        let found = lostOwners(reading.library, moves) + lostIssues(reading.library, moves)
        let lost = AppliedFindings.kept(reading.library.site, reading.suppressions, of: found)
        return ((fresh + lost).sorted(), now.count - fresh.count)
    }

    /// Of the findings of another state of the site those that were not there then.
    ///
    /// - Parameters:
    ///   - site: the folder of that other state.
    ///   - moves: which guides moved between the two.
    ///   - files: for the files of guides that moved those of the other state.
    package func absent(
        _ others: [Finding], _ reading: AnalyzedSite, site: String, _ moves: GuideMoves,
        files: [String: String]
    ) -> [Finding] {
        func line(_ key: SourceLines.Key, _ files: [String: String]) -> SourceLines.Key {
            SourceLines.Key(file: files[key.file] ?? key.file, words: moves.plain(key.words))
        }
        var left: [Print: Int] = [:]
        for (print, count) in prints {
            left[Print(id: print.id, line: line(print.line, files)), default: 0] += count
        }
        let webLines = Set(webLines.map { line($0, files) })
        var lines = SourceLines(site: site, reading)
        return others.filter { finding in
            var print = Self.print(finding, &lines)
            print.line = line(print.line, [:])
            if CheckID.asksOtherSites(finding.id), webLines.contains(print.line) { return false }
            guard let count = left[print], count > 0 else { return true }
            left[print] = count - 1
            return false
        }
    }

    /// The phrases that a guide owns: title, headings and own keywords.
    private static func phrases(_ guide: Guide) -> [String] {
        let headings = guide.document.headings.filter { !$0.isIssue && $0.level == 2 }.map(\.text)
        return [guide.title] + guide.frontMatter.keywords.map(\.text) + headings
    }

    private func lostOwners(_ now: Library, _ moves: GuideMoves) -> [Finding] {
        var owned: Set<FoldedWord> = []
        for guide in now.guides {
            for phrase in Self.phrases(guide) { owned.insert(FoldedWord(phrase)) }
            for heading in guide.document.headings { owned.insert(FoldedWord(heading.text)) }
        }
        for form in now.terms.flatMap(\.forms) { owned.insert(FoldedWord(form)) }
        return library.guides.flatMap { guide -> [Finding] in
            let lost = ([guide.title] + guide.frontMatter.keywords.map(\.text)).filter {
                !owned.contains(FoldedWord($0))
            }
            let heir = Heir(of: guide, now, moves)
            return lost.map { KeywordsLostOwner.finding($0, file: heir.file, at: heir.location) }
        }
    }

    /// A guide of then as it is now.
    private struct Heir {
        /// Nil where it is gone.
        let guide: Guide?

        init(of former: Guide, _ now: Library, _ moves: GuideMoves) {
            guide = now.index(ofSlug: moves.slugs[former.slug] ?? former.slug).map { now.guides[$0] }
        }

        /// Where to tell of what the guide had: in the guide, or in the site's settings where it is gone.
        var file: String { guide?.file ?? Site.file }
        var location: SourceLocation { guide?.frontMatter.title.location ?? .start }
    }

    private func lostIssues(_ now: Library, _ moves: GuideMoves) -> [Finding] {
        let published = Set(now.ledger.entries.map(\.address))
        var known: Set<String> = []
        for guide in now.guides {
            known.formUnion(guide.document.headings.filter(\.isIssue).map(\.anchor))
            known.formUnion(guide.frontMatter.issues.flatMap { $0.formerIDs.map(\.text) })
        }
        return library.guides.flatMap { guide -> [Finding] in
            let heir = Heir(of: guide, now, moves)
            let present = heir.guide?.document.headings.filter(\.isIssue) ?? []
            let names = Nearest.Names(present.map(\.anchor))
            // The ledger tells of what was published, whatever the revision.
            return guide.document.headings.filter {
                $0.isIssue && !known.contains($0.anchor)
                    && !published.contains(now.addresses.issue($0.anchor))
            }
            .map { issue in
                let near = names.match(issue.anchor)
                let taken = heir.guide.flatMap { heir in
                    present.first { $0.anchor == near }.map { (guide: heir, issue: $0) }
                }
                return IssuesRenamed.finding(issue.anchor, taken, file: heir.file, at: heir.location)
            }
        }
    }
}
