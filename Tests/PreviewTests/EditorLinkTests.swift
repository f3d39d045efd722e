import Foundation
import TestSupport
import Testing

@testable import Preview
@testable import Support

/// The address that opens an editor leads to the very file, whatever its folders are named.
@Suite(.timeLimit(.minutes(15))) struct EditorLinkTests {
    /// Names of files and folders with everything that means something in an address, a template or a page.
    static let names =
        [
            "plain", "a b", "a#b", "a?b", "a%b", "a%20b", "a%2Fb", "a&b", "a&amp;b", "a+b", "a=b", "a;b",
            "a:b",
            "a:1:2", "a@b", "a\"b", "a'b", "<b>", "a\\b", "a|b", "a^b", "a`b", "a[b]", "a(b)", "a{b}",
            "{path}",
            "{line}", "{column}", "a,b", "a!b", "a$b", "$1", "a*b", "a~b", "-a", "größe", "gro\u{308}ße",
            "日本", "🙂",
            "שלום",
        ]

    /// Templates as editors have them, and how each is read: the place of the path, then line and column.
    static let templates: [(template: String, start: String, middle: String, end: String)] = [
        (EditorLink.visualStudioCode, "vscode://file", ":", ":"),
        ("idea://open?file={path}&line={line}&column={column}", "idea://open?file=", "&line=", "&column="),
        ("editor:{path}?at={line},{column}", "editor:", "?at=", ","),
    ]

    @Test(arguments: templates.indices, names)
    func leadsToTheFile(_ index: Int, _ name: String) throws {
        let row = Self.templates[index]
        let folder = try TemporaryFolder()
        let site = "\(folder.path)/\(name)"
        try Disk.makeFolder(site)
        let file = "Content/guides/\(name)/\(name).md"
        let address = EditorLink(row.template, site: site).address(file, 12, 34)
        // Nothing of it ends early, in a page or in a reader of addresses (RFC 3986 section 2).
        let allowed = Set("-._~:/?=&,%".utf8)
        #expect(address.utf8.allSatisfy { $0.isASCIILetterOrDigit || allowed.contains($0) }, "\(address)")
        let end = "\(row.middle)12\(row.end)34"
        #expect(address.hasPrefix(row.start) && address.hasSuffix(end), "\(address)")
        let path = address.dropFirst(row.start.count).dropLast(end.count)
        #expect(path.utf8.allSatisfy { !"?&#=:+,".utf8.contains($0) }, "\(address)")
        let decoded = try #require(String(path).removingPercentEncoding)
        let real = try #require(Disk.realPath(site))
        #expect(decoded.utf8.elementsEqual("\(real)/\(file)".utf8), "\(address)")
    }

    /// However the site is named, the address has its whole path.
    @Test(arguments: ["/x/../a b", "/./a b/", "/link"]) func aSiteIsNamedByItsWholePath(_ spelling: String)
        throws
    {
        let folder = try TemporaryFolder()
        for name in ["a b", "x"] { try Disk.makeFolder("\(folder.path)/\(name)") }
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link", withDestinationPath: "a b")
        let address = EditorLink("e:{path}", site: folder.path + spelling).address("Content/a.md", 1, 1)
        let real = try #require(Disk.realPath(folder.path))
        #expect(address == "e:\(real)/a%20b/Content/a.md")
    }

    /// Each place that a template has is filled, as often as it is there.
    @Test(arguments: [
        ("e:{path}", "e:/nowhere/a.md"), ("e:{line}{path}{line}", "e:7/nowhere/a.md7"),
        ("e:{column}:{line}:{path}", "e:8:7:/nowhere/a.md"),
        ("e:{path}?{path}", "e:/nowhere/a.md?/nowhere/a.md"),
        ("e:{other}{path}", "e:{other}/nowhere/a.md"),
    ])
    func placesAreFilled(_ template: String, _ address: String) {
        #expect(EditorLink(template, site: "/nowhere").address("a.md", 7, 8) == address)
    }
}
