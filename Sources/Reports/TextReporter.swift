import Content
import Findings
import Publishing
import Support

/// Reports for people at a terminal, or in the log of a CI run.
package struct TextReporter: Reporter {
    private let hasColor: Bool

    package init(hasColor: Bool) { self.hasColor = hasColor }

    package func report(on result: CheckResult) -> [ReportPiece] { report(on: result, showing: .max) }

    /// - Parameter most: the most findings to show; the others are counted.
    package func report(on result: CheckResult, showing most: Int) -> [ReportPiece] {
        let (library, findings) = (result.reading.library, result.findings)
        var text = FindingText(site: result.reading.site, result.reading, hasColor: hasColor)
        var pieces = findings.prefix(most).map { ReportPiece.finding(text.text($0)) }
        pieces += result.reading.notices.map { .aside("notice: \($0)\n") }
        pieces.append(
            .words(
                "\(library.guides.count, "guide"), \(library.linkCount, "link"): \(FindingText.count(findings))"
            ))
        if findings.count > most {
            pieces.append(
                .words(
                    "not shown: \(findings.count - most, "more finding"); `guides check` lists all of them"))
        }
        if let known = result.known, known.count > 0 {
            pieces.append(.words("not shown: \(known.count, "finding") that \(known.revision) already had"))
        }
        let drafts = result.reading.content.drafts.count
        if drafts > 0 {
            pieces.append(
                .words(
                    "not checked: \(drafts, "draft"); add --drafts to check \(drafts == 1 ? "it" : "them")"))
        }
        if result.hiddenNotes > 0 {
            pieces.append(
                .words("not shown: \(result.hiddenNotes, "note"); `guides check --notes` shows them"))
        }
        return pieces
    }

    /// The report of a build.
    ///
    /// - Parameters:
    ///   - site: the site's folder.
    ///   - findings: those of the build that are shown.
    ///   - quiet: whether to report only findings.
    package func report(
        on build: Build.Report, site: String, showing findings: [Finding], seconds: Double, quiet: Bool
    ) -> [ReportPiece] {
        var text = FindingText(site: site, hasColor: hasColor)
        var pieces = findings.map { ReportPiece.finding(text.text($0)) }
        if quiet { return pieces }
        pieces += build.notices.map { .aside("notice: \($0)\n") }
        guard !build.hasErrors else {
            return pieces + [
                .words("not published: \(FindingText.count(findings)); the published site is unchanged")
            ]
        }
        let removed = build.removed == 0 ? "" : ", \(build.removed) removed"
        pieces.append(
            .words(
                "\(build.guides, "guide"), \(build.written, "file") written to \(build.output), \(build.unchanged) unchanged\(removed), "
                    + "\(build.links, "link"), \(Self.inWords(seconds)): \(FindingText.count(findings))"))
        if build.recorded > 0 {
            pieces.append(
                .words(
                    "\(build.recorded, "address is", plural: "addresses are") new in \(AddressHistory.file); commit it"
                ))
        }
        if build.written > 0, build.unchanged == 0 {
            let option = site == "." ? "" : " --site \(ShellWord.path(site))"
            let rules: String
            if build.rules.isEmpty {
                rules = build.namesHosts ? "" : ", and `guides host nginx\(option)` prints rules for a server"
            } else {
                let verb = build.rules.count == 1 ? "has" : "have"
                rules = ", and \(build.rules.joined(separator: " and ")) \(verb) the rules for the server"
            }
            pieces.append(.words("Next: `guides preview\(option)` shows the site\(rules)."))
        }
        return pieces
    }

    /// A duration: `12 ms`, `1.25 s`.
    private static func inWords(_ seconds: Double) -> String {
        seconds < 1 ? "\(Int((seconds * 1000).rounded())) ms" : "\((seconds * 100).rounded() / 100) s"
    }
}
