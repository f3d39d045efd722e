import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Support

/// After any edit of any key or file, by whatever an author has, a reading that goes on is a clean one.
@Suite(.timeLimit(.minutes(15))) struct EditedSiteTests {
    enum Part: String, CaseIterable {
        case frontMatter, settings, lists, files

        var edits: [SiteEdits.Edit] {
            switch self {
            case .frontMatter: SiteEdits.ofFrontMatter
            case .settings: SiteEdits.ofSettings
            case .lists: SiteEdits.ofLists
            case .files: SiteEdits.ofFiles
            }
        }
    }

    private static func options(_ site: TemporarySite) -> AnalyzedSite.Options {
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.today = Day("2026-11-28")
        return options
    }

    @Test(arguments: Part.allCases) func eachEditEqualsACleanReading(_ part: Part) async throws {
        let site = try SiteEdits.site()
        var held = try await HeldReading(Self.options(site))
        for (number, edit) in part.edits.enumerated() {
            try edit.apply(to: site)
            // Now and then the stamps alone have to tell that most files are as they were.
            if number % 8 == 0 { try await Task.sleep(for: .milliseconds(120)) }
            try await held.follow(edit.movesFolder ? nil : edit.touched, "\(edit)")
        }
        #expect(part == .settings || held.takenOver > 20)
    }

    /// Edits of all keys in any order, between other days, addresses and with drafts or without.
    @Test(arguments: [21] as [UInt64]) func anySeriesEqualsACleanReading(seed: UInt64) async throws {
        var random = Seeded(seed)
        let site = try SiteEdits.site()
        var held = try await HeldReading(Self.options(site))
        let edits = SiteEdits.ofFrontMatter + SiteEdits.ofSettings + SiteEdits.ofLists
        for step in 0..<40 {
            let edit = edits.randomElement(using: &random)!
            try edit.apply(to: site)
            var what = edit.name
            switch Int.random(in: 0..<8, using: &random) {
            case 0: held.options.withDrafts.toggle()
            case 1: held.options.today = Day(["2026-11-26", "2026-12-03"].randomElement(using: &random)!)
            case 2: held.options.baseURL = held.options.baseURL == nil ? "https://base.example" : nil
            default: what += "."
            }
            try await held.follow(edit.touched, "seed \(seed), step \(step): \(what)")
        }
    }

    /// Edits that leave the length of a file as it was, for each kind of file that a site has.
    private static let ofOneLength: [(file: String, texts: [String])] = [
        (
            "Content/addresses.txt",
            ["/guides/a\n/guides/lost\n", "/guides/a\n/guides/gone\n", "/guides/a\nguides//gone\n"]
        ),
        (
            "Content/addresses.txt",
            ["/guides/i/missing-record\tOne Title\n", "/guides/i/missing-record\tTwo Title\n"]
        ),
        (
            "Content/terms.yml",
            ["- {term: TERM, guide: c}\n", "- {term: TERM, guide: b}\n", "- {term: TERM, guide: x}\n"]
        ),
        ("Content/queries.yml", ["- {query: gamma, finds: c}\n", "- {query: gamma, finds: b}\n"]),
        ("Content/guides/img/dot.svg", ["<svg><a/></svg>", "<svg><b/></svg>", "<svg onload=''>"]),
        ("Content/guides/note.txt", ["One note.\n", "Two note.\n"]),
        ("Content/guides/more.xml", ["<x><xml></x>", "<x><script/>"]),
        (
            "Templates/footer.mustache",
            ["<footer>One</footer>\n", "<footer>Two</footer>\n", "<footer>{{a}</footer\n"]
        ),
        ("Templates/assets/custom.css", [":root { --accent: #111; }\n", ":root { --accent: #222; }\n"]),
        ("Templates/assets/more.svg", ["<svg><a/></svg>", "<svg><b/></svg>"]),
        (
            "Content/guides/c.md",
            ["Text of one.", "Text of two.", "[x](b.md).", "[x](x.md)."].map {
                TemporarySite.guide(
                    "Gamma Relay", category: "two", $0.padding(toLength: 20, withPad: " x", startingAt: 0))
            }
        ),
        (
            "Content/guides/c.md",
            ["alpha", "gamma", "alpha"].map {
                TemporarySite.guide("Gamma Relay", more: "aliases: [\($0)]", "Text.")
            }
        ),
    ]

    @Test(arguments: ofOneLength.indices) func editsOfOneLengthAreNoticed(_ index: Int) async throws {
        let (file, texts) = Self.ofOneLength[index]
        #expect(Set(texts.map(\.utf8.count)).count == 1)
        let site = try SiteEdits.site()
        try site.write(file, texts[0])
        var held = try await HeldReading(Self.options(site))
        for text in texts.dropFirst() + [texts[0]] {
            // Files as young as this would be read again in any case.
            try await Task.sleep(for: .milliseconds(120))
            try site.write(file, text)
            try await held.follow([file], "\(file): \(text)")
            // What was found in it is still there after another file is saved.
            let other = file == "Content/guides/b.md" ? "Content/guides/a.md" : "Content/guides/b.md"
            for _ in 0..<2 {
                // The first one reads the file again that was young before; the second one goes by its stamp.
                try await Task.sleep(for: .milliseconds(160))
                try site.write(other, try site.read(other) + "\nMore.\n")
                try await held.follow([other], "\(file): \(text), then \(other)")
            }
        }
    }

    /// Nothing on the disk changes, but something of how the site is read.
    @Test func anotherWayOfReadingIsNoticed() async throws {
        let site = try SiteEdits.site()
        var held = try await HeldReading(Self.options(site))
        try await Task.sleep(for: .milliseconds(120))
        // The day before a guide is due, that day, and the day after.
        var counts: [Int] = []
        for day in ["2026-11-30", "2026-12-01", "2026-12-02", "2026-11-30"] {
            held.options.today = Day(day)
            try await held.follow([], "\(day)")
            counts.append(try await held.reading.allFindings(held.options).count)
        }
        #expect(counts[0] < counts[1] && counts[1] == counts[2] && counts[0] == counts[3], "\(counts)")
        for isSet in [true, false] {
            held.options.withDrafts = isSet
            try await held.follow([], "drafts: \(isSet)")
            held.options.baseURL = isSet ? "https://base.example" : nil
            try await held.follow([], "another address: \(isSet)")
            held.options.today = isSet ? nil : Day("2026-12-01")
            try await held.follow([], "a day: \(!isSet)")
        }
    }
}
