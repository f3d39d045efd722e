import TestSupport
import Testing

@testable import Analysis
@testable import Findings

/// `checks` in site.yml: what names a check counts before what names its group, wherever each stands, and in every
/// command.
@Suite(.timeLimit(.minutes(15))) struct CheckSettingTests {
    private static let values = ["error", "warning", "note", "off", nil]

    static let pairs = values.flatMap { group in values.map { (group, $0) } }

    private static func severity(_ word: String?, else usual: Severity?) -> Severity? {
        guard let word else { return usual }
        return Severity(rawValue: word)
    }

    private func found(_ settings: [String], _ style: Style) async throws -> [String: Severity] {
        let site = try TemporarySite(ExampleTests.site, templates: false)
        try site.write(
            "example.md", FixTests.head("updated: 2026-11-20", "[here](tls.md)\n\n[a](nowhere.md)"))
        let lines: String
        switch style {
        case .braces: lines = "checks: {\(settings.joined(separator: ", "))}\n"
        case .lines: lines = "checks:\n" + settings.map { "  \($0)\n" }.joined()
        }
        try site.write(
            "Content/site.yml",
            (ExampleTests.site["Content/site.yml"] ?? "") + (settings.isEmpty ? "" : lines))
        var options = AnalyzedSite.Options()
        options.site = site.path
        let findings = try await AnalyzedSite(options).allFindings(options)
        return Dictionary(uniqueKeysWithValues: findings.map { ($0.id, $0.severity) })
    }

    enum Style: CaseIterable { case braces, lines }

    @Test(arguments: pairs, [true, false])
    func theCheckCountsBeforeItsGroup(_ pair: (String?, String?), _ groupIsFirst: Bool) async throws {
        let (group, check) = pair
        var settings = [group.map { "links: \($0)" }, check.map { "links/vague-text: \($0)" }].compactMap {
            $0
        }
        if !groupIsFirst { settings.reverse() }
        for style in Style.allCases {
            let found = try await found(settings, style)
            let ofGroup = Self.severity(group, else: .error)
            let ofCheck = Self.severity(check ?? group, else: .warning)
            #expect(found["links/unknown-guide"] == ofGroup, "\(settings)")
            #expect(found["links/vague-text"] == ofCheck, "\(settings)")
            #expect(found.count == [ofGroup, ofCheck].count { $0 != nil }, "\(found)")
        }
    }

    /// Every check follows a setting of its own, against its group, unless its severity is fixed.
    @Test(arguments: CheckID.all) func eachCheckMayBeNamed(_ check: CheckID) async throws {
        for (text, isKept) in [
            ("\(check.group): off, \(check.name): note", true),
            ("\(check.name): note, \(check.group): off", true),
            ("\(check.group): note, \(check.name): off", false),
        ] {
            let site = try TemporarySite(ExampleTests.site, templates: false)
            try site.write(
                "Content/site.yml", (ExampleTests.site["Content/site.yml"] ?? "") + "checks: {\(text)}\n")
            var options = AnalyzedSite.Options()
            options.site = site.path
            let reading = try await AnalyzedSite(options)
            let finding = Finding(
                check, file: "Content/guides/example.md", at: .start, "x", severity: .warning)
            let kept = reading.apply(to: [finding], asksWeb: true).filter { $0.check == check }
            if check.isAlwaysError {
                #expect(kept.map(\.severity) == [.warning], "\(text)")
            } else {
                #expect(kept.map(\.severity) == (isKept ? [.note] : []), "\(text)")
            }
        }
    }
}
