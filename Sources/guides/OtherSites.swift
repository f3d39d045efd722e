import Analysis
import ArgumentParser
import Comparison
import Content
import Findings
import FoundationEssentials
import LinkProbe
import Support

/// Requests the pages of other sites that a site links to; the user may watch it and stop it.
final class OtherSites {
    private let check: ExternalCheck
    private let isShown: Bool
    private let needsNetwork: Bool
    private let baseline: Baseline?
    /// The answers from earlier in the same run; no page is requested twice.
    private var former: ExternalCheck.Outcome?

    /// - Parameters:
    ///   - reading: the site's folder, and the day of the run.
    ///   - allowsPrivate: whether addresses that are not public may be contacted: for tests.
    ///   - isShown: whether a terminal shows how far it is.
    ///   - needsNetwork: whether the command fails where there is no network.
    ///   - baseline: where it is given, only links that are new since are requested.
    init(
        _ reading: AnalyzedSite.Options, allowsPrivate: Bool, isShown: Bool, needsNetwork: Bool,
        since baseline: Baseline?
    ) {
        var options = ProbeOptions()
        options.allowsPrivate = allowsPrivate
        options.proxy = Proxy(environment: ProcessInfo.processInfo.environment)
        check = ExternalCheck(site: reading.site, options: options, today: reading.today ?? .current)
        self.isShown = isShown
        self.needsNetwork = needsNetwork
        self.baseline = baseline
    }

    /// Findings about links to other sites; nil when none could be reached.
    func findings(of reading: AnalyzedSite) async throws -> [Finding]? {
        if former?.hasNoNetwork == true { return nil }
        let outcome = try await ask(reading.webLinks)
        former = outcome
        guard outcome.hasNoNetwork else { return outcome.findings }
        Terminal.error("notice: there is no network, so links to other sites were not checked")
        if needsNetwork { throw ExitCode(1) }
        return nil
    }

    private func ask(_ links: [WebLink]) async throws -> ExternalCheck.Outcome {
        let progress = LinkProbe.Progress()
        let (check, former) = (check, former)
        let new = baseline?.newLinks(among: links) ?? links
        let work = Task { try await check.run(new, among: links, after: former, progress: progress) }
        // Ctrl-C keeps what was learned.
        let interrupt = Terminal.onInterrupt { work.cancel() }
        defer { interrupt.cancel() }
        let line: @Sendable () -> String = {
            let slowest = progress.slowest.joined(separator: ", ")
            return "checked \(progress.done) of \(progress.total) pages of other sites"
                + (slowest.isEmpty ? "" : ", waiting longest for \(slowest)")
        }
        let outcome = try await Terminal.showing(isShown ? line : nil) { try await work.value }
        if work.isCancelled {
            Terminal.error("stopped; the results of \(outcome.asked) pages are kept")
            throw ExitCode(130)
        }
        return outcome
    }
}
