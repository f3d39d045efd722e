import Content
import Findings

/// Findings as a site wants them.
package enum AppliedFindings {
    /// The most findings of one check about one file that are shown; the last one says how many more there are. A guide
    /// that some other tool wrote may have hundreds of thousands, which no one reads.
    static let most = 1000

    /// `findings` with the severities that the site asks for, sorted, without those it switched off or suppresses.
    ///
    /// - Parameters:
    ///   - suppressions: those of the site and of its guides.
    ///   - ran: tells of a check or a group whether it ran, so that a suppression for one that did not is not called
    ///     unused.
    package static func apply(
        _ site: Site, _ suppressions: [Suppression], to findings: [Finding],
        ran: (String) -> Bool = { _ in true }
    ) -> [Finding] {
        let (kept, more) = Suppression.apply(suppressions, to: unique(findings), ran: ran)
        return withSettings(site, kept + more)
    }

    /// Findings without those that several guides have of one included file.
    private static func unique(_ findings: [Finding]) -> [Finding] {
        var seen: Set<Finding> = []
        // Of two that differ in their fix alone, the one that has one.
        func isPreferred(_ a: Finding, _ b: Finding) -> Bool { a.fix != nil && b.fix == nil }
        let ofIncludes = findings.filter { $0.file.hasPrefix(IncludedFiles.folder + "/") }
        guard !ofIncludes.isEmpty else { return findings }
        let kept = ofIncludes.sorted(by: isPreferred).filter { finding in
            var plain = finding
            (plain.fix, plain.help) = (nil, "")
            return seen.insert(plain).inserted
        }
        return findings.filter { !$0.file.hasPrefix(IncludedFiles.folder + "/") } + kept
    }

    /// Some of all findings as the site wants them, which tells nothing of the suppressions.
    package static func kept(_ site: Site, _ suppressions: [Suppression], of findings: [Finding]) -> [Finding]
    {
        withSettings(site, Suppression.apply(suppressions, to: unique(findings)) { _ in false }.kept)
    }

    /// Findings with the severities that the site asks for, sorted.
    private static func withSettings(_ site: Site, _ findings: [Finding]) -> [Finding] {
        let wanted = findings.compactMap { finding -> Finding? in
            guard !finding.check.isAlwaysError,
                let setting = site.checks[finding.id] ?? site.checks[finding.group]
            else { return finding }
            guard case .severity(let severity) = setting else { return nil }
            var changed = finding
            changed.severity = severity
            return changed
        }
        return shown(wanted.sorted())
    }

    /// `findings`, sorted, without those beyond `most` of one check about one file.
    private static func shown(_ findings: [Finding]) -> [Finding] {
        guard findings.count > most else { return findings }
        struct Kind: Hashable { let id, file: String }
        var counts: [Kind: Int] = [:]
        var last: [Kind: Int] = [:]
        var kept: [Finding] = []
        for finding in findings {
            let kind = Kind(id: finding.id, file: finding.file)
            counts[kind, default: 0] += 1
            guard counts[kind, default: 0] <= most else { continue }
            last[kind] = kept.count
            kept.append(finding)
        }
        for (kind, index) in last {
            guard let count = counts[kind], count > most else { continue }
            let more = "there are \(count - most) more like it in this file"
            kept[index].help += kept[index].help.isEmpty ? more : "; \(more)"
        }
        return kept
    }
}
