import Findings
import Support

/// Every address that was ever published, as `Content/addresses.txt` keeps them: one a line, sorted; after the address
/// of an issue its title at the time, and after the anchor of one of several headings with the same text the name of its
/// section.
package struct AddressHistory: Sendable {
    /// The path of the file, relative to the site's folder.
    package static let file = "Content/addresses.txt"

    private static let heading =
        "# Every address that was ever published. `guides build --record` adds to it; remove a line to give up its address.\n"

    /// A line of the file: an address and, for an issue, its title; for one of several equal headings, its section.
    package struct Entry: Sendable, Hashable, Comparable {
        /// A path, with `#` and an anchor for a part of a page: composed, with letters of all scripts left readable,
        /// such as `/guides/tls#größe`.
        package var address: String
        /// The title of an issue when it was recorded, or the name of a section, such as `Linux > Setup`; empty for other
        /// addresses.
        package var title = ""
        /// From 1; 0 for one that is in no file yet.
        package var line = 0

        package init(address: String, title: String = "", line: Int = 0) {
            self.address = address
            self.title = title
            self.line = line
        }

        package static func < (a: Entry, b: Entry) -> Bool {
            a.text.precedesInBytes(b.text)
        }

        /// The line in the file, without its end: `/guides/i/missing-spf`, a tab, and the title.
        var text: String { title.isEmpty ? address : "\(address)\t\(title)" }

        /// The page's address, without the anchor.
        package var page: Substring { address[..<(hash ?? address.endIndex)] }
        /// The anchor after `#`; nil for a whole page.
        package var anchor: Substring? { hash.map { address[address.utf8.index(after: $0)...] } }
        private var hash: String.Index? { address.utf8.firstIndex(of: UInt8(ascii: "#")) }
    }

    /// In the order of the file.
    package private(set) var entries: [Entry] = []
    /// The bytes as they were read; nil where there is no history of addresses yet.
    package private(set) var bytes: [UInt8]?

    /// Lines that are no addresses.
    let findings: [Finding]

    init() { findings = [] }

    package init(_ bytes: [UInt8]) {
        var findings: [Finding] = []
        self.bytes = bytes
        for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            var line = line
            if index == 0, line.starts(with: FrontMatterSplit.byteOrderMark) { line = line.dropFirst(3) }
            if line.last == 13 { line = line.dropLast() }
            guard let first = line.first, first != UInt8(ascii: "#") else { continue }
            guard first == UInt8(ascii: "/") else {
                findings.append(
                    Finding(
                        .contentWrongType, file: Self.file, at: SourceLocation(line: index + 1, column: 1),
                        "this line is not an address",
                        help:
                            "an address starts with a slash, such as /guides/tls; remove anything that a merge left behind"
                    ))
                continue
            }
            let parts = line.split(separator: 9, maxSplits: 1)
            entries.append(
                Entry(
                    address: PercentEncoding.encode(
                        String(decoding: parts[0], as: UTF8.self).composed, .readableAddress),
                    title: parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : "", line: index + 1))
        }
        // A line that a merge left twice is one address; anyone who edits the file by hand need not sort it.
        var seen: Set<String> = []
        entries = entries.filter { seen.insert($0.text).inserted }
        entries.sort()
        self.findings = findings + InvisibleCharacter.controls(in: SourceText(bytes), file: Self.file)
    }

    /// The history with the addresses of a site that is about to be published added; nil where it has them all.
    package func adding(_ addresses: [Entry]) -> [UInt8]? {
        let known = Set(entries.map(\.text))
        // An anchor keeps the section that it named first: that it leads to another one now is a finding.
        let named = Set(entries.lazy.filter { $0.anchor != nil }.map(\.address))
        let new = addresses.filter {
            !known.contains($0.text) && ($0.anchor == nil || $0.title.isEmpty || !named.contains($0.address))
        }
        guard !new.isEmpty || bytes == nil else { return nil }
        var seen: Set<String> = []
        let all = (entries + new).filter { seen.insert($0.text).inserted }.sorted()
        var text = Self.heading
        for entry in all { text += entry.text + "\n" }
        return Array(text.utf8)
    }

    /// The anchors that a page was published with.
    package func anchors(of page: String) -> [String] {
        let start = page + "#"
        let first = entries.partitionPoint { $0.address.precedesInBytes(start) }
        return entries[first...].prefix { $0.address.utf8.starts(with: start.utf8) }.compactMap {
            $0.anchor.map(String.init)
        }
    }

    /// The pages that had an anchor.
    package func pages(with anchor: String) -> [String] {
        entries.filter { $0.anchor.map { $0 == anchor } ?? false }.map { String($0.page) }
    }

    /// The titles that an issue was published under.
    package func titles(ofIssues ids: [String], _ addresses: Addresses) -> [String] {
        guard !entries.isEmpty else { return [] }
        var titles: [String] = []
        for id in ids {
            let address = addresses.issue(id)
            let first = entries.partitionPoint { $0.address.precedesInBytes(address) }
            titles += entries[first...].prefix { $0.address == address }.map(\.title).filter { !$0.isEmpty }
        }
        return titles
    }
}
