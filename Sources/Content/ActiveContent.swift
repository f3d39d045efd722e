import Support

/// Danger of a file beside the guides, besides being read: it can run in a reader's browser with the rights of the
/// site, run on the server, or steer the host that serves it.
package struct ActiveContent: Sendable, Hashable {
    /// A kind of such files, as `files.allow` of site.yml names it.
    package enum Kind: String, Sendable, CaseIterable {
        case html, xml, svg, javascript, server, host
    }

    package var kind: Kind
    /// The reason for the verdict, such as `it has an element <script>`.
    package var reason: String

    private static let html: Set<String> = [
        "html", "htm", "xhtml", "xhtm", "xht", "mht", "mhtml", "hta", "htc", "xul",
    ]
    private static let javascript: Set<String> = ["js", "mjs", "cjs", "wasm"]
    /// Endings of files that servers run on request, where they are set up to.
    private static let server: Set<String> = [
        "php", "php3", "php4", "php5", "php7", "php8", "phtml", "phar", "asp", "aspx", "ashx", "asmx", "jsp",
        "jspx", "cfm", "cgi", "fcgi", "shtml", "shtm", "stm",
    ]
    /// Formats of XML, which browsers read as one and run what has the namespace of XHTML or SVG.
    private static let xml: Set<String> = [
        "xml", "rss", "atom", "rdf", "opml", "mathml", "mml", "kml", "gpx", "xsd", "wsdl", "xspf", "dae",
        "xlf", "xliff", "plist", "resx", "dtd",
    ]
    /// Files that hosts read in any folder.
    private static let anywhere: Set<String> = ["web.config", ".htaccess", ".user.ini"]
    /// Files that hosts read in the folder that is published.
    private static let atRoot: Set<String> = [
        "_headers", "_redirects", "_worker.js", "_routes.json", "cname", "netlify.toml", "vercel.json",
        "now.json", "wrangler.toml", "wrangler.json", "wrangler.jsonc", "staticwebapp.config.json",
        "firebase.json", "_config.yml", "app.yaml", "static.json", "render.yaml",
    ]

    /// The verdict by a file's name; nil where the name alone tells nothing.
    ///
    /// - Parameters:
    ///   - path: relative to `Content/guides`.
    ///   - isRoot: whether that folder is published as the root of the host.
    static func ofName(_ path: String, isRoot: Bool) -> ActiveContent? {
        let name = Self.name(path)
        if anywhere.contains(name) || isRoot && !path.contains("/") && atRoot.contains(name) {
            return ActiveContent(kind: .host, reason: "hosts read a file of this name as settings")
        }
        // Servers may run a file for any of its endings, and serve it by the last one that they know: `demo.html.en` is
        // a page in English.
        let endings = name.split(separator: ".").dropFirst().map(String.init)
        if endings.contains(where: server.contains) {
            return ActiveContent(kind: .server, reason: "servers may run a file of this name")
        }
        switch Self.deciding(endings) {
        case let ending where html.contains(ending):
            return ActiveContent(kind: .html, reason: "a browser runs its content as a page of this site")
        case let ending where javascript.contains(ending):
            return ActiveContent(kind: .javascript, reason: "it is a program")
        case "xsl", "xslt":
            return ActiveContent(kind: .xml, reason: "it is a program that makes pages of XML")
        case "svgz":
            return ActiveContent(
                kind: .svg, reason: "it is compressed, so nobody can tell whether it contains a script")
        default: return nil
        }
    }

    /// The name of a file in small letters, without spaces and dots at its end, which some systems leave out.
    private static func name(_ path: String) -> String {
        var name = (path.split(separator: "/").last ?? "").lowercased()
        while name.hasSuffix(" ") || name.hasSuffix(".") { name.removeLast() }
        return name
    }

    /// Number of bytes of a file that are looked at to tell.
    enum Look: Sendable { case none, start, whole }

    /// - Parameter path: relative to `Content/guides`.
    static func look(into path: String) -> Look {
        let ending = deciding(name(path).split(separator: ".").dropFirst().map(String.init))
        if ending == "svg" || xml.contains(ending) { return .whole }
        // Servers know many more formats of XML than are listed here, so their start tells.
        return MediaTypes.all[ending] == nil ? .start : .none
    }

    /// Number of bytes that count as the start of a file.
    static let start = 512

    /// Whether a file starts as XML does, in any encoding: with a `<`, after a byte order mark and white space.
    static func startsAsXML(_ bytes: [UInt8]) -> Bool {
        bytes.first { ![0, 9, 10, 12, 13, 32, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF].contains($0) }
            == UInt8(ascii: "<")
    }

    /// The ending that says what a file is: the last one that stands for a type, else the last.
    private static func deciding(_ endings: [String]) -> String {
        let known = endings.last { ending in
            MediaTypes.all[ending] != nil || html.contains(ending) || javascript.contains(ending)
                || xml.contains(ending) || ["svg", "svgz", "xsl", "xslt"].contains(ending)
        }
        return known ?? endings.last ?? ""
    }

    /// Why a file may not be beside guides, such as `it is a program`; nil where it may.
    ///
    /// - Parameter path: relative to `Content/guides`.
    package static func reasonToRefuse(_ path: String, _ bytes: [UInt8]) -> String? {
        if let active = ofName(path, isRoot: true) { return active.reason }
        switch look(into: path) {
        case .none: return nil
        case .start:
            let isXML = startsAsXML(Array(bytes.prefix(start)))
            return isXML ? ofBytes(bytes, path: path)?.reason : nil
        case .whole: return ofBytes(bytes, path: path)?.reason
        }
    }

    /// The verdict by the bytes of an SVG or another XML file; nil where nothing in it can run.
    static func ofBytes(_ bytes: [UInt8], path: String) -> ActiveContent? {
        let isSVG = deciding(name(path).split(separator: ".").dropFirst().map(String.init)) == "svg"
        var look = MarkupScanner(bytes, isPicture: isSVG)
        return look.reason().map { ActiveContent(kind: isSVG ? .svg : .xml, reason: $0) }
    }
}

/// Looks through XML for what a browser would run. It is no parser: where a text is not well-formed it sees more than a
/// browser does, never less.
private struct MarkupScanner {
    private let bytes: [UInt8]
    private let isPicture: Bool
    private var at = 0
    /// Whether a browser takes some of it for XHTML or SVG.
    private var isMarkup: Bool
    /// The part that would run.
    private var found: String?

    /// The namespaces whose elements and attributes browsers run (XHTML, SVG).
    private static let namespaces = ["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"]
    private static let elements: Set<String> = [
        "script", "foreignobject", "iframe", "frame", "object", "embed", "applet", "handler", "listener",
        "portal",
    ]
    private static let animations: Set<String> = ["set", "animate", "animatemotion", "animatetransform"]
    private static let addresses: Set<String> = [
        "href", "src", "action", "formaction", "data", "poster", "from", "to", "by", "values", "srcdoc",
        "background", "ping",
    ]

    init(_ bytes: [UInt8], isPicture: Bool) {
        self.bytes = bytes
        self.isPicture = isPicture
        isMarkup = isPicture
    }

    /// The first reason found.
    mutating func reason() -> String? {
        if bytes.contains(0) || bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
            return "it is not UTF-8, so nobody can tell whether it contains a script"
        }
        while let open = next(UInt8(ascii: "<"), from: at) {
            at = open + 1
            if starts(with: "!--") {
                skip(past: "-->")
            } else if starts(with: "![CDATA[") {
                skip(past: "]]>")
            } else if starts(with: "?") {
                if let reason = instruction() { return reason }
            } else if starts(with: "!") {
                if let reason = declaration() { return reason }
            } else if !starts(with: "/") {
                element()
            }
            if isMarkup, let found { return found }
        }
        return nil
    }

    private mutating func instruction() -> String? {
        let start = at + 1
        skip(past: "?>")
        let text = String(decoding: bytes[start..<at], as: UTF8.self).lowercased()
        if text.hasPrefix("xml-stylesheet") { return "it names a style sheet, which may be a program" }
        guard let encoding = text.firstMatch(of: /encoding\s*=\s*["']([^"']*)["']/)?.1, text.hasPrefix("xml")
        else { return nil }
        let isASCII =
            ["utf-8", "utf8", "us-ascii", "ascii"].contains(encoding) || encoding.hasPrefix("iso-8859-")
            || encoding.hasPrefix("windows-125")
        return isASCII ? nil : "its encoding is \(encoding), so nobody can tell whether it contains a script"
    }

    /// Entities can stand for anything. Those of drawing programs, which stand for namespaces, are harmless.
    private mutating func declaration() -> String? {
        let start = at
        var depth = 0
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "<") where starts(with: "<!--"):
                skip(past: "-->")
                continue
            case UInt8(ascii: "<") where starts(with: "<?"):
                skip(past: "?>")
                continue
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                at = next(bytes[at], from: at + 1) ?? at
            case UInt8(ascii: "["), UInt8(ascii: "<"): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ">"):
                if depth <= 0 {
                    let text = String(decoding: bytes[start..<at], as: UTF8.self)
                    return Self.declares(text) ? "it declares entities, which can stand for a script" : nil
                }
                depth -= 1
            default: break
            }
            at += 1
        }
        return Self.declares(String(decoding: bytes[start...], as: UTF8.self))
            ? "it declares entities, which can stand for a script" : nil
    }

    private static func declares(_ text: String) -> Bool {
        let harmless = text.replacing(
            /<!ENTITY\s+\w+\s+(?:"https?:\/\/[^"<&%]*"|'https?:\/\/[^'<&%]*')\s*>/, with: "")
        return harmless.lowercased().contains("<!entity") || harmless.lowercased().contains("<!attlist")
    }

    /// Reads a tag up to its end.
    private mutating func element() {
        let name = Self.local(word())
        if Self.elements.contains(name) { note("it has an element <\(name)>") }
        var animated = false
        var address: String?
        while at < bytes.count {
            skipSpaces()
            guard at < bytes.count, bytes[at] != UInt8(ascii: ">"), bytes[at] != UInt8(ascii: "<") else {
                break
            }
            let start = at
            let raw = word()
            guard at > start else {
                at += 1
                continue
            }
            skipSpaces()
            guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else { continue }
            at += 1
            skipSpaces()
            let value = value()
            let attribute = Self.local(raw)
            if raw.lowercased() == "xmlns" || raw.lowercased().hasPrefix("xmlns:") {
                if Self.namespaces.contains(value.trimmed) { isMarkup = true }
                continue
            }
            if attribute.hasPrefix("on"), attribute.count > 2, !raw.contains(":") {
                note("it has an attribute \(attribute)")
            }
            if attribute == "attributename" {
                let target = Self.local(value.trimmed)
                animated = animated || target == "href" || target.hasPrefix("on")
            }
            if Self.addresses.contains(attribute) {
                let folded = value.unicodeScalars.filter { $0.value > 32 && $0.value != 127 }
                let text = String(String.UnicodeScalarView(folded)).lowercased()
                if attribute == "srcdoc" { note("it has an attribute srcdoc") }
                for part in text.split(separator: ";") + [text[...]] { check(part) }
                if attribute == "href" || attribute == "src" { address = text }
            }
        }
        if animated, Self.animations.contains(name) { note("it changes an address by <\(name)>") }
        if isPicture, name != "a", let address, Self.isElsewhere(address) {
            note("<\(name)> loads something from another site")
        }
    }

    private mutating func check(_ address: Substring) {
        for scheme in ["javascript:", "vbscript:"] where address.hasPrefix(scheme) {
            note("it has an address that starts with \(scheme)")
        }
        let pictures = ["png", "jpeg", "jpg", "gif", "webp", "avif"].map { "data:image/\($0)" }
        let isFont = address.hasPrefix("data:font/") || address.hasPrefix("data:application/font")
        if address.hasPrefix("data:"), !isFont, !pictures.contains(where: address.hasPrefix) {
            note("it has an address that starts with data:")
        }
    }

    private static func isElsewhere(_ address: String) -> Bool {
        address.hasPrefix("//") || address.hasPrefix("\\")
            || address.firstMatch(of: /^[a-z][a-z0-9+.-]*:/) != nil && !address.hasPrefix("data:")
    }

    private mutating func note(_ reason: String) { if found == nil { found = reason } }

    /// A name without its prefix, in small letters.
    private static func local(_ name: String) -> String {
        (name.split(separator: ":").last.map(String.init) ?? name).lowercased()
    }

    // MARK: Bytes

    private func next(_ byte: UInt8, from start: Int) -> Int? {
        start < bytes.count ? bytes[start...].firstIndex(of: byte) : nil
    }

    private func starts(with text: String) -> Bool { bytes[at...].starts(with: text.utf8) }

    private mutating func skip(past end: String) {
        let end = Array(end.utf8)
        while at < bytes.count {
            guard let position = next(end[0], from: at) else { break }
            if bytes[position...].starts(with: end) {
                at = position + end.count
                return
            }
            at = position + 1
        }
        at = bytes.count
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte <= 32 || byte == UInt8(ascii: "/") }

    private mutating func skipSpaces() { while at < bytes.count, Self.isSpace(bytes[at]) { at += 1 } }

    /// A name: everything up to a space or a mark.
    private mutating func word() -> String {
        let start = at
        while at < bytes.count, !Self.isSpace(bytes[at]), !"=>\"'<".utf8.contains(bytes[at]) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    /// The value of an attribute, with its character references read.
    private mutating func value() -> String {
        guard at < bytes.count else { return "" }
        let quote = bytes[at]
        let start: Int
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            start = at + 1
            at = next(quote, from: start) ?? bytes.count
            defer { at = min(at + 1, bytes.count) }
            return Self.decoded(String(decoding: bytes[start..<at], as: UTF8.self))
        }
        start = at
        while at < bytes.count, bytes[at] > 32, bytes[at] != UInt8(ascii: ">") { at += 1 }
        return Self.decoded(String(decoding: bytes[start..<at], as: UTF8.self))
    }

    private static func decoded(_ text: String) -> String {
        guard text.contains("&") else { return text }
        let numbers = text.replacing(/&#(?:[xX]0*([0-9a-fA-F]{1,6})|0*([0-9]{1,7}));?/) { match in
            let number = match.1.flatMap { UInt32($0, radix: 16) } ?? match.2.flatMap { UInt32($0) }
            return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
        }
        return [
            ("&colon;", ":"), ("&tab;", ""), ("&newline;", ""), ("&quot;", "\""), ("&apos;", "'"),
            ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"),
        ].reduce(numbers) { $0.replacingBytes($1.0, with: $1.1) }
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
