import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import Fixing
@testable import Library
@testable import Support

/// Fixes of links between guides in any folders: the link leads where it led, or where it was meant to lead.
@Suite(.timeLimit(.minutes(15))) struct LinkFixFolderTests {
    private static let guides = [
        "zero.md", "in/one.md", "in/two.md", "in/deep/three.md", "in/deep/four.md", "out/five.md",
        "out/in/six.md",
    ]

    private static func name(_ file: String) -> String {
        String(file.split(separator: "/").last!.dropLast(3))
    }
    private static func folder(_ file: String) -> String { String(file.dropLast(name(file).count + 4)) }

    /// A site in which one guide has a text, and each other one a heading, an issue and former names of all.
    private static func site(_ own: String, _ body: String) throws -> TemporarySite {
        var files = ["out/dot.png": TemporarySite.picture, "in/deep/dot.png": TemporarySite.picture]
        for file in guides where file != own {
            let name = name(file)
            files[file] = TemporarySite.guide(
                "Guide \(name)",
                more:
                    "aliases: [was-\(name)]\nissues: [{issue: lost-\(name), former-ids: [no-\(name)]}]\nheadings: [{heading: part, former-ids: [old-part]}]",
                "## Part\n\nText.\n\n## Fix Common Issues\n\n### Lost \(name.capitalized)\n\nIt says `\(name)`.\n\n1. Do it.\n2. Check again."
            )
        }
        files[own] = TemporarySite.guide("Own", body)
        return try TemporarySite(files, templates: false)
    }

    private static func fix(_ site: TemporarySite, _ ids: [String] = []) async throws -> [Finding] {
        var options = AnalyzedSite.Options()
        options.site = site.path
        let selection = try FindingSelection(only: ids, files: [], site: site.path)
        let outcome = try await SiteFixes(options, selection, since: nil, otherSites: nil).apply()
        #expect(outcome.failures == [])
        return try await AnalyzedSite(options).allFindings(options)
    }

    /// The file that a link leads to, with its fragment, as an editor opens it.
    private static func opened(_ link: Substring, in folder: String) -> String {
        let parts = link.split(separator: "#", maxSplits: 1)
        let url = URL(fileURLWithPath: "/guides/" + folder).appendingPathComponent(String(parts[0]))
        return url.standardizedFileURL.path + (parts.count > 1 ? "#" + parts[1] : "")
    }

    private static func expect(
        _ own: String, _ links: [(before: String, after: String)], _ ids: [String] = []
    )
        async throws
    {
        let site = try site(
            own, links.enumerated().map { "See [\($0) of it](\($1.before))." }.joined(separator: "\n\n"))
        let left = try await fix(site, ids).filter {
            $0.group == "links" && !["links/crowded", "links/orphan"].contains($0.id) && $0.severity != .note
        }
        #expect(left == [])
        let fixed = try site.read(own).matches(of: /See \[\d+ of it\]\((.*)\)\./).map {
            opened($0.1, in: folder(own))
        }
        #expect(fixed == links.map { "/guides/" + $0.after })
    }

    /// Other guides and files, by addresses, former names and other letters.
    @Test(arguments: guides) func safeFixesLeadWhereTheLinkDid(_ own: String) async throws {
        var links: [(String, String)] = []
        for file in Self.guides where file != own {
            let name = Self.name(file)
            links += [
                ("/guides/\(name)", file), ("https://example.org/guides/\(name).html#part", file + "#part"),
                ("/guides/was-\(name)#part", file + "#part"), ("was-\(name).md", file),
                ("/guides/i/lost-\(name)", file + "#lost-\(name)"),
                ("https://example.org/guides/i/no-\(name)", file + "#lost-\(name)"),
            ]
        }
        links += ["out/dot.png", "in/deep/dot.png"].map { ("/guides/\($0)", $0) }
        try await Self.expect(own, links)
    }

    /// Names of guides without their folder, or in one that they are not in.
    @Test(arguments: guides) func offeredFixesLeadToTheGuide(_ own: String) async throws {
        let links = Self.guides.filter { $0 != own }.flatMap { file -> [(String, String)] in
            let name = Self.name(file)
            return [("nowhere/\(name).md", file), ("\(name)x.md#part", file + "#part")]
        }
        try await Self.expect(own, links, ["links/unknown-guide"])
    }

    /// All links to a guide that gets another name, from each folder.
    @Test(arguments: guides) func renamedGuidesAreLinkedTo(_ own: String) async throws {
        let site = try Self.site(own, "## Part\n\nText.")
        let up = ["zero.md": "", "in/one.md": "../", "in/deep/three.md": "../../", "out/in/six.md": "../../"]
        for (file, up) in up where file != own {
            try site.write(file, TemporarySite.guide("Guide", "See [it](\(up)\(own)#part)."))
        }
        var options = AnalyzedSite.Options()
        options.site = site.path
        let report = try await Rename(options).run(Self.name(own), to: "new-name")
        #expect(report.failures == [])
        for file in up.keys where file != own {
            let link = try #require(try site.read(file).firstMatch(of: /See \[it\]\((.*)\)\./)).1
            let folder = Self.folder(own)
            #expect(
                Self.opened(link, in: Self.folder(file))
                    == "/guides/\(folder.isEmpty ? "" : folder + "/")new-name.md#part", "\(file)")
        }
    }
}
