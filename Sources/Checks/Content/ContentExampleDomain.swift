import Findings
import Markdown
import Support

/// A host or address in an example that may belong to someone.
enum ContentExampleDomain: GuideCheck {
    static let check = CheckID.contentExampleDomain
    static let finds =
        "A host or IP address in prose or code that is neither an example (RFC 2606, RFC 5737, RFC 3849), nor this site’s own, nor allowed."
    static let why =
        "A real host in an example gets the mail and the questions of everyone who copies it. RFC 2606 sets names aside for examples, RFC 5737 and RFC 3849 addresses."
    static let examples = [
        Example(
            bad: "Send a test to `⟦mail.acme-corp.com` first.",
            good: "Send a test to `mail.example.com` first.")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let document = context.document
        var findings: [Finding] = []
        let own = context.site.host
        var end = 0
        for dot in document.positions(of: UInt8(ascii: ".")) where dot >= end && dot + 1 < document.text.count
        {
            guard dot > 0, isHostByte(document.text[dot + 1]), isHostByte(document.text[dot - 1]),
                let run = document.run(at: dot), !run.context.contains(.link)
            else { continue }
            var start = dot
            while start > run.text.lowerBound, isHostByte(document.text[start - 1]) { start -= 1 }
            end = dot
            while end < run.text.upperBound, isHostByte(document.text[end]) { end += 1 }
            var name = document.text[start..<end]
            while name.last == UInt8(ascii: ".") { name = name.dropLast() }
            guard endsLikeHost(name), !isSection(before: start, in: run, document) else { continue }
            let host = String(decoding: name, as: UTF8.self).lowercased()
            guard !isWord(host) || isAddress(before: start, host, in: run, document) else { continue }
            guard belongsToSomebody(host, own: own, allowed: context.site.exampleHosts) else { continue }
            findings.append(
                Finding(
                    self, file: context.file, at: document.location(of: start - run.text.lowerBound, in: run),
                    "\(host) may belong to someone",
                    help:
                        "use example.com, or a name under it; addresses from 192.0.2.0/24 or 2001:db8::/32; "
                        + "or name the host in `example-hosts` of site.yml"))
        }
        return findings
    }

    /// Whether the last label is a number or a top-level domain; most names with dots are files.
    private static func endsLikeHost(_ name: ArraySlice<UInt8>) -> Bool {
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
        let last = name[(dot + 1)...]
        if let first = last.first, first.isASCIIDigit { return true }
        return last.count <= 6 && topLevel.contains(String(decoding: last, as: UTF8.self).lowercased())
    }

    /// Whether a name may as well be one of code or of a file: `identity.traits.email`, `Electron.app`.
    private static func isWord(_ host: String) -> Bool {
        host.split(separator: ".").last.map { wordLike.contains(String($0)) } ?? false
    }

    /// Whether a name is surely that of a host: behind `@` or `//`, or with the usual name of one.
    private static func isAddress(
        before start: Int, _ host: String, in run: Document.Run, _ document: Document
    )
        -> Bool
    {
        let before = document.text[run.text.lowerBound..<start]
        return before.last == UInt8(ascii: "@") || before.suffix(2).elementsEqual("//".utf8)
            || ["www.", "mail.", "smtp.", "mx.", "imap.", "ns1."].contains { host.hasPrefix($0) }
    }

    /// Whether it is the number of a section, as in "section 4.5.4.1" of a standard.
    private static func isSection(before start: Int, in run: Document.Run, _ document: Document) -> Bool {
        let before = document.text[run.text.lowerBound..<start]
        return ["section ", "Section ", "§", "§ "].contains {
            before.suffix($0.utf8.count).elementsEqual($0.utf8)
        }
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    }

    /// Top-level domains that people write in examples; a name that ends otherwise is likely a file or a word.
    private static let topLevel: Set<String> = [
        "com", "net", "org", "edu", "gov", "mil", "int", "info", "biz", "io", "co", "dev", "app", "email",
        "cloud",
        "online", "shop", "site", "tech", "eu", "us", "uk", "de", "fr", "nl", "be", "ch", "at", "it", "es",
        "pt", "pl",
        "se", "no", "dk", "fi", "ie", "cz", "ru", "cn", "jp", "kr", "in", "au", "nz", "ca", "mx", "br", "za",
    ]

    /// Top-level domains that are words of code and of file names too.
    private static let wordLike: Set<String> = [
        "email", "app", "cloud", "online", "shop", "site", "tech", "dev", "info", "int", "co", "at", "it",
        "in", "no", "be",
        "es", "se", "us", "io",
    ]

    /// Hosts that nobody takes for an example: of code, packages and standards, where a text names them.
    private static let wellKnown: Set<String> = [
        "github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "npmjs.com", "crates.io", "docs.rs",
        "pypi.org",
        "python.org", "rust-lang.org", "golang.org", "docker.io", "docker.com", "ghcr.io", "quay.io",
        "kubernetes.io",
        "apache.org", "debian.org", "kernel.org", "w3.org", "ietf.org", "iana.org", "rfc-editor.org",
        "json-schema.org",
        "schema.org", "unicode.org", "wikipedia.org", "stackoverflow.com", "letsencrypt.org", "mozilla.org",
        "nodejs.org",
    ]

    private static func belongsToSomebody(_ host: String, own: String, allowed: Set<String>) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        if labels.contains(where: \.isEmpty) { return false }
        let numbers = labels.compactMap { UInt8($0) }
        if numbers.count == 4, labels.count == 4 { return !isExample(numbers) }
        guard let last = labels.last, topLevel.contains(String(last)), labels.count >= 2 else { return false }
        // RFC 2606 section 3 and RFC 6761.
        let second = labels[labels.count - 2]
        if second == "example" { return false }
        // The host itself, and all that it is under.
        return !labels.indices.contains {
            let name = labels[$0...].joined(separator: ".")
            return name == own || allowed.contains(name) || wellKnown.contains(name)
        }
    }

    /// RFC 5737 documentation blocks; loopback, private and unspecified addresses belong to no one either.
    private static func isExample(_ n: [UInt8]) -> Bool {
        switch (n[0], n[1], n[2]) {
        case (192, 0, 2), (198, 51, 100), (203, 0, 113): true
        case (127, _, _), (10, _, _), (192, 168, _), (0, _, _): true
        case (172, 16...31, _): true
        default: false
        }
    }
}
