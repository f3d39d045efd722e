import TestSupport
import Testing

@testable import Findings
@testable import Library
@testable import Markdown
@testable import OutputChecks
@testable import Rendering
@testable import Support

/// The proof sees a difference at each place of a twin, and the build tells it: guides with and without links, issues, and
/// the very end.
@Suite(.timeLimit(.minutes(15))) struct ProofPlaceTests {
    /// Bodies of a guide, each with something else that the proof has to pass over.
    static let bodies: [String: String] = [
        "plain":
            "Only text, é and \\*.\n\n- One.\n- Two.\n\n[unseen]: https://example.com/ 'Unseen.'\n\nThe last line",
        "links":
            "See [b](b.md), <https://example.com/x> and [r].\n\n![i](i.png \"An image\")\n\n[r]: b.md 'Title'",
        "term": "A TLS term.\n\n> Quote of TLS.",
        "comment":
            "<!-- guides-disable-next links/vague-text: it is called so -->\nSee [here](b.md).\n\nEnd.",
        "code": "```text\na = 1\n```\n\n| a | b |\n| - | -: |\n| 1 | [b](b.md) |",
        "note": "Text.[^1]\n\nMore.\n\n[^1]: Note of [b](b.md).",
        "issues":
            "Text.[^1]\n\n## Fix Common Issues\n\n### One Thing\n\nIt saw `none`, see [b](b.md).[^1]\n\n1. Publish [it][r].\n2. Look again.\n\n### Other Thing\n\nIt saw two TLS things.\n\n1. Fix `this`.\n2. End.\n\n[r]: b.md\n\n[^1]: A note.",
    ]

    private static func library(_ name: String) async throws -> Library {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha",
                more: "resources: [{guide: b, note: A note.}, {title: RFC 1, url: 'https://example.com/1'}]",
                try #require(bodies[name])),
            "b.md": TemporarySite.guide("Beta", category: "two", "Text."), "i.png": TemporarySite.picture,
            "Content/terms.yml": "- {term: TLS, guide: b}\n",
        ])
        return try await site.library()
    }

    /// What is compared for a guide.
    private struct Pair {
        let library: Library
        let proof: Proof
        let page = ByteWriter()
        let twin: GuideTwin
        var guide: Guide { library.guides[0] }

        init(_ library: Library) {
            self.library = library
            proof = Proof(
                parser: Parser(),
                addresses: ProofAddresses(origin: library.addresses.origin, path: library.addresses.path),
                dialect: library.site.dialect)
            let body = GuideBody(library: library, index: 0)
            body.appendHTML(to: page)
            twin = GuideTwin(
                body, facts: GuideFacts(library, 0), markdown: ByteWriter(), frame: ByteWriter())
        }

        func structure(_ bytes: [UInt8]) -> Proof.Difference? {
            proof.compareStructure(
                changed(bytes), page: page, address: "/guides/a",
                names: BodyNames(guide.document))
        }

        func source(_ bytes: [UInt8], grown: Int = 0) -> Proof.Difference? {
            proof.compareSource(
                changed(bytes, grown: grown), author: guide.document.source.bytes, body: guide.document.body,
                edits: twin.edits)
        }

        private func changed(_ bytes: [UInt8], grown: Int = 0) -> Proof.Twin {
            var twin = self.twin.twin
            twin.bytes = ByteWriter(bytes)
            twin.body = twin.body.lowerBound..<(twin.body.upperBound + grown)
            return twin
        }
    }

    /// Another byte, one too few and one too many, at each place of the body.
    @Test(arguments: bodies.keys.sorted()) func everyByteIsTheAuthors(_ name: String) async throws {
        let pair = Pair(try await Self.library(name))
        let (bytes, body) = (pair.twin.twin.bytes.bytes, pair.twin.twin.body)
        #expect(pair.structure(bytes) == nil && pair.source(bytes) == nil)
        #expect(pair.twin.edits.isEmpty == ["plain"].contains(name))
        var missed: [String] = []
        for place in body {
            var other = bytes
            other[place] ^= 1
            if pair.source(other) == nil { missed.append("\(place): changed") }
            other = bytes
            other.remove(at: place)
            if pair.source(other, grown: -1) == nil { missed.append("\(place): removed") }
            other = bytes
            other.insert(UInt8(ascii: " "), at: place)
            if pair.source(other, grown: 1) == nil { missed.append("\(place): added") }
        }
        #expect(missed == [])
        #expect(pair.source(bytes + [10], grown: 1) != nil)
    }

    /// Every letter around the body is what the page says.
    @Test(arguments: bodies.keys.sorted()) func everyLetterOfTheFrameIsProven(_ name: String) async throws {
        let pair = Pair(try await Self.library(name))
        let (bytes, body) = (pair.twin.twin.bytes.bytes, pair.twin.twin.body)
        let missed = bytes.indices.filter { place in
            guard !body.contains(place), bytes[place].isASCIILetterOrDigit else { return false }
            return pair.structure(Self.changed(bytes, at: place)) == nil
        }
        #expect(missed.map { String(decoding: bytes[max(0, $0 - 20)...$0], as: UTF8.self) } == [])
        for more in ["More.\n", "\nMore.\n", "- More.\n", "\n[x]: y\n\n[x]\n"] {
            #expect(pair.structure(bytes + Array(more.utf8)) != nil, "\(more)")
        }
        #expect(pair.structure(Array("More.\n\n".utf8) + bytes) != nil)
    }

    private static func changed(_ bytes: [UInt8], at place: Int) -> [UInt8] {
        var other = bytes
        other[place] = UInt8(ascii: bytes[place] == UInt8(ascii: "x") ? "y" : "x")
        return other
    }

    /// An issue's twin, with any letter changed, cut short anywhere, or longer. Footnotes are on the page beside the issue.
    @Test(arguments: [0, 1]) func everyLetterOfAnIssueIsProven(_ number: Int) async throws {
        let library = try await Self.library("issues")
        let pair = Pair(library)
        let issue = pair.guide.issues[number]
        let part = IssueText.all(in: pair.page)[number].html
        let (markdown, frame) = (ByteWriter(), ByteWriter())
        let own = IssueTwin(
            issue, number: number, of: 0, in: library, summary: "", guide: pair.twin.twin,
            edits: pair.twin.edits,
            page: pair.page,
            part: part,
            references: TwinReferences(pair.twin.twin, of: pair.guide), proof: pair.proof, markdown: markdown,
            frame: frame)
        #expect(own.difference == nil)
        func difference(_ bytes: some Sequence<UInt8>) -> Proof.Difference? {
            pair.proof.compareIssue(
                ByteWriter(Array(bytes)), blocksBefore: IssueTwin.blocksInHead, frame: frame, page: pair.page,
                part: part, address: "/guides/a",
                names: BodyNames(pair.guide.document, ofIssue: number))
        }
        let bytes = markdown.bytes
        let notes = bytes.firstRange(of: Array("\n[^".utf8))?.lowerBound ?? bytes.count
        #expect(difference(bytes) == nil && (notes < bytes.count) == (number == 0))
        let letters = bytes.indices.filter { $0 < notes && bytes[$0].isASCIILetterOrDigit }
        // A digit of a list beyond the first item's is not shown.
        let missed = letters.filter { difference(Self.changed(bytes, at: $0)) == nil }
        #expect(missed.map { String(decoding: bytes[max(0, $0 - 20)...$0], as: UTF8.self) } == [])
        let last = try #require(letters.last)
        for end in 0...last where difference(bytes[..<end]) == nil { Issue.record("cut at \(end)") }
        for more in ["\nMore.\n", "\n3. More.\n", "\n> More.\n", "\n### More\n"] {
            #expect(difference(bytes[..<notes] + Array(more.utf8) + bytes[notes...]) != nil, "\(more)")
        }
    }

    // MARK: The build

    /// A twin that was spoiled once it was written, at each place of its parts, is a fault of the guide. What no reader
    /// sees is one too.
    @Test(arguments: bodies.keys.sorted()) func spoiledTwinsAreFaults(_ name: String) async throws {
        let site = try TemporarySite()
        let (library, theme) = (try await Self.library(name), try await site.theme())
        let pair = Pair(library)
        let (bytes, body) = (pair.twin.twin.bytes.bytes, pair.twin.twin.body)
        func faults(_ spoil: @escaping (ByteWriter) -> Void) -> [PairFault] {
            let renderer = GuideRenderer(library: library, theme: theme)
            renderer.spoil = spoil
            return renderer.make(0).faults
        }
        #expect(faults { _ in }.isEmpty)
        let letters = bytes.indices.filter { bytes[$0].isASCIILetterOrDigit }
        var places = [letters[0], letters.last!, body.lowerBound, body.upperBound - 1]
        places +=
            letters.filter { body.contains($0) }.suffix(1) + letters.filter { $0 < body.lowerBound }.suffix(1)
        places += letters.filter { $0 >= body.upperBound }.prefix(1)
        if let unseen = bytes.firstRange(of: Array("Unseen".utf8)) { places.append(unseen.lowerBound) }
        for place in places {
            let found = faults {
                $0.removeAll()
                $0.append(Self.changed(bytes, at: place))
            }
            guard case .different(let difference, _)? = found.first else {
                Issue.record("\(place) of \(bytes.count): \(found)")
                continue
            }
            #expect(difference.expected != difference.found)
            // It is told as an error, in the guide's own file.
            var findings = OutputFindings()
            findings.add(found, of: library.guides[0])
            let told = findings.ofErrorFreeSite
            #expect(told.map(\.id) == ["pair/not-equivalent"] && told[0].severity == .error)
            #expect(told[0].file == "Content/guides/a.md")
        }
        #expect(!faults { $0.append("\nMore.\n") }.isEmpty)
    }

    /// So is an issue that says something else than its part of the page, and its guide is told.
    @Test(arguments: ["It", "none", "Publish", "again.", "two", "this", "End."])
    func spoiledIssuesAreFaults(_ text: String) async throws {
        let library = try await Self.library("issues")
        let pair = Pair(library)
        func faults(_ page: String) -> [PairFault] {
            IssuePages(library, pair.proof).make(
                0, twin: pair.twin.twin, edits: pair.twin.edits, page: ByteWriter(Array(page.utf8))
            ).faults
        }
        let page = pair.page.text
        #expect(faults(page).isEmpty)
        let spoiled = page.replacing(text, with: "Other", maxReplacements: 1)
        #expect(spoiled != page)
        guard case .different? = faults(spoiled).first else {
            Issue.record("\(spoiled)")
            return
        }
    }
}
