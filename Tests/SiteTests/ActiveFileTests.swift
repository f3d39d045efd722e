import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Content

/// What may be beside guides without a word, and what may not.
@Suite(.timeLimit(.minutes(15))) struct ActiveFileTests {
    private static let svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""

    /// What an SVG says between its root's tags, or a whole file where it starts with `<?` or `<!`.
    private static func picture(_ text: String) -> [UInt8] {
        Array((text.hasPrefix("<?") || text.hasPrefix("<!") ? text : "\(svg)>\(text)</svg>").utf8)
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "<script href=\"x.js\"/>", "<SCRIPT/>", "<svg:script>x</svg:script>",
        "<rect onload=\"alert(1)\"/>", "<rect ONCLICK = 'x'/>", "<rect\nonmouseover=\"x\"/>", "<g/onload=x>",
        "<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject>",
        "<h:iframe xmlns:h=\"http://www.w3.org/1999/xhtml\" src=\"x\"/>",
        "<a href=\"javascript:alert(1)\"><rect/></a>", "<a xlink:href=\" JavaScript:x\"><rect/></a>",
        "<a href=\"java&#115;cript:x\"/>", "<a href=\"java&#x0A;script&colon;x\"/>",
        "<a href=\"java\nscript:x\"/>",
        "<a href=\"data:text/html,x\"/>", "<use href=\"data:image/svg+xml,x\"/>",
        "<use href=\"https://evil.example/x.svg#y\"/>", "<image href=\"//evil.example/x.png\"/>",
        "<a><set attributeName=\"href\" to=\"javascript:x\"/></a>",
        "<a><animate attributeName=\"xlink:href\" values=\"#;javascript:x\"/></a>",
        "<set attributeName=\"onload\" to=\"x\"/>", "<!-- > --><script/>", "<desc>a &lt; b</desc><script/>",
        "<![CDATA[ ]]><script/>", "<g title=\"a > b\" onload=\"x\"/>",
        "<!DOCTYPE svg [<!ENTITY x \"<script>alert(1)</script>\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&x;</svg>",
        "<!DOCTYPE svg [<!-- ' --><!ATTLIST g onload CDATA \"x\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>",
        "<!DOCTYPE svg [<!-- ' -->]><svg xmlns=\"http://www.w3.org/2000/svg\"><script href='x'/></svg>",
        "<?xml-stylesheet href=\"x.xsl\"?><svg/>", "<?xml version=\"1.0\" encoding=\"UTF-7\"?><svg/>",
        "<?xml version=\"1.0\"?>\u{0}<svg/>",
    ])
    func findsScriptInPictures(text: String) {
        #expect(ActiveContent.ofBytes(Self.picture(text), path: "x.svg")?.kind == .svg, "\(text)")
    }

    @Test(arguments: [
        "", "<rect width=\"1\" height=\"1\"/>", "<style>rect { fill: red }</style><rect class=\"on\"/>",
        "<a href=\"https://example.com/\"><text>See</text></a>", "<use href=\"#part\"/>",
        "<use xlink:href=\"#part\"/>", "<image href=\"data:image/png;base64,aGVsbG8=\"/>",
        "<image href=\"other.png\"/>",
        "<title>How to write &lt;script&gt;</title>", "<!-- <script>no</script> --><rect/>",
        "<text>on click=\"x\" javascript:x</text>",
        "<animate attributeName=\"opacity\" from=\"0\" to=\"1\"/>",
        "<metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:li rdf:resource=\"https://example.com/\"/></rdf:RDF></metadata>",
        "<g inkscape:groupmode=\"layer\" inkscape:onwards=\"x\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\"/>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg xmlns=\"http://www.w3.org/2000/svg\"><rect/></svg>",
        "<!DOCTYPE svg [\n\t<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">\n]>\n<svg xmlns=\"&ns_svg;\"><rect/></svg>",
    ])
    func leavesPicturesAlone(text: String) {
        #expect(ActiveContent.ofBytes(Self.picture(text), path: "x.svg") == nil, "\(text)")
    }

    @Test(arguments: [
        ("<feed xmlns=\"http://www.w3.org/2005/Atom\"><link href=\"https://example.com/\"/></feed>", false),
        ("<report onload=\"x\"><script>not of a browser</script></report>", false),
        ("<r><x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script></r>", true),
        ("<r><x:script xmlns:x=\"http://www.w3.org/1999/&#120;html\">alert(1)</x:script></r>", true),
        ("<r xmlns:s=\"http://www.w3.org/2000/svg\"><s:svg onload=\"x\"/></r>", true),
        ("<?xml-stylesheet type=\"text/xsl\" href=\"x.xsl\"?><r/>", true),
    ])
    func findsScriptInData(text: String, isActive: Bool) {
        #expect((ActiveContent.ofBytes(Array(text.utf8), path: "x.xml") != nil) == isActive, "\(text)")
    }

    @Test(
        arguments: [
            ("a.html", ActiveContent.Kind.html), ("a.html ", .html), ("a.php. .", .server),
            ("a/b.HTM", .html), ("a.xhtml", .html),
            ("a.js", .javascript),
            ("a.min.mjs", .javascript), ("a.wasm", .javascript), ("a.php", .server), ("a.aspx", .server),
            ("a.xsl", .xml),
            ("a.svgz", .svg), ("web.config", .host), ("a/Web.Config", .host), ("a.png", nil), ("a.pdf", nil),
            ("a.json", nil), ("a.csv", nil), ("html", nil), ("a.html.txt", nil), ("CNAME", nil),
            ("_headers", nil),
        ] as [(String, ActiveContent.Kind?)])
    func knowsFilesByTheirNames(path: String, kind: ActiveContent.Kind?) {
        #expect(ActiveContent.ofName(path, isRoot: false)?.kind == kind)
    }

    /// Endings that servers run, wherever they are in a name, in any letter case, before dots and spaces.
    @Test(arguments: [
        "php", "php3", "php5", "php8", "phtml", "phar", "asp", "aspx", "ashx", "asmx", "jsp", "jspx", "cfm",
        "cgi",
        "fcgi", "shtml", "shtm", "stm",
    ])
    func serversRunAnyEnding(_ ending: String) {
        for name in [
            "a.X", "a.X.txt", "a.X.png", "a.txt.X", "a.X.b.c.txt", "a.b.X.en", "d/a.X.txt", "a.X. .",
            "a.X.txt..",
        ] {
            for form in [ending, ending.uppercased(), ending.capitalized] {
                let path = name.replacing("X", with: form)
                #expect(ActiveContent.ofName(path, isRoot: false)?.kind == .server, "\(path)")
            }
        }
        // A name, a folder or a part of an ending is none.
        for name in ["X", "X.txt", "a.Xy.txt", "a.xX.txt", "d.X/a.txt", "aX.txt", "a-X.txt"] {
            let path = name.replacing("X", with: ending)
            #expect(ActiveContent.ofName(path, isRoot: false)?.kind != .server, "\(path)")
        }
    }

    /// Elsewhere the last ending that stands for a type decides, with what is no type after it.
    @Test(
        arguments: [
            ("html", ActiveContent.Kind.html), ("htm", .html), ("xhtml", .html), ("mhtml", .html),
            ("hta", .html),
            ("htc", .html), ("js", .javascript), ("mjs", .javascript), ("cjs", .javascript),
            ("wasm", .javascript),
            ("xsl", .xml), ("xslt", .xml), ("svgz", .svg),
        ])
    func theLastKnownEndingDecides(_ ending: String, _ kind: ActiveContent.Kind) {
        for (name, isKind) in [
            ("a.X", true), ("a.X.en", true), ("a.X.bak", true), ("a.txt.X", true), ("a.png.X.de", true),
            ("A.X ", true),
            ("a.X.txt", false), ("a.X.en.png", false), ("X.pdf", false), ("X", false), ("d.X/a.csv", false),
            ("a.Xy", false),
        ] {
            for form in [ending, ending.uppercased()] {
                let path = name.replacing("X", with: form)
                let found = ActiveContent.ofName(path, isRoot: false)?.kind
                #expect(found == (isKind ? kind : nil), "\(path)")
            }
        }
    }

    /// What servers take for XML is looked into whatever its ending, and what starts otherwise is not.
    @Test(arguments: [
        ("f.xhvml", "<r xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:script>x</h:script></r>", true),
        ("f", "\u{FEFF}\n <r xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:script>x</h:script></r>", true),
        ("f.smil", "<smil><par/></smil>", false),
        ("f.dmg", "x<r xmlns=\"http://www.w3.org/1999/xhtml\"><script/></r>", false),
        ("f.txt", "<r xmlns=\"http://www.w3.org/1999/xhtml\"><script/></r>", false),
    ])
    func looksIntoAnyXML(_ name: String, _ text: String, _ isActive: Bool) async throws {
        let site = try TemporarySite()
        try site.write(name, text)
        let found = try await site.build().findings.filter { $0.id == ContentActiveFile.id }
        #expect(found.count == (isActive ? 1 : 0))
    }

    @Test(arguments: [
        "_headers", "_redirects", "_worker.js", "CNAME", "netlify.toml", "vercel.json", "wrangler.toml",
    ])
    func hostsReadTheRootAlone(name: String) {
        #expect(ActiveContent.ofName(name, isRoot: true)?.kind == .host)
        #expect(ActiveContent.ofName("samples/" + name, isRoot: true)?.kind != .host)
    }

    /// Of a site: an error that no setting softens, but the one that allows the kind; and an edit is seen by the
    /// preview's way of reading.
    @Test func aSiteAllowsKinds() async throws {
        let site = try TemporarySite()
        try site.write("demo.html", "<p>Text.</p>")
        try site.write("chart.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect/></svg>")
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.keepsState = true
        func active(_ reading: AnalyzedSite) async throws -> [String] {
            try await reading.allFindings(options).filter {
                $0.id == ContentActiveFile.id && $0.severity == .error
            }
            .map(\.file)
        }
        let first = try await AnalyzedSite(options)
        #expect(try await active(first) == ["Content/guides/demo.html"])
        try site.write("chart.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>")
        let second = try await AnalyzedSite(try ContentTree(site: site.path), options, after: first)
        #expect(try await active(second) == ["Content/guides/chart.svg", "Content/guides/demo.html"])
        let settings = try String(contentsOfFile: site.path + "/Content/site.yml", encoding: .utf8)
        func set(_ line: String) throws {
            try (settings + line + "\n").write(
                toFile: site.path + "/Content/site.yml", atomically: true, encoding: .utf8)
        }
        try set("files: {allow: [html]}")
        let third = try await AnalyzedSite(try ContentTree(site: site.path), options, after: second)
        #expect(try await active(third) == ["Content/guides/chart.svg"])
        try set("files: {allow: [html, svg]}")
        #expect(try await active(AnalyzedSite(options)) == [])
        try set("files: {allow: [htmls]}")
        let wrong = try await AnalyzedSite(options).content.findings
        #expect(wrong.contains { $0.id == ContentWrongType.id && $0.help == "did you mean html?" })
    }

    /// Whatever the bytes are, it looks at each about once and ends.
    @Test func endsOnAnyBytes() {
        var random = SystemRandomNumberGenerator.Fixed(state: 7)
        let parts = [
            "<", ">", "<!", "<!--", "-->", "<?", "?>", "[", "]", "\"", "'", "=", "&#", "&", ";", "on", "href",
            "/", " ", "<![CDATA[", "]]>", "é", "\u{0}",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
                parts.randomElement(using: &random)!
            }.joined()
            _ = ActiveContent.ofBytes(Array(text.utf8), path: "x.svg")
            _ = ActiveContent.ofBytes(Array(text.utf8), path: "x.xml")
        }
        for part in parts {
            _ = ActiveContent.ofBytes(Array(String(repeating: part, count: 100_000).utf8), path: "x.svg")
        }
    }
}

extension SystemRandomNumberGenerator {
    fileprivate struct Fixed: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }
}
