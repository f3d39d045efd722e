import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Content
@testable import Publishing
@testable import Support

/// What a build reports and writes beside the site, after builds with other options and after one that changed nothing, is
/// what a clean build elsewhere reports and writes.
@Suite(.timeLimit(.minutes(15))) struct BuildReportTests {
    /// How a site is built.
    enum Way: String, CaseIterable {
        case plain, drafts, address, record, manifest, day, laterDay, oneJob, recordAndManifest

        func apply(to build: inout Build) {
            switch self {
            case .plain: break
            case .drafts: build.options.withDrafts = true
            case .address: build.options.baseURL = "https://other.example"
            case .record: build.records = true
            case .manifest: build.writesManifest = true
            case .day: build.options.today = Day("2026-11-30")
            case .laterDay: build.options.today = Day("2026-12-02")
            case .oneJob: build.options.jobs = 1
            case .recordAndManifest: (build.records, build.writesManifest) = (true, true)
            }
        }
    }

    private static func site() throws -> TemporarySite {
        try TemporarySite(
            [
                "a.md": TemporarySite.guide(
                    "Alpha", more: "review: 2026-12-01", "Ask mail.mailer.com. See [b](b.md)."),
                "b.md": TemporarySite.guide("Beta", category: "two", "Text of [a](a.md)."),
                "c.md": TemporarySite.guide("Gamma", more: "draft: true", "A draft of [a](a.md)."),
                // Of these there are notices.
                ".htaccess": "x", "deep/.well-known/x": "x",
            ], templates: false)
    }

    /// All that a build tells and leaves, in a form that can be compared.
    private struct Left: Equatable {
        var findings: [String]
        var notices: [String]
        var guides: Int
        var links: Int
        var hasErrors: Bool
        var addresses: [UInt8]?
        var manifest: [UInt8]?
        var files: [String: [UInt8]]
    }

    private static func build(_ site: TemporarySite, _ way: Way) async throws -> (Left, Build.Report) {
        try Disk.removeFile(site.path + "/.guides/manifest.json")
        let report = try await site.build { way.apply(to: &$0) }
        return (
            Left(
                findings: report.findings.map { "\($0)" }, notices: report.notices, guides: report.guides,
                links: report.links, hasErrors: report.hasErrors,
                addresses: try? Disk.read("\(site.path)/\(AddressHistory.file)"),
                manifest: try? Disk.read(site.path + "/.guides/manifest.json"),
                files: try site.published()),
            report
        )
    }

    @Test(arguments: Way.allCases, Way.allCases) func reportsWhatACleanBuildDoes(_ first: Way, _ second: Way)
        async throws
    {
        let site = try Self.site()
        // Files as young as this would be read again in any case.
        try await Task.sleep(for: .milliseconds(120))
        let (_, former) = try await Self.build(site, first)
        #expect(!former.hasErrors && former.notices.count == 2, "\(former.notices)")
        let copy = try Self.site()
        if let history = try? Disk.read("\(site.path)/\(AddressHistory.file)") {
            try copy.write(AddressHistory.file, history)
        }
        let (found, report) = try await Self.build(site, second)
        let (expected, clean) = try await Self.build(copy, second)
        #expect(found == expected)
        #expect(report.recorded == clean.recorded)
        if second == .record || second == .recordAndManifest { #expect(found.addresses != nil) }
        #expect((found.manifest != nil) == (second == .manifest || second == .recordAndManifest))
        // And once more, where nothing changed since.
        for _ in 0..<2 {
            let (again, unchanged) = try await Self.build(site, second)
            #expect(again == expected)
            #expect(unchanged.written == 0 && unchanged.removed == 0 && unchanged.recorded == 0)
            #expect(unchanged.unchanged == found.files.count)
        }
    }

    /// A notice comes and goes with what it is about.
    @Test func noticesComeAndGo() async throws {
        let site = try Self.site()
        for (file, text, count) in [
            ("b.md", TemporarySite.guide("Beta", category: "two", "Other text of [a](a.md)."), 2),
            (".nojekyll", "", 3), (".htaccess", "y", 3),
        ] {
            try site.write(file, text)
            for _ in 0..<2 { #expect(try await site.build().notices.count == count, "\(file)") }
        }
        try site.remove(".nojekyll")
        for _ in 0..<2 { #expect(try await site.build().notices.count == 2) }
    }
}
