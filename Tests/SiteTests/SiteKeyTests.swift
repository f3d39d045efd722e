import Foundation
import TestSupport
import Testing

@testable import Support

/// The tables of edits know every key that the sources read, so that a key that is new has edits too.
@Suite(.timeLimit(.minutes(15))) struct SiteKeyTests {
    /// Files that read keys, and the edits that have to know them.
    private static let readers: [(sources: [String], keys: [SiteEdits.Key])] = [
        (["FrontMatter"], SiteKeys.frontMatter),
        (["SiteReading", "StartReading", "SuppressionReading", "StringsReading"], SiteKeys.settings),
        (["Terms"], SiteKeys.terms), (["Query"], SiteKeys.queries),
    ]

    private static func keys(in source: String) throws -> Set<String> {
        let text = try String(
            contentsOfFile: "\(repository)/Sources/Content/\(source).swift", encoding: .utf8)
        return Set(text.matches(of: /reader\.(?:\w+)\(\s*"([a-z-]+)"/).map { String($0.1) })
    }

    /// All values that a key gets, be it within the value of another key.
    private static func values(of key: String, in table: [SiteEdits.Key]) -> Set<String> {
        var values: Set<String> = []
        for (name, texts) in table {
            for text in texts where name == key { values.insert(text ?? "") }
            for text in texts.compactMap({ $0 }) {
                for part in text.components(separatedBy: "\(key): ").dropFirst() {
                    values.insert(String(part.prefix { !",}]".contains($0) }))
                }
            }
        }
        return values
    }

    @Test(arguments: readers.indices) func everyKeyHasEdits(_ index: Int) throws {
        let (sources, table) = Self.readers[index]
        let keys = try Set(sources.flatMap(Self.keys))
        #expect(keys.count >= 2)
        for key in keys.sorted() {
            #expect(Self.values(of: key, in: table).count >= 2, "no edits of `\(key)` in SiteKeys.swift")
        }
    }

    /// No other file of the sources reads keys.
    @Test func allReadersAreKnown() throws {
        let known = Set(Self.readers.flatMap(\.sources))
        let folder = "\(repository)/Sources/Content"
        for file in try Disk.names(in: folder) where file.hasSuffix(".swift") && file != "MappingReader.swift"
        {
            let name = String(file.dropLast(".swift".count))
            let keys = known.contains(name) ? [] : try Self.keys(in: name)
            #expect(keys.isEmpty, "\(file) reads keys")
        }
    }

    /// Each edit changes something on the disk.
    @Test func everyEditIsOne() throws {
        let site = try SiteEdits.site()
        let lists = [
            SiteEdits.ofFrontMatter, SiteEdits.ofSettings, SiteEdits.ofLists, SiteEdits.ofFiles,
        ]
        for edit in lists.flatMap({ $0 }) {
            let before = try shell(
                "find Content Templates* -printf '%p %y %l %i %T@\\n' | sort", in: site.path)
            try edit.apply(to: site)
            let after = try shell(
                "find Content Templates* -printf '%p %y %l %i %T@\\n' | sort", in: site.path)
            #expect(before.output != after.output, "\(edit)")
        }
    }
}
