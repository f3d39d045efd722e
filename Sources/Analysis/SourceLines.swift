import Content
import Findings
import Support

/// The lines that findings are about: those of a site that was read, else read from its folder once a file.
package struct SourceLines {
    private let site: String
    private let reading: AnalyzedSite?
    private var sources: [String: SourceText?] = [:]
    /// The last line that was asked for: findings come in order, and many may be about one long line.
    private var last: Line?

    private struct Line {
        let file: String
        let number: Int
        let scalars: [Unicode.Scalar]
        var key: Key?
    }

    /// - Parameter site: the site's folder.
    package init(site: String, _ reading: AnalyzedSite? = nil) {
        self.site = site
        self.reading = reading
    }

    /// A line of a file; nil where there is none, or none that is text.
    mutating func line(_ number: Int, of file: String) -> String? {
        if sources[file] == nil, let text = reading?.text(of: file) { sources[file] = .some(text) }
        if sources[file] == nil {
            let bytes = isOwn(file) ? try? Disk.read("\(site)/\(file)") : nil
            let isText =
                bytes.map { $0.count <= SiteContent.largestGuide && UTF8Text.firstFault(in: $0) == nil }
                ?? false
            sources[file] = .some(isText ? bytes.map(SourceText.init) : nil)
        }
        guard let source = sources[file] ?? nil else { return nil }
        return String(decoding: source.bytes[source.line(number - 1)], as: UTF8.self)
    }

    /// Whether a file is the site's own, and no link out of its folder: what that leads to is not shown. As for
    /// `ContentTree`, the folders at the site's root may be links themselves.
    private func isOwn(_ file: String) -> Bool {
        let names = file.split(separator: "/")
        guard let first = names.first, let real = Disk.realPath("\(site)/\(file)") else { return false }
        if names.count == 1 { return Disk.realPath(site).map { real == "\($0)/\(file)" } ?? false }
        return Disk.realPath("\(site)/\(first)").map { real.hasPrefix($0 + "/") } ?? false
    }

    /// The characters of a line, without passwords; none where there is no such line.
    package mutating func scalars(_ number: Int, of file: String) -> [Unicode.Scalar] {
        if let last, last.number == number, last.file == file { return last.scalars }
        let line = Line(
            file: file, number: number,
            scalars: Passwords.masked(Array((line(number, of: file) ?? "").unicodeScalars)))
        last = line
        return line.scalars
    }

    /// A key of a line that does not depend on its number in the file.
    package struct Key: Hashable {
        package var file: String
        /// The line's words, with one space between them.
        package var words: String

        package init(file: String, words: String) {
            self.file = file
            self.words = words
        }
    }

    package mutating func key(_ number: Int, of file: String) -> Key {
        let scalars = scalars(number, of: file)
        if let key = last?.key { return key }
        let words = scalars.split { $0.properties.isWhitespace }.map { word in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: word)
            return String(view)
        }
        let key = Key(file: file, words: words.joined(separator: " "))
        last?.key = key
        return key
    }

    /// For each finding a number that stays the same while lines above it come and go: of the check, the file, the text
    /// of its line, and how many such findings came before it.
    package mutating func fingerprints(_ findings: [Finding]) -> [String] {
        var seen: [String: Int] = [:]
        return findings.map { finding in
            let line = key(Int(finding.location.line), of: finding.file)
            let key = [finding.id, line.file, line.words].joined(separator: "\u{0}")
            let count = seen[key, default: 0]
            seen[key] = count + 1
            return String(ContentHash.hexadecimal(Array("\(key)\u{0}\(count)".utf8)).prefix(32))
        }
    }
}
