import TestSupport
import Testing

@testable import Library
@testable import Markdown
@testable import OutputChecks
@testable import Rendering
@testable import Support

/// The proof is itself proven: twins are corrupted in many ways, and each has to be noticed.
@Suite(.timeLimit(.minutes(15))) struct ProofTests {
    /// Corrupts every twin of a site with every mutation. Returns how many were made and which were missed.
    static func corrupt(_ library: Library, seed: UInt64) -> (made: [String: Int], missed: [String]) {
        var made: [String: Int] = [:]
        var missed: [String] = []
        let parser = Parser()
        let proof = Proof(
            parser: parser,
            addresses: ProofAddresses(origin: library.addresses.origin, path: library.addresses.path),
            dialect: library.site.dialect)
        for index in library.guides.indices {
            let guide = library.guides[index]
            let body = ByteWriter()
            GuideBody(library: library, index: index).appendHTML(to: body)
            let twin = GuideTwin(
                GuideBody(library: library, index: index), facts: GuideFacts(library, index),
                markdown: ByteWriter(),
                frame: ByteWriter())
            let address = library.addresses.page(guide.slug)
            func structure(_ twin: Proof.Twin) -> Proof.Difference? {
                proof.compareStructure(
                    twin, page: body, address: address, names: BodyNames(guide.document))
            }
            func source(_ twin: Proof.Twin) -> Proof.Difference? {
                proof.compareSource(
                    twin, author: guide.document.source.bytes, body: guide.document.body,
                    edits: twin.edits(of: guide, library, index))
            }
            if structure(twin.twin) != nil || source(twin.twin) != nil {
                missed.append("\(guide.slug): the untouched is accused")
            }
            let finished = twin.twin.bytes.bytes
            let text = String(decoding: finished, as: UTF8.self)
            let before = finished[..<twin.twin.body.lowerBound].count { $0 == 10 }
            let inside = finished[twin.twin.body].count { $0 == 10 }
            for (number, mutation) in mutations.enumerated() {
                var random = Seeded(seed &+ UInt64(number * 1000 + index))
                var lines = Lines(
                    all: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
                    body: before..<(before + inside + 1))
                guard mutation.apply(&lines, &random) else { continue }
                let bytes = Array(lines.all.joined(separator: "\n").utf8)
                guard bytes != finished else { continue }
                made[mutation.name, default: 0] += 1
                var changed = twin.twin
                changed.bytes = ByteWriter(bytes)
                let grown = bytes.count - finished.count
                changed.body =
                    twin.twin.body
                    .lowerBound..<max(twin.twin.body.lowerBound, twin.twin.body.upperBound + grown)
                let isCaught = structure(changed) != nil || (!mutation.isVisible && source(changed) != nil)
                if !isCaught { missed.append("\(guide.slug): \(mutation.name) (seed \(seed))") }
            }
        }
        return (made, missed)
    }

    @Test(arguments: Seeded.seeds(5))
    func everyCorruptionIsCaught(_ seed: UInt64) async throws {
        var made: [String: Int] = [:]
        for path in [repository, repository + "/Tests/Fixtures/site"] {
            let site = try TemporarySite()
            Disk.removeTree(site.path + "/Content")
            try copyTree(path + "/Content", to: site.path + "/Content")
            let (counts, missed) = Self.corrupt(try await site.library(), seed: seed)
            #expect(missed == [])
            made.merge(counts) { $0 + $1 }
        }
        #expect(Self.mutations.count >= 25)
        // A mutation that never finds anything to change proves nothing.
        #expect(Self.mutations.filter { made[$0.name] == nil }.map(\.name) == [])
        print(
            "proof: seed \(seed): \(Self.mutations.count) mutations, \(made.values.reduce(0, +)) corrupted twins, all caught"
        )
    }

    @Test func namesTheLocation() async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("A", "First.\n\n## Two\n\nSecond line.\n")])
        let library = try await site.library()
        let twin = GuideTwin(
            GuideBody(library: library, index: 0), facts: GuideFacts(library, 0), markdown: ByteWriter(),
            frame: ByteWriter())
        let body = ByteWriter()
        GuideBody(library: library, index: 0).appendHTML(to: body)
        var changed = twin.twin
        let text = String(decoding: changed.bytes.bytes, as: UTF8.self)
        changed.bytes = ByteWriter(Array(text.replacing("Second line", with: "Other line").utf8))
        let proof = Proof(
            parser: Parser(), addresses: ProofAddresses(origin: "https://example.org", path: "/guides"),
            dialect: Dialect())
        let guide = library.guides[0]
        let difference = try #require(
            proof.compareStructure(
                changed, page: body, address: "/guides/a", names: BodyNames(guide.document)))
        #expect(difference.part == .body)
        #expect(difference.expected.contains("Second line"))
        #expect(difference.found.contains("Other line"))
        #expect(
            text.split(separator: "\n", omittingEmptySubsequences: false)[difference.line - 1]
                == "Second line.")
        let lineOfBody =
            text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex(of: "First.")! + 1
        let location = GuideRenderer.location(of: difference, in: guide, from: lineOfBody)
        let line = guide.written.line(Int(location.line) - 1)
        #expect(String(decoding: guide.written.bytes[line], as: UTF8.self) == "Second line.")
        #expect(PairNotEquivalent.finding(difference, file: "a.md", at: location).location == location)
    }
}

extension Proof.Twin {
    /// The edits that made a guide's twin.
    func edits(of guide: Guide, _ library: Library, _ index: Int) -> [Edit] {
        GuideBody(library: library, index: index).twinEdits()
    }
}
