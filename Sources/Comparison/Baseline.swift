import Analysis
import Checks
import Content
import Findings
import FoundationEssentials
import Library
import OutputChecks
import Support

/// A site as it was at a revision of git, to tell what changed since.
package struct Baseline {
    /// The check and the line of a finding, by which it is known while lines above it come and go.
    private struct Fingerprint: Hashable {
        var id: String
        var line: SourceLines.Key
    }

    /// The number of findings of each kind on lines that read alike.
    private let fingerprints: [Fingerprint: Int]
    /// The addresses of other sites that it linked to.
    private let webAddresses: Set<String>
    private let library: Library

    /// The site as it was at `revision`, read and checked in a folder of its own that is removed again.
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
    static func withSite<Value>(
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
    init(_ reading: AnalyzedSite, _ findings: [Finding], site: String) {
        library = reading.library
        var lines = SourceLines(site: site, reading)
        var fingerprints: [Fingerprint: Int] = [:]
        for finding in findings { fingerprints[Self.fingerprint(of: finding, &lines), default: 0] += 1 }
        self.fingerprints = fingerprints
        webAddresses = Set(reading.webLinks.map(\.url))
    }

    /// Links to other sites that the baseline did not link to. Those that it did were not checked for it, so nobody knows
    /// whether what is wrong with them is new.
    ///
    /// - Parameter links: those of now.
    package func newLinks(among links: [WebLink]) -> [WebLink] {
        links.filter { !webAddresses.contains($0.url) }
    }

    private static func fingerprint(of finding: Finding, _ lines: inout SourceLines) -> Fingerprint {
        Fingerprint(id: finding.id, line: lines.key(Int(finding.location.line), of: finding.file))
    }

    /// New findings since the baseline, those included that only a comparison can tell, sorted.
    ///
    /// - Parameters:
    ///   - findings: all of now.
    ///   - reading: the site as it is now, read from the folder `site`.
    /// - Returns: `known` is how many of `findings` were in the baseline.
    package func newFindings(
        among findings: [Finding], in reading: AnalyzedSite, site: String
    ) -> (findings: [Finding], known: Int) {
        let moves = GuideMoves(from: library, to: reading.library)
        let new = unknown(among: findings, in: reading, site: site, moves, files: moves.files)
        let names = LostNames(from: library, to: reading.library, moves)
        let lost = AppliedFindings.kept(
            reading.library.site, reading.suppressions, of: names.owners + names.issues)
        return ((new + lost).sorted(), findings.count - new.count)
    }

    /// The findings of another state of the site, later or earlier, that are not in the baseline.
    ///
    /// - Parameters:
    ///   - site: the folder of that other state.
    ///   - moves: the guides that moved between the two.
    ///   - files: for the files of guides that moved those of the other state.
    func unknown(
        among findings: [Finding], in reading: AnalyzedSite, site: String, _ moves: GuideMoves,
        files: [String: String]
    ) -> [Finding] {
        func line(_ key: SourceLines.Key, _ files: [String: String]) -> SourceLines.Key {
            SourceLines.Key(file: files[key.file] ?? key.file, words: moves.plain(key.words))
        }
        var left: [Fingerprint: Int] = [:]
        for (known, count) in fingerprints {
            left[Fingerprint(id: known.id, line: line(known.line, files)), default: 0] += count
        }
        var lines = SourceLines(site: site, reading)
        return findings.filter { finding in
            var fingerprint = Self.fingerprint(of: finding, &lines)
            fingerprint.line = line(fingerprint.line, [:])
            guard let count = left[fingerprint], count > 0, !finding.check.stopsOthers else { return true }
            left[fingerprint] = count - 1
            return false
        }
    }
}
