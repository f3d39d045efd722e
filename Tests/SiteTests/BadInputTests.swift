import Foundation
import TestSupport
import Testing

@testable import Support

/// Whatever is in the folder, there is a finding or an error with the file's name; never a crash, a hang, or half a
/// site. These run the real tool.
@Suite(.timeLimit(.minutes(15))) struct BadInputTests {
    /// What each case does to a good site, and a part of what the tool has to say.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var says: String
        var file: String
        var code: Int32
        var spoil: @Sendable (TemporarySite) throws -> Void
        var testDescription: String { name }

        init(
            _ name: String, says: String, file: String = "Content/guides/bad.md", code: Int32 = 1,
            _ spoil: @escaping @Sendable (TemporarySite) throws -> Void
        ) {
            self.name = name
            self.says = says
            self.file = file
            self.code = code
            self.spoil = spoil
        }
    }

    static let cases: [Case] = [
        Case("invalid UTF-8", says: "bad.md:2:10: error: this byte is not UTF-8: 0xff") {
            try $0.write("bad.md", Array("---\ntitle: ab".utf8) + [0xFF] + Array("\n---\nx".utf8))
        },
        Case("a NUL", says: "NUL") { try $0.write("bad.md", Array("---\n---\nx".utf8) + [0]) },
        Case("UTF-16", says: "bad.md:1:1: error: this file looks like UTF-16, not UTF-8") {
            try $0.write("bad.md", Array(try guide(in: .utf16)))
        },
        Case("UTF-16 with its bytes the other way round", says: "looks like UTF-16, not UTF-8") {
            try $0.write("bad.md", [0xFE, 0xFF] + Array(try guide(in: .utf16BigEndian)))
        },
        Case("UTF-16 without a mark", says: "iconv -f UTF-16LE -t UTF-8 'Content/guides/bad.md' >new") {
            try $0.write("bad.md", Array(try guide(in: .utf16LittleEndian)))
        },
        Case("UTF-16BE without a mark", says: "bad.md:1:1: error: this file looks like UTF-16BE, not UTF-8") {
            try $0.write("bad.md", Array(try guide(in: .utf16BigEndian)))
        },
        Case("UTF-32", says: "looks like UTF-32") {
            try $0.write("bad.md", [0xFF, 0xFE, 0, 0] + Array(try guide(in: .utf32LittleEndian)))
        },
        Case(
            "Latin-1",
            says: "bad.md:2:12: error: this byte is not UTF-8: 0xe9; the file looks like ISO-8859-1"
        ) {
            try $0.write("bad.md", Array(try guide(in: .isoLatin1)))
        },
        Case("a quotation mark of Windows", says: "looks like WINDOWS-1252") {
            try $0.write("bad.md", Array(try guide(in: .isoLatin1)) + [0x93, 0x61, 0x94])
        },
        Case("Shift_JIS", says: "iconv -f ENCODING") {
            try $0.write(
                "bad.md", Array("---\ntitle: ".utf8) + [0x83, 0x50, 0x81, 0x5B, 0x83, 0x58, 0x83, 0x81])
        },
        Case("UTF-8 with one byte of Latin-1", says: "not UTF-8, as the text before it is: 0xe9") {
            try $0.write("bad.md", Array("---\ntitle: é é".utf8) + [0xE9, 0x20])
        },
        Case(
            "site.yml in UTF-16", says: "site.yml:1:1: error: this file looks like UTF-16, not UTF-8",
            file: "Content/site.yml"
        ) {
            try $0.write("Content/site.yml", Array(try #require(TemporarySite.settings.data(using: .utf16))))
        },
        Case("50 MB", says: "50000000 bytes") {
            try $0.write("bad.md", [UInt8](repeating: 97, count: 50_000_000))
        },
        Case(
            "a front matter that never ends",
            says: "bad.md:1:1: error: the front matter that starts here never ends"
        ) {
            try $0.write("bad.md", "---\ntitle: x\n" + String(repeating: "a: b\n", count: 100_000))
        },
        Case("a huge front matter", says: "bytes; the limit is") {
            try $0.write("bad.md", "---\ntitle: x\n" + String(repeating: "a: b\n", count: 100_000) + "---\nx")
        },
        Case("a YAML bomb", says: "anchors (&name) are not read here") {
            var bomb = "---\na: &a [x,x,x,x,x,x,x,x,x]\n"
            for (name, former) in zip("bcdefgh", "abcdefg") {
                bomb +=
                    "\(name): &\(name) [" + Array(repeating: "*\(former)", count: 9).joined(separator: ",")
                    + "]\n"
            }
            try $0.write("bad.md", bomb + "---\nx")
        },
        Case("deep YAML", says: "nests deeper") {
            try $0.write("bad.md", "---\ntitle: " + String(repeating: "[", count: 5000) + "\n---\nx")
        },
        Case("a link out of the folder", says: "points out of the site's folder") {
            symlink("/etc/hostname", $0.path + "/Content/guides/bad.md")
        },
        Case("a link to nothing", says: "points to nothing") {
            symlink("nothing", $0.path + "/Content/guides/bad.md")
        },
        Case("a link to a folder above", says: "points out of") {
            symlink("../..", $0.path + "/Content/guides/bad.md")
        },
        Case("a link to itself", says: "points to nothing") {
            symlink("bad.md", $0.path + "/Content/guides/bad.md")
        },
        Case("a link to a folder", says: "points to a folder") {
            try $0.write("deep/x.txt", "x")
            symlink("deep", $0.path + "/Content/guides/bad.md")
        },
        Case("a named pipe", says: "neither a file nor a folder") {
            mkfifo($0.path + "/Content/guides/bad.md", 0o644)
        },
        Case(
            "a slug with dots", says: "\"..\": a name has only letters from a to z",
            file: "Content/guides/...md"
        ) {
            try $0.write("good.md", TemporarySite.guide("Good", "x"))
            try $0.write("x..y.md", TemporarySite.guide("Bad", "x"))
            try $0.write("a.md", TemporarySite.guide("A", more: "aliases: ['..', '../../etc/passwd']", "x"))
        },
        Case("a name that no address carries", says: "no address can have", file: "bad<U+000A>.md") {
            try $0.write("bad\n.md", TemporarySite.guide("Bad", "x"))
        },
        Case("deep nesting", says: "this line starts with 3000 `>`") {
            try $0.write("bad.md", TemporarySite.guide("Bad", String(repeating: "> - ", count: 3000) + "x"))
        },
        Case("deep nesting within bounds", says: "guides,", file: "", code: 0) {
            try $0.write(
                "bad.md",
                TemporarySite.guide(
                    "Bad",
                    String(repeating: "> - ", count: 250) + "x\n\n" + String(repeating: "- ", count: 3000)
                        + "x"))
        },
        Case("many brackets", says: "guides,", file: "", code: 0) {
            try $0.write(
                "bad.md",
                TemporarySite.guide(
                    "Bad", String(repeating: "[", count: 30_000) + String(repeating: "a](", count: 5000)))
        },
        Case("one long line", says: "guides,", file: "", code: 0) {
            try $0.write(
                "bad.md", TemporarySite.guide("Bad", String(repeating: "word *x* `y` ", count: 60_000)))
        },
        Case("an empty file", says: "does not start with front matter") { try $0.write("bad.md", "") },
        Case("no site.yml", says: "no site.yml", file: "Content/site.yml") {
            try $0.remove("Content/site.yml")
        },
        Case("site.yml without a line of YAML", says: "site.yml:1:1: error: ", file: "Content/site.yml") {
            try $0.write("Content/site.yml", "}{\n")
        },
        Case("no content", says: "Content", file: "Content", code: 2) {
            Disk.removeTree($0.path + "/Content")
        },
        Case("a template that is binary", says: "looks like UTF-16", file: "Templates/guide.mustache") {
            try $0.write("Templates/guide.mustache", [0xFF, 0xFE, 0])
        },
    ]

    private static func guide(in encoding: String.Encoding) throws -> Data {
        try #require(TemporarySite.guide("Café", "Text, é.").data(using: encoding))
    }

    /// Where the settings cannot be read, only that is said: no guide is in a wrong category for it.
    @Test(arguments: ["}{\n", "name: a: b\n", "\u{FEFF}\u{0}"])
    func settingsThatCannotBeReadAreAllThatIsSaid(_ text: String) throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha", "<!-- guides-disable-next links/self: why -->\n\nText. [x](gone.md)")
        ])
        try site.write("Content/site.yml", text)
        for command in ["check", "build"] {
            let result = try run([command, "--site", site.path])
            #expect(result.code == 1 && result.output.contains("Content/site.yml:1:"), "\(result)")
            #expect(!result.output.contains("a.md"), "\(result)")
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: cases)
    func hasAClearWord(_ test: Case) throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        try test.spoil(site)
        let result = try run(["build", "--site", site.path])
        #expect(result.code == test.code, "\(result)")
        #expect((result.output + result.error).contains(test.says), "\(result)")
        if test.code == 1, test.name != "a slug with dots" {
            #expect((result.output + result.error).contains(test.file), "\(result)")
        }
        #expect(try site.published().isEmpty == (test.code != 0))
    }

    /// Root may read everything, so this runs as another user where the tests run as root.
    @Test func aFolderThatCannotBeRead() throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", "Text."), "locked/b.md": TemporarySite.guide("B", "x"),
        ])
        chmod(site.path, 0o777)
        let locked = site.path + "/Content/guides/locked"
        chmod(locked, 0)
        defer { chmod(locked, 0o755) }
        let command = "'\(tool)' build --site '\(site.path)'"
        let isRoot = getuid() == 0
        let result = try shell(
            isRoot ? "setpriv --reuid 65534 --regid 65534 --clear-groups \(command)" : command)
        if isRoot, result.error.contains("failed to execute") || result.code == 127 || result.code == 126 {
            return
        }
        #expect(result.code == 1, "\(result)")
        #expect(
            result.output.contains(
                "Content/guides/locked:1:1: error: this folder cannot be read: Permission denied"))
    }
}
