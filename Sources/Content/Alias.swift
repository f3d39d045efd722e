import Findings
import Support

/// A former address of a guide, an entry of `aliases` in its front matter: a slug below the site's path, such as `ssl` or
/// `mail/ssl`, or a path from the root of the host, such as `/docs/ssl.html`.
///
/// `/docs/ssl`, `/docs/ssl/`, `/docs/ssl.html`, `/docs/ssl/index.html` and `/docs/ssl.md` are spellings of one address.
package struct Alias: Sendable {
    /// As the front matter has it.
    package let written: Located
    /// Its path without an ending, decoded: `/docs/ssl`.
    package let path: String
    /// The name by which links to it are resolved: a slug below the site's path, else `path`.
    package let name: String
    /// Its other spellings that a host is asked for, such as `/docs/ssl/` and `/docs/ssl.html`; none of a slug, for whose
    /// spellings hosts have rules.
    package let spellings: [String]
    /// The file below the output folder that leads on where a host has no rules, without its ending: `docs/ssl`, or
    /// `docs/ssl/index` for `/docs/ssl/`. Nil where a file of the site may be in the place of a folder, as at
    /// `/llms.txt/ssl`.
    package let output: String?

    /// The reason why a text is no address that can lead on.
    package struct Fault: Error, Hashable {
        /// Such as `it has a $`; nil where it is no slug.
        package let reason: String?
    }

    /// - Throws: where it is neither a slug nor a path that all hosts can redirect from.
    package init(_ written: Located, _ addresses: Addresses, _ naming: Naming) throws(Fault) {
        self.written = written
        let text = written.text
        let decodedText = PercentEncoding.decode(text)
        // As hosts have it in their rules.
        guard PercentEncoding.encode(decodedText ?? text, .path).utf8.count <= Self.longestAlias else {
            throw Fault(reason: "it has more than \(Self.longestAlias) characters, as an address")
        }
        guard text.utf8.first == UInt8(ascii: "/") else {
            let naming = Naming(form: .folders, letters: naming.letters)
            guard naming.isValid(text) else { throw Fault(reason: nil) }
            name = text
            path = addresses.page(text)
            spellings = []
            output = addresses.output(path, "")
            return
        }
        guard let decoded = decodedText else {
            throw Fault(reason: "it has a % that escapes no character of a name")
        }
        if let reason = Self.faultOfPath(decoded) { throw Fault(reason: reason) }
        let (path, ending) = Self.cut(decoded)
        guard !path.isEmpty else { throw Fault(reason: "it is the root of the host") }
        self.path = path
        name = addresses.aliasName(of: path)
        spellings = Self.spellings(path, ending)
        output = Self.output(path, ending)
    }

    /// The most bytes of an alias, percent-encoded: it is the path of a file, and Cloudflare takes lines of 1,000 characters.
    static let longestAlias = 500
    /// The most bytes of one name in it; disks take 255, with the ending.
    static let longestName = 200

    /// Endings of other spellings of a page's address.
    private static let endings = ["/index.html", "/index.md", "/index", "/", ".html", ".md"]

    /// A path without the ending of a spelling, and that ending: `/docs/ssl` and `.html` of `/docs/ssl.html`. What is left
    /// has none, so that no two addresses have a spelling in common.
    package static func cut(_ path: String) -> (path: String, ending: String) {
        var rest = path.utf8[...]
        while let ending = endings.first(where: { rest.suffix($0.utf8.count).elementsEqual($0.utf8) }) {
            rest = rest.dropLast(ending.utf8.count)
        }
        return (
            String(decoding: rest, as: UTF8.self),
            String(decoding: path.utf8.dropFirst(rest.count), as: UTF8.self)
        )
    }

    /// The marks that a path may have besides letters and digits: those that no host takes for a pattern, a variable or an
    /// end.
    private static let marks = Array("-._~+,=@()!&' /".utf8)

    /// What in a decoded path keeps a host from redirecting from it; nil where nothing does.
    private static func faultOfPath(_ path: String) -> String? {
        if let byte = path.utf8.first(where: { $0 < 128 && !$0.isASCIILetterOrDigit && !marks.contains($0) })
        {
            return byte < 33 || byte == 127
                ? "it has a control character"
                : "it has a \(Unicode.Scalar(byte)), which hosts may read in another way"
        }
        if !InvisibleText.find(in: Array(path.utf8)).isEmpty { return "it has an invisible character" }
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .dropFirst()
        for (number, part) in parts.enumerated() {
            if part.isEmpty, number < parts.count - 1 { return "it has two slashes in a row" }
            if part.first == UInt8(ascii: ".") {
                return "a part of it starts with a dot, and hosts keep such files to themselves"
            }
            if part.count > longestName { return "a part of it has more than \(longestName) characters" }
        }
        return nil
    }

    private static func spellings(_ path: String, _ ending: String) -> [String] {
        switch ending {
        case ".html": [path + ".html"]
        case ".md": []
        case "", "/": hasFileEnding(path) ? [] : [path + "/"]
        case _ where ending.hasPrefix("/"): [path + "/", path + ending].filter { !$0.hasSuffix(".md") }
        default: [path + ending].filter { !$0.hasSuffix(".md") }
        }
    }

    /// Whether a host takes the last name of a path for that of a file, such as `ssl.php`.
    private static func hasFileEnding(_ path: String) -> Bool {
        let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
        let ending = name[dot...].dropFirst()
        return !ending.isEmpty && ending.allSatisfy(\.isASCIILetterOrDigit)
    }

    private static func output(_ path: String, _ ending: String) -> String? {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"))
        // A folder with a dot in its name may be a file of the site, such as `llms.txt`; none ends as `v1.2` does.
        let hasDot = parts.dropLast().contains { part in
            guard let dot = part.lastIndex(of: UInt8(ascii: ".")) else { return false }
            return !part[dot...].dropFirst().allSatisfy(\.isASCIIDigit)
        }
        guard !hasDot, ending.isEmpty || endings.contains(ending) else { return nil }
        let isFolder = ending.utf8.first == UInt8(ascii: "/")
        return String(decoding: path.utf8.dropFirst(), as: UTF8.self) + (isFolder ? "/index" : "")
    }

    /// The alias that leads on from the former address of a guide: its slug or, for a name that no slug has, its path.
    /// Nil where no host can redirect from that.
    package static func text(forFormer slug: String, _ addresses: Addresses, _ naming: Naming) -> String? {
        let path = PercentEncoding.encode(addresses.page(slug), .readablePath)
        return [slug, path].first { text in
            let alias = try? Alias(Located(text: text, location: .start), addresses, naming)
            return alias?.name == slug
        }
    }

    /// The finding where a text is no alias.
    package static func finding(_ fault: Fault, _ written: Located, in file: String, _ naming: Naming)
        -> Finding
    {
        guard let reason = fault.reason else {
            return Slug.finding(
                written, in: file, what: "an alias", Naming(form: .folders, letters: naming.letters))
        }
        return Finding(
            .contentBadSlug, file: file, at: written.location, to: written.end,
            "an alias is \"\(MessageText.name(written.text))\": \(reason)",
            help: "write a slug, or a path such as /docs/old-name without ? and #")
    }
}

extension Addresses {
    /// The name by which an address on this host is found among the aliases: a slug below the site's path, else the path.
    ///
    /// - Parameter path: decoded, without an ending.
    package func aliasName(of path: String) -> String {
        let folder = self.path + "/"
        guard path.utf8.count > folder.utf8.count, path.utf8.starts(with: folder.utf8) else { return path }
        return String(decoding: path.utf8.dropFirst(folder.utf8.count), as: UTF8.self)
    }
}
