import Markdown

/// The lines that findings are about: those of a site that was read, else read from its folder once a file.
package struct SourceLines {
    private let site: String
    private let reading: SiteReading?
    private var sources: [String: SourceText?] = [:]

    /// - Parameter site: the site's folder.
    package init(site: String, _ reading: SiteReading? = nil) {
        self.site = site
        self.reading = reading
    }

    /// A line of a file; nil where there is none, or none that is text.
    package mutating func line(_ number: Int, of file: String) -> String? {
        if sources[file] == nil, let text = reading?.text(of: file) { sources[file] = .some(text) }
        if sources[file] == nil {
            let bytes = try? Disk.read("\(site)/\(file)")
            let isText =
                bytes.map { $0.count <= Content.largestGuide && UTF8Text.firstFault(in: $0) == nil } ?? false
            sources[file] = .some(isText ? bytes.map(SourceText.init) : nil)
        }
        guard let source = sources[file] ?? nil else { return nil }
        return String(decoding: source.bytes[source.line(number - 1)], as: UTF8.self)
    }

    /// What tells a line from others, wherever it stands in its file.
    mutating func key(_ number: Int, of file: String) -> String {
        let words = (line(number, of: file) ?? "").split(whereSeparator: \.isWhitespace).joined(
            separator: " ")
        return file + "\u{0}" + words
    }

    /// For each finding a number that stays the same while lines above it come and go: of the check, the file, the text
    /// of its line, and how many such findings came before it.
    package mutating func fingerprints(_ findings: [Finding]) -> [String] {
        var seen: [String: Int] = [:]
        return findings.map { finding in
            let key = finding.id + "\u{0}" + key(Int(finding.place.line), of: finding.file)
            let count = seen[key, default: 0]
            seen[key] = count + 1
            return String(ContentHash.hexadecimal(Array("\(key)\u{0}\(count)".utf8)).prefix(32))
        }
    }
}
