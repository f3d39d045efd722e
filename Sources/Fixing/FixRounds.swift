import Analysis
import Findings
import Support

/// Fixes findings round after round, since a fix may make room for another, until nothing is left to fix. A fix that is
/// refused, or after which its finding is still there, is not tried again.
struct FixRounds {
    private let fixer: Fixer
    /// The number of findings of a kind when some of them were fixed, and those that were, by `key`.
    private var attempted: [String: (count: Int, fixed: Set<Finding>)] = [:]
    /// Findings that are not tried again, by `key`.
    private var abandoned: Set<String> = []
    /// The number of findings that were fixed.
    private(set) var count = 0
    /// Each file that was changed, as it was before. One that was moved has its new path here.
    private(set) var originals: [String: [UInt8]] = [:]
    /// The former path of each file that was moved, by its new one.
    private(set) var formerPaths: [String: String] = [:]
    /// Findings that were not fixed though they have a fix, each with the reason.
    private(set) var failures: [(finding: Finding, reason: String)] = []

    /// - Parameter site: the site's folder.
    init(site: String) { fixer = Fixer(site: site) }

    /// Most rounds that any text needs.
    private static let most = 20

    /// Finds and fixes until nothing is left to fix.
    ///
    /// - Parameter find: reads the site as it is now and returns the findings of it that have a fix which may be
    ///   applied; it is given the number of the round, from 0.
    mutating func runAll(_ find: (_ round: Int) async throws -> [Finding]) async throws {
        for round in 0..<Self.most {
            guard try run(try await find(round)) else { return }
        }
    }

    /// Fixes findings of the site as it is now: one round.
    ///
    /// - Parameter findings: those that have a fix which may be applied.
    /// - Returns: false where nothing was changed, so that no other round will change anything.
    /// - Throws: `DiskError` when the disk refuses, or a file was changed meanwhile.
    mutating func run(_ findings: [Finding]) throws(DiskError) -> Bool {
        let counts = Dictionary(grouping: findings, by: Self.key).mapValues(\.count)
        let failed = attempted.compactMap { key, before -> Finding? in
            guard counts[key, default: 0] >= before.count else { return nil }
            // The same finding at another location is a different one, which no round has reported yet.
            return findings.first(where: before.fixed.contains)
        }
        for finding in failed.sorted() {
            abandoned.insert(Self.key(finding))
            failures.append((finding, "its fix was applied, but the finding is still there"))
        }
        attempted = [:]
        let outcome = try fixer.changes(findings.filter { !abandoned.contains(Self.key($0)) })
        for finding in outcome.refused where abandoned.insert(Self.key(finding)).inserted {
            failures.append(
                (
                    finding,
                    "its location does not have the text that the fix replaces (\(Self.expected(finding)))"
                ))
        }
        for change in outcome.changes {
            if originals[change.file] == nil { originals[change.file] = change.before }
            try fixer.write(change)
            count += change.fixed.count
            for (key, fixed) in Dictionary(grouping: change.fixed, by: Self.key) {
                attempted[key] = (counts[key, default: 0], Set(fixed))
            }
        }
        return !outcome.changes.isEmpty
    }

    /// Renames the guides of findings that call for it.
    ///
    /// - Parameters:
    ///   - slugs: the slug of the guide in each file.
    ///   - options: those of reading the site.
    /// - Returns: lines that say what was not corrected.
    mutating func rename(
        _ findings: [Finding], slugs: [String: String], _ options: AnalyzedSite.Options
    ) async throws -> [String] {
        let rename = Rename(options)
        let library = try await AnalyzedSite(rename.options).library
        var moves: [Rename.Move] = []
        for finding in findings.sorted() {
            guard let name = finding.fix?.name, let slug = slugs[finding.file] else { continue }
            do {
                moves.append(try rename.move(slug, to: name, in: library))
            } catch let refusal as Rename.Refusal {
                failures.append((finding, refusal.description))
            }
        }
        for move in moves {
            originals[move.to] = move.before
            formerPaths[move.to] = move.from
        }
        count += moves.count
        let corrections = try await rename.correct(moves)
        originals.merge(corrections.rounds.originals) { first, _ in first }
        return corrections.failures + corrections.mentions.map { "look at \($0)" }
    }

    /// A name that findings of one kind have in common, wherever they are in their file. The message is part of it,
    /// since it names what the finding is about; a fix that changes a number in a message starts again, for at most
    /// `most` rounds.
    private static func key(_ finding: Finding) -> String {
        "\(finding.id)\u{0}\(finding.file)\u{0}\(finding.message)\u{0}\(finding.fix?.edits.map(\.text) ?? [])"
    }

    private static func expected(_ finding: Finding) -> String {
        (finding.fix?.edits ?? []).map { "\"\(Passwords.masked($0.expected))\"" }.joined(
            separator: ", ")
    }

    /// A line that says why a finding was not fixed, such as `not fixed: Content/guides/a.md:3:9: …`.
    static func text(_ failure: (finding: Finding, reason: String)) -> String {
        let finding = failure.finding
        return TerminalText.line(
            "not fixed: \(finding.file):\(finding.location.line):\(finding.location.column): \(failure.reason) [\(finding.id)]"
        )
    }
}
