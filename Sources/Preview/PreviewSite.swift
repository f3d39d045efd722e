import Analysis
import Content
import Findings
import FoundationEssentials
import OutputChecks
import Rendering
import Support
import Synchronization

/// The site that is previewed: read once, and after each change as far as the change reaches.
///
/// A change shows in two steps: first the pages, which take a few milliseconds, then what the checks of the whole
/// library find.
package final class PreviewSite: Sendable {
    let options: AnalyzedSite.Options
    private let current = Mutex<Snapshot?>(nil)
    private let clients = EventHub()
    private let proofs = Mutex<Proofs?>(nil)

    /// The findings of the proofs of all pairs, as far as they are known.
    private struct Proofs {
        var reading: AnalyzedSite
        var faults: [[PairFault]?]
    }

    package init(_ options: AnalyzedSite.Options) {
        var options = options
        options.keepsState = true
        self.options = options
    }

    /// The site as it was last read; nil before that.
    var snapshot: Snapshot? { current.withLock { $0 } }

    /// The number of guides.
    package var guideCount: Int { snapshot?.reading.library.guides.count ?? 0 }

    /// The hub that tells clients of changes.
    var events: EventHub { clients }

    /// Reads the site for the first time.
    ///
    /// - Throws: `DiskError` when a folder of the site is not there.
    package func start() async throws {
        let reading = try await AnalyzedSite(try ContentTree(site: options.site), options)
        publish(Snapshot(reading, after: nil))
    }

    /// Reads the site again after every change, until the changes end.
    ///
    /// - Parameters:
    ///   - onNotice: told when the folders can no longer be watched.
    ///   - onFirstCheck: receives all findings, the worst first, when the checks have run for the first time.
    package func follow(
        _ watch: FolderWatch, onNotice: (String) -> Void,
        onFirstCheck: @escaping @Sendable (AnalyzedSite, [Finding]) -> Void
    ) async {
        var reported = watch.notice
        var checking = Task { await self.check() ? self.tell(onFirstCheck) : false }
        for await _ in watch.changes {
            // The checks of what is no more have no reader.
            checking.cancel()
            let wasTold = await checking.value
            if let notice = watch.notice, reported == nil {
                reported = notice
                onNotice(notice)
            }
            await update(watch.take())
            checking = Task { await self.check() && !wasTold ? self.tell(onFirstCheck) : wasTold }
        }
        checking.cancel()
    }

    /// Reads the site again, as far as it changed.
    func update(_ changes: FolderWatch.Changes = FolderWatch.Changes(isEverything: true)) async {
        let former = snapshot
        do {
            var options = options
            if options.today != nil {
                options.today = Day(secondsSince1970: Int(Date().timeIntervalSince1970))
            }
            let isKnown = !changes.isEverything && former?.failure == nil
            let known = !isKnown ? nil : former?.reading.tree?.updated(changes.files, site: options.site)
            let tree = try known ?? ContentTree(site: options.site)
            let reading = try await AnalyzedSite(tree, options, after: former?.reading)
            publish(Snapshot(reading, after: former))
        } catch {
            guard let former else { return }
            publish(
                Snapshot(former, findings: former.findings, failure: "\(error)", number: former.number + 1))
        }
    }

    private func tell(_ listener: (AnalyzedSite, [Finding]) -> Void) -> Bool {
        guard let snapshot else { return false }
        listener(snapshot.reading, snapshot.byCause(snapshot.known))
        return true
    }

    /// Runs the checks of the whole library, and the proofs of the pairs that changed since they were proven. Returns
    /// whether they are through.
    @discardableResult
    func check() async -> Bool {
        guard let snapshot, snapshot.failure == nil else { return false }
        let reading = snapshot.reading
        let jobs = options.jobs
        do {
            let found = try await reading.allChecks(jobs: jobs)
            let outputs = try await prove(snapshot)
            guard !Task.isCancelled else { return false }
            let all = reading.apply(to: found, outputs)
            publish(Snapshot(snapshot, findings: all, failure: nil, number: snapshot.number + 1))
            return true
        } catch {
            // Cancelled: another change is on its way.
            return false
        }
    }

    private func prove(_ snapshot: Snapshot) async throws -> OutputFindings {
        let reading = snapshot.reading
        var findings = OutputFindings()
        guard reading.siteErrors.isEmpty else { return findings }
        let guides = reading.library.guides
        var known = [[PairFault]?](repeating: nil, count: guides.count)
        if let proofs = proofs.withLock({ $0 }), let changed = reading.changedPairs(since: proofs.reading) {
            known = proofs.faults
            for index in changed { known[index] = nil }
        }
        let stale = known.indices.filter { known[$0] == nil }
        let made = try await Rendering(reading, jobs: options.jobs).guides(stale, to: DiscardingSink())
        for (index, guide) in zip(stale, made) { known[index] = guide.faults }
        proofs.withLock { $0 = Proofs(reading: reading, faults: known) }
        for (guide, faults) in zip(guides, known) { findings.add(faults ?? [], of: guide) }
        return findings
    }

    private func publish(_ snapshot: Snapshot) {
        current.withLock { $0 = snapshot }
        clients.tell(Self.message(snapshot))
    }

    /// The message that tells clients of a moment: its number, and whether the checks are through.
    private static func message(_ snapshot: Snapshot) -> String {
        "{\"number\":\(snapshot.number),\"checked\":\(snapshot.findings != nil)}"
    }
}
