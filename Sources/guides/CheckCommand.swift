import Analysis
import ArgumentParser
import Comparison
import Findings
import Fixing
import Foundation
import LinkProbe
import Reports
import Support

/// `guides check`.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check every link and every keyword, and all else that can be wrong.",
        discussion:
            "Exit codes: 0 clean, 1 findings at error (with --strict also at warning), 2 wrong usage or a disk that refuses."
    )

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, sarif, github, junit }

    @Option(help: ArgumentHelp("The site's folder, which holds Content/ and Templates/.", valueName: "dir"))
    var site = "."

    @Flag(help: "Ask other sites whether the pages that guides link to are there.")
    var external = false

    @Flag(help: .hidden)
    var allowPrivate = false

    @Flag(help: "Fix what can be fixed beyond doubt; with --only, also what those checks offer.")
    var fix = false

    @Flag(help: "With --fix: show what it would change, and change nothing.")
    var dryRun = false

    @Flag(help: "Fail on warnings too.")
    var strict = false

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Report these checks or groups alone, such as links/self or keywords.", valueName: "id"))
    var only: [String] = []

    @Flag(help: "Report notes in every format; text on a terminal always has them.")
    var notes = false

    @Option(help: ArgumentHelp("Report what came since this revision of git alone.", valueName: "ref"))
    var since: String?

    @Option(help: "How to report: text, json, sarif, github or junit.")
    var format = Format.text

    @Option(help: ArgumentHelp("How many workers. (default: as many as there are cores)", valueName: "n"))
    var jobs: Int?

    @Argument(help: ArgumentHelp("Report these files alone.", valueName: "file"))
    var files: [String] = []

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs is a number from 1.") }
        if dryRun, !fix { throw ValidationError("--dry-run goes with --fix.") }
        for name in only where CheckID.named(name) == nil && !CheckID.groups.contains(name) {
            // Files that follow the ids are files.
            if Selection.exists(name, site: site) { continue }
            let near = Nearest.match(name, among: CheckID.names)
            throw ValidationError(
                "no check is named \(name)\(near.map { "; did you mean \($0)?" } ?? "; `guides checks` lists them")"
            )
        }
    }

    /// Which findings are asked for.
    private struct Selection {
        var ids: Set<String>
        /// Relative to the site; empty for all.
        var files: Set<String>

        static func exists(_ path: String, site: String) -> Bool {
            FileManager.default.fileExists(atPath: path)
                || FileManager.default.fileExists(atPath: "\(site)/\(path)")
        }

        func covers(_ finding: Finding) -> Bool {
            (ids.isEmpty || ids.contains(finding.id) || ids.contains(finding.group))
                && (files.isEmpty || files.contains(finding.file))
        }
    }

    private func selection() throws -> Selection {
        let ids = only.filter(CheckID.names.contains)
        let root = Disk.realPath(site) ?? site
        let named = try (files + only.filter { !ids.contains($0) }).map { file -> String in
            for candidate in [file, "\(site)/\(file)"] {
                guard let path = Disk.realPath(candidate), path.hasPrefix(root + "/") else { continue }
                return String(path.dropFirst(root.count + 1))
            }
            throw DiskError(file, "check", code: 2)
        }
        return Selection(ids: Set(ids), files: Set(named))
    }

    private func options(site: String) -> AnalyzedSite.Options {
        var options = AnalyzedSite.Options()
        options.site = site
        options.jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
        options.today = Day(secondsSince1970: Int(Date().timeIntervalSince1970))
        return options
    }

    func run() async throws {
        let started = Date()
        do {
            let selection = try selection()
            var web: ExternalCheck.Outcome?
            if fix {
                let fixing = try await applyFixes(selection)
                web = fixing.web
                if dryRun {
                    if isFailing(fixing.left) { throw ExitCode(1) }
                    return
                }
            }
            let options = options(site: site)
            let reading = try await showing(options.progress) { try await AnalyzedSite(options) }
            if external { web = try await askOtherSites(reading, after: web) }
            let ofWeb = web.flatMap(Self.findings)
            let all = try await showing(options.progress) {
                try await reading.allFindings(options, web: ofWeb)
            }
            var findings = all
            var before: Int?
            if let since {
                (findings, before) = try await showing(options.progress) {
                    let (new, old) = try await Baseline(since, options).new(all, reading, site: site)
                    return (new, old)
                }
            }
            findings = findings.filter(selection.covers)
            try report(findings, reading, before: before, started: started)
            if isFailing(findings) { throw ExitCode(1) }
        } catch let error as ExitCode {
            throw error
        } catch {
            Terminal.error("error: \(error)")
            throw ExitCode(2)
        }
    }

    private func isFailing(_ findings: [Finding]) -> Bool {
        let least = strict ? Severity.warning : .error
        return findings.contains { $0.severity >= least }
    }

    /// Does some work and shows on a terminal how far it is.
    private func showing<Value>(_ progress: BuildProgress, _ work: () async throws -> Value) async throws
        -> Value
    {
        let ticker = Terminal.isErrorTerminal && format == .text ? Terminal.show(progress) : nil
        let result: Result<Value, any Error>
        do {
            result = .success(try await work())
        } catch {
            result = .failure(error)
        }
        ticker?.cancel()
        await ticker?.value
        return try result.get()
    }

    // MARK: Other sites

    /// What is wrong with links to other sites; nil when nobody could be asked.
    private static func findings(_ outcome: ExternalCheck.Outcome) -> [Finding]? {
        outcome.hasNoNetwork ? nil : outcome.findings
    }

    /// Asks for the pages of other sites, but for those that an earlier look of this run knows of.
    private func askOtherSites(_ reading: AnalyzedSite, after former: ExternalCheck.Outcome?) async throws
        -> ExternalCheck.Outcome
    {
        if let former, former.hasNoNetwork { return former }
        var options = ProbeOptions()
        options.allowsPrivate = allowPrivate
        options.proxy = Proxy(environment: ProcessInfo.processInfo.environment)
        let today = Day(secondsSince1970: Int(Date().timeIntervalSince1970))
        let check = ExternalCheck(site: site, options: options, today: today)
        let progress = LinkProbe.Progress()
        let links = reading.webLinks
        let work = Task { () async throws -> (ExternalCheck.Outcome) in
            try await check.run(links, after: former, progress: progress)
        }
        // Ctrl-C keeps what was learned.
        let interrupt = Terminal.onInterrupt { work.cancel() }
        let ticker =
            Terminal.isErrorTerminal && format == .text
            ? Terminal.show {
                let slowest =
                    progress.slowest.isEmpty
                    ? "" : ", waiting longest for \(progress.slowest.joined(separator: ", "))"
                return "asked \(progress.done) of \(progress.total) pages of other sites\(slowest)"
            } : nil
        let result = await work.result
        ticker?.cancel()
        await ticker?.value
        interrupt.cancel()
        let outcome = try result.get()
        if work.isCancelled {
            Terminal.error("stopped; what was learned of \(outcome.asked) pages is kept")
            throw ExitCode(130)
        }
        if outcome.hasNoNetwork {
            Terminal.error("notice: there is no network, so links to other sites were not checked")
            if strict { throw ExitCode(1) }
        }
        return outcome
    }

    // MARK: Fixing

    /// Applies fixes round after round, since a fix may make room for another, until nothing is left to fix.
    ///
    /// - Returns: what other sites answered, if they were asked; and of a dry run the findings that no fix takes away.
    private func applyFixes(_ selection: Selection) async throws -> (
        web: ExternalCheck.Outcome?, left: [Finding]
    ) {
        let folder = dryRun ? try Self.copy(of: site) : site
        defer { if dryRun { Disk.removeTree(folder) } }
        var past: Baseline?
        if let since { past = try await Baseline(since, options(site: site)) }
        var rounds = FixRounds(site: folder)
        var outcome: ExternalCheck.Outcome?
        for round in 0..<FixRounds.most {
            let options = options(site: folder)
            let reading = try await AnalyzedSite(options)
            // Other sites are asked once: what they say of an address does not change from round to round.
            if external, round == 0 { outcome = try await askOtherSites(reading, after: nil) }
            let web = round == 0 ? outcome.flatMap(Self.findings) : nil
            let found = try await reading.findings(jobs: options.jobs)
            var all = reading.apply(to: found + (web ?? []), asksWeb: web != nil)
            if let past { all = past.new(all, reading, site: folder).new }
            let findings = all.filter { finding in
                guard let fix = finding.fix, selection.covers(finding) else { return false }
                return fix.isSafe || !selection.ids.isEmpty
            }
            guard try rounds.run(findings) else { break }
        }
        var left: [Finding] = []
        if dryRun {
            let options = options(site: folder)
            let reading = try await AnalyzedSite(options)
            let web = external ? try await askOtherSites(reading, after: outcome) : nil
            left = try await reading.allFindings(options, web: web.flatMap(Self.findings))
            if let past { left = past.new(left, reading, site: folder).new }
            left = left.filter(selection.covers)
            for (file, before) in rounds.originals.sorted(by: { $0.key < $1.key }) {
                let after = try Disk.read("\(folder)/\(file)")
                Terminal.diff(UnifiedDiff.text(before, after, name: file))
            }
        }
        for failure in rounds.failures { Terminal.error(FixRounds.text(failure)) }
        if format == .text {
            let count = rounds.originals.count
            Terminal.error("\(dryRun ? "would fix" : "fixed") \(rounds.count) in \(count, "file")")
            if isFailing(left) {
                Terminal.error("would leave \(TextReport.count(left)); guides check shows them")
            }
        }
        return (outcome, left)
    }

    /// A copy of the site to try fixes on.
    private static func copy(of site: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.path + "/guides-fix-\(UUID().uuidString)"
        try Disk.makeFolder(folder)
        for part in ["Content", "Templates"] where Disk.realPath("\(site)/\(part)") != nil {
            try FileManager.default.copyItem(
                atPath: Disk.realPath("\(site)/\(part)") ?? "\(site)/\(part)", toPath: "\(folder)/\(part)")
        }
        return folder
    }

    // MARK: Reporting

    private func report(_ findings: [Finding], _ reading: AnalyzedSite, before: Int?, started: Date) throws {
        let seconds = Date().timeIntervalSince(started)
        // Notes are for the writer at the terminal; what CI keeps stays short.
        let showsNotes = notes || (format == .text && Terminal.isOutputTerminal)
        let shown = findings.filter { showsNotes || $0.severity > .note }
        let hidden = findings.count - shown.count
        switch format {
        case .text:
            var text = TextReport(site: site, reading, hasColor: Terminal.hasColor(STDOUT_FILENO))
            for finding in shown { Terminal.report(text.text(finding)) }
            for notice in reading.notices { Terminal.error("notice: \(notice)\n") }
            Terminal.output(
                "\(reading.library.guides.count, "guide"), \(reading.library.linkCount, "link"): \(TextReport.count(shown))"
            )
            if let before, let since, before > 0 {
                Terminal.output("not shown: \(before, "finding") that \(since) already had")
            }
            if hidden > 0 { Terminal.output("not shown: \(hidden, "note"); add --notes to see them") }
        case .json:
            let report = JSONReport(
                shown, guides: reading.library.guides.count, links: reading.library.linkCount, before: before,
                seconds: seconds)
            Terminal.json(try report.text())
        case .sarif:
            Terminal.json(try SARIFReport(shown, site: site, reading, prefix: prefix).text())
        case .github:
            let summary = Self.stepSummary
            Terminal.data(GitHubReport.commands(shown, prefix: prefix, hasSummary: summary != nil))
            if summary == nil {
                for finding in shown { Terminal.output(GitHubReport.line(finding, prefix: prefix)) }
            }
            Terminal.output("\(reading.library.guides.count, "guide"): \(TextReport.count(shown))")
            if let summary {
                try Self.append(GitHubReport.summary(shown, prefix: prefix), to: summary)
            }
        case .junit:
            Terminal.data(
                JUnitReport.text(
                    shown, files: reading.library.guides.map(\.file), failing: strict ? .warning : .error,
                    time: String(started.ISO8601Format().dropLast()), seconds: seconds))
        }
    }

    /// What comes before a file's path where the site is not the root of its repository.
    private var prefix: String {
        guard let root = Disk.realPath(site) else { return "" }
        let workspace = ProcessInfo.processInfo.environment["GITHUB_WORKSPACE"].flatMap(Disk.realPath)
        let repository = workspace ?? Git.root(of: site)
        guard let repository, root.hasPrefix(repository + "/") else { return "" }
        return String(root.dropFirst(repository.count + 1)) + "/"
    }

    /// The file that GitHub shows below a step; nil outside of a workflow, and on runners that have none.
    private static var stepSummary: String? {
        ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"].flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func append(_ text: String, to path: String) throws {
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        guard let file = FileHandle(forWritingAtPath: path) else { throw DiskError(path, "write") }
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }
}
