import Foundation
import TestSupport
import Testing

@testable import Importing
@testable import Support

/// `guides import`, with a small site of each generator (`Tests/Fixtures/import`).
@Suite(.timeLimit(.minutes(15))) struct ImportTests {
    private static func source(_ kind: ImportKind) -> String { "\(repository)/Tests/Fixtures/import/\(kind)" }

    /// A copy of a source in a folder of its own, since tests change it.
    private static func copy(_ kind: ImportKind) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: source(kind), toPath: folder.path + "/source")
        return folder
    }

    private func imported(_ kind: ImportKind, _ folder: TemporaryFolder, _ more: [String] = []) throws
        -> Program.Result
    {
        try run(["import", "source", "--into", "site"] + more, in: folder.path)
    }

    /// All that is written and printed, compared with what was found right before; the schemas are those of every site.
    @Test func sitesAreWrittenAsBefore() throws {
        var texts: [String: String] = [:]
        for kind in ImportKind.allCases {
            let folder = try Self.copy(kind)
            let result = try imported(kind, folder)
            #expect(result.code == 0 && result.error == "", "\(result)")
            let written = try files(in: folder.path + "/site/Content")
                .filter { !$0.key.hasPrefix(".schemas/") && $0.key != ".import.json" }
            texts["\(kind).txt"] =
                result.output
                + written.sorted { $0.key < $1.key }.map { path, bytes in
                    "\n=== \(path)\n\(String(decoding: bytes, as: UTF8.self))"
                }.joined()
        }
        try Golden.compare(texts, with: "golden-import")
    }

    @Test(arguments: ImportKind.allCases) func sitesHaveNoErrors(_ kind: ImportKind) throws {
        let folder = try Self.copy(kind)
        #expect(try imported(kind, folder).code == 0)
        let check = try run(["check", "--site", "site"], in: folder.path)
        // A shortcode without a known meaning stays, and is found.
        let leaks = kind == .hugo ? 1 : 0
        #expect(check.output.matches(of: #/: error: /#).count == leaks, "\(check)")
    }

    @Test(arguments: ImportKind.allCases) func twiceIsOnce(_ kind: ImportKind) throws {
        let folder = try Self.copy(kind)
        let before = try files(in: folder.path + "/source")
        let first = try imported(kind, folder)
        let written = try files(in: folder.path + "/site")
        let second = try imported(kind, folder)
        #expect(second.code == 0 && second.output.contains("\n0 files written, "), "\(second)")
        #expect(try files(in: folder.path + "/site") == written)
        // The source is never touched.
        #expect(try files(in: folder.path + "/source") == before)
        func rows(_ text: String) -> [Substring] { text.split(separator: "\n").filter { $0.contains(":") } }
        #expect(rows(first.output) == rows(second.output))
    }

    @Test(arguments: ImportKind.allCases) func aDryRunWritesNothing(_ kind: ImportKind) throws {
        let folder = try Self.copy(kind)
        let dry = try imported(kind, folder, ["--dry-run"])
        #expect(dry.code == 0 && Disk.status(folder.path + "/site") == nil, "\(dry)")
        let real = try imported(kind, folder)
        let rows = { (text: String) in
            text.split(separator: "\n").prefix {
                !$0.contains(" would be written") && !$0.contains(" written, ")
            }
        }
        #expect(Array(rows(dry.output)) == Array(rows(real.output)))
    }

    @Test(arguments: ImportKind.allCases) func theTableIsJSONToo(_ kind: ImportKind) throws {
        let folder = try Self.copy(kind)
        let result = try imported(kind, folder, ["--format", "json", "--from", kind.rawValue])
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(object["generator"] as? String == kind.rawValue)
        let entries = try #require(object["entries"] as? [[String: Any]])
        #expect(!entries.isEmpty)
        for entry in entries {
            #expect(Set(entry.keys) == ["outcome", "file", "line", "what"])
            #expect((entry["line"] as? Int ?? 0) >= 1)
        }
        let counts = ["carried", "changed", "left"].map { object[$0] as? Int ?? 0 }
        #expect(counts.reduce(0, +) == entries.count)
    }

    // MARK: What is there already

    @Test func whatWasEditedIsNotOverwritten() throws {
        let folder = try Self.copy(.plain)
        #expect(try imported(.plain, folder).code == 0)
        let guide = folder.path + "/site/Content/guides/records.md"
        try Disk.append("\nMore.\n", to: guide)
        // The source did not change, but the file did.
        let again = try imported(.plain, folder)
        #expect(again.code == 2, "\(again)")
        #expect(again.error.hasPrefix("error: Content/guides/records.md would be overwritten: "), "\(again)")
        // What nobody edited follows the source.
        try Disk.removeFile(guide)
        #expect(try imported(.plain, folder).code == 0)
        try Disk.append("\nNew text.\n", to: folder.path + "/source/records.md")
        let third = try imported(.plain, folder)
        #expect(third.code == 0 && third.output.contains("\n1 file written, "), "\(third)")
        #expect(String(decoding: try Disk.read(guide), as: UTF8.self).hasSuffix("\nNew text.\n"))
    }

    @Test func guidesThatAreGoneAreRemovedUnlessEdited() throws {
        let folder = try Self.copy(.plain)
        #expect(try imported(.plain, folder).code == 0)
        let guide = folder.path + "/site/Content/guides/guides/Bounce_Codes.md"
        try Disk.removeFile(folder.path + "/source/guides/Bounce_Codes.md")
        let gone = try imported(.plain, folder)
        #expect(gone.code == 0 && gone.output.contains(" 1 removed\n"), "\(gone)")
        #expect(Disk.status(guide) == nil)
    }

    @Test func theSettingsOfASiteStay() throws {
        let folder = try Self.copy(.plain)
        #expect(try run(["init", "site"], in: folder.path).code == 0)
        let settings = folder.path + "/site/Content/site.yml"
        let before = try Disk.read(settings)
        let result = try imported(.plain, folder)
        #expect(result.code == 0, "\(result)")
        #expect(
            result.output.contains("the settings of the site stay as they are; add what the guides need: "))
        #expect(try Disk.read(settings) == before)
    }

    @Test(arguments: [("docs", "docs"), ("docs", "docs/inner"), ("docs/Content/guides", "docs")])
    func aSiteIsNotAmongItsSource(_ source: String, _ site: String) throws {
        let folder = try TemporaryFolder()
        try Disk.makeFolder("\(folder.path)/\(source)")
        try Disk.writeNew(Array("# Title\n\nText.\n".utf8), to: "\(folder.path)/\(source)/a.md")
        let result = try run(["import", source, "--into", site], in: folder.path)
        #expect(result.code == 2, "\(result)")
        #expect(result.error.contains("name another folder for it with --into"), "\(result)")
    }

    // MARK: Wrong usage, odd sources

    @Test(arguments: [
        (["nowhere"], "there is no folder nowhere"), (["file.md"], "file.md is not a folder"),
        (["empty"], "the folder has no guide in markdown"),
        ([""], "the folder of the documentation has no name"),
        (["empty", "--from", "word"], "from"),
        (["empty", "--url", "ftp://x"], "--url must be a web address"),
        (["empty", "--into", ""], "--into must name a folder"),
    ])
    func refusalsSayWhatToDo(_ arguments: [String], _ words: String) throws {
        let folder = try TemporaryFolder()
        try Disk.makeFolder(folder.path + "/empty")
        try Disk.writeNew([10], to: folder.path + "/file.md")
        let result = try run(["import"] + arguments, in: folder.path)
        #expect(result.code == 2 && result.output == "", "\(result)")
        #expect(result.error.contains(words), "\(result)")
    }

    /// Nothing in a source keeps an import waiting, leads it out of the folder, or is published unseen.
    @Test func hostileSourcesAreTold() throws {
        let folder = try TemporaryFolder()
        let source = folder.path + "/source"
        try Disk.makeFolder(source + "/deep")
        try Disk.writeNew(Array("secret".utf8), to: folder.path + "/secret.md")
        let texts: [String: [UInt8]] = [
            "a.md": Array(
                "# Alpha\n\nText of a guide that is long enough. [x](link.md) ![s](bad.svg)\n".utf8),
            "bytes.md": [0xFF, 0xFE, 0], "new\nline.md": Array("# X\n\nY.\n".utf8),
            "open.md": Array("---\ntitle: Open\n\n:::note\n!!! x\n```\n<div><b>{{< a \n".utf8),
            "bad.svg": Array("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>".utf8),
            "deep/nested.md": Array((String(repeating: "> ", count: 3000) + "# X\n\ntext\n").utf8),
            "deep/blocks.md": Array(
                (0..<500).flatMap { Array("\(String(repeating: " ", count: $0 * 4))!!! note\n".utf8) }),
        ]
        for (name, bytes) in texts { try Disk.writeNew(bytes, to: "\(source)/\(name)") }
        #expect(
            try shell(
                "ln -s ../secret.md link.md; ln -s . loop; mkfifo pipe.md; mkdir locked; chmod 0 locked",
                in: source
            ).code == 0)
        let result = try run(["import", "source", "--into", "site"], in: folder.path)
        #expect(result.code == 0, "\(result)")
        for words in [
            "link.md:1  this is a symbolic link", "loop:1  this is a symbolic link",
            "pipe.md:1  this is neither a file nor a folder", "bytes.md:1  the file is no text in UTF-8",
            "the name has a character that no address can have", "the link `link.md` leads to nothing",
            "bad.svg:1  the file is not copied: ",
        ] { #expect(result.output.contains(words), "\(words): \(result.output)") }
        #expect(!result.output.contains("secret"))
        let written = try files(in: folder.path + "/site/Content/guides")
        #expect(written["link.md"] == nil && written["bad.svg"] == nil && written["a.md"] != nil)
    }

    /// Folders too deep, files too large, and files that include themselves.
    @Test func limitsAreTold() throws {
        let folder = try TemporaryFolder()
        let deep = "source/" + (0..<SourceFolder.deepestFolder).map { _ in "d" }.joined(separator: "/")
        try Disk.makeFolder("\(folder.path)/\(deep)/e")
        for path in ["\(deep)/in.md", "\(deep)/e/out.md"] {
            try Disk.writeNew(Array("# In\n\nText.\n".utf8), to: "\(folder.path)/\(path)")
        }
        let text = "# Loop\n\nText.\n\n--8<-- \"loop.md\"\n"
        try Disk.makeFolder(folder.path + "/source/docs")
        try Disk.writeNew(Array(text.utf8), to: folder.path + "/source/docs/loop.md")
        // Each of these includes the next one.
        for number in 0...IncludeReader.deepestInclude {
            let next = "Text.\n\n--8<-- \"part\(number + 1).txt\"\n"
            try Disk.writeNew(Array(next.utf8), to: folder.path + "/source/part\(number).txt")
        }
        try Disk.writeNew(
            Array("Deepest.\n".utf8), to: folder.path + "/source/part\(IncludeReader.deepestInclude + 1).txt")
        try Disk.writeNew(
            Array("# Chain\n\n--8<-- \"part0.txt\"\n".utf8), to: folder.path + "/source/docs/chain.md")
        try Disk.writeNew([], to: folder.path + "/source/mkdocs.yml")
        #expect(try shell("truncate -s $((65 << 20)) source/large.bin", in: folder.path).code == 0)
        let result = try run(["import", "source", "--into", "site"], in: folder.path)
        #expect(result.code == 0, "\(result)")
        #expect(
            result.output.contains("the folder is nested deeper than \(SourceFolder.deepestFolder) levels"))
        #expect(result.output.contains("large.bin:1  the file is larger than 64 MB"))
        #expect(
            result.output.contains("docs/loop.md:5  `docs/loop.md` includes itself in a cycle"))
        #expect(result.output.contains("docs/chain.md:3  too much is included here: `part8.txt` is left out"))
        let page = String(
            decoding: try Disk.read(folder.path + "/site/Content/guides/chain.md"), as: UTF8.self)
        #expect(!page.contains("Deepest."))
    }

    /// One body after the other, with the syntax of the generator that its name begins with.
    @Test func bodiesAreConvertedAsBefore() async throws {
        try await Golden.compare("import-bodies.txt") { entry in
            let folder = try TemporaryFolder()
            let name = entry.name.split(separator: ":").first.map(String.init) ?? ""
            let kind = try #require(ImportKind(rawValue: name))
            let settings: [ImportKind: String] = [
                .mkdocs: "mkdocs.yml", .hugo: "hugo.toml", .mdbook: "book.toml",
            ]
            let docs: [ImportKind: String] = [
                .mkdocs: "docs/", .hugo: "content/", .mdbook: "src/", .docusaurus: "docs/",
            ]
            let own = "source/\(docs[kind] ?? "")"
            try Disk.makeFolder("\(folder.path)/\(own)")
            if let file = settings[kind] { try Disk.writeNew([], to: "\(folder.path)/source/\(file)") }
            let text = entry.input.joined(separator: "\n") + "\n"
            try Disk.writeNew(Array(text.utf8), to: "\(folder.path)/\(own)page.md")
            try Disk.writeNew(Array("# Other\n\nOther text.\n".utf8), to: "\(folder.path)/\(own)other.md")
            let result = try run(["import", "source", "--into", "site", "--from", name], in: folder.path)
            guard result.code == 0 else { return [result.error] }
            let page = try Disk.read("\(folder.path)/site/Content/guides/page.md")
            let body =
                String(decoding: page, as: UTF8.self).split(separator: "\n---\n", maxSplits: 1).last ?? ""
            let rows = result.output.split(separator: "\n").map(String.init)
                .filter { $0.contains("page.md:") && !$0.hasPrefix("carried") }
                .map { $0.replacing(docs[kind] ?? "", with: "") }
            return body.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().map(String.init)
                + rows
        }
    }
}
