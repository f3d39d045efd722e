import Glibc
import Markdown

/// Applies the edits of findings to the files of a site.
package struct Fixer {
    /// The site's folder.
    let site: String

    package init(site: String) { self.site = site }

    /// One file with its edits applied.
    package struct Change: Sendable {
        /// Relative to the site's folder.
        package var file: String
        package var before: [UInt8]
        package var after: [UInt8]
        /// How many findings it mends.
        package var mended: Int
    }

    /// What the fixes of `findings` make of each file. Of fixes that overlap, the first counts; all edits of a fix are
    /// applied, or none.
    package func changes(_ findings: [Finding]) throws(DiskError) -> [Change] {
        var changes: [Change] = []
        for (file, own) in Dictionary(grouping: findings.filter { $0.fix != nil }, by: \.file).sorted(by: {
            $0.key < $1.key
        }) {
            let bytes = try Disk.read("\(site)/\(file)")
            let (after, mended) = Self.apply(own.sorted().compactMap(\.fix), to: bytes)
            if after != bytes {
                changes.append(Change(file: file, before: bytes, after: after, mended: mended))
            }
        }
        return changes
    }

    /// Text with fixes applied, and how many were.
    static func apply(_ fixes: [Fix], to bytes: [UInt8]) -> ([UInt8], Int) {
        let source = SourceText(bytes)
        var taken: [(range: Range<Int>, text: String)] = []
        var mended = 0
        for fix in fixes {
            var edits: [(range: Range<Int>, text: String)] = []
            for edit in fix.edits {
                guard let start = source.offset(of: edit.start), let end = source.offset(of: edit.end),
                    start <= end
                else {
                    edits = []
                    break
                }
                edits.append((start..<end, edit.text))
            }
            let overlaps = edits.contains { edit in taken.contains { touches($0.range, edit.range) } }
            guard !edits.isEmpty, !overlaps else { continue }
            taken += edits
            mended += 1
        }
        var out: [UInt8] = []
        var from = 0
        for edit in taken.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            out += bytes[from..<edit.range.lowerBound]
            out += Array(edit.text.utf8)
            from = edit.range.upperBound
        }
        out += bytes[from...]
        return (out, mended)
    }

    /// Whether two edits share a byte, or both insert at one place.
    private static func touches(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        if a.isEmpty || b.isEmpty { return a.lowerBound <= b.upperBound && b.lowerBound <= a.upperBound }
        return a.overlaps(b)
    }

    /// Writes a file whole, over the one that was read, or leaves it as it is.
    ///
    /// - Throws: when the file was changed meanwhile, or the disk refuses.
    package func write(_ change: Change) throws(DiskError) {
        let named = "\(site)/\(change.file)"
        // A link stays one; what it leads to is written.
        let path = Disk.realPath(named) ?? named
        guard try Disk.read(path) == change.before else {
            throw DiskError(path, "mend (it was changed meanwhile)", code: EBUSY)
        }
        let temporary = "\(path).guides-new"
        try Disk.removeFile(temporary)
        try Disk.writeNew(change.after, to: temporary)
        Disk.copyRights(from: path, to: temporary)
        do throws(DiskError) {
            try Disk.move(temporary, to: path)
        } catch {
            try Disk.removeFile(temporary)
            throw error
        }
    }
}

extension SourceText {
    /// The byte at a place; nil where the text has no such place.
    func offset(of place: Place) -> Int? {
        let index = Int(place.line) - 1
        if index == lineStarts.count, place.column == 1 { return bytes.count }
        guard lineStarts.indices.contains(index) else { return nil }
        var offset = Int(lineStarts[index])
        let end = line(index).upperBound
        for _ in 1..<max(1, Int(place.column)) {
            guard offset < end else { return nil }
            offset += 1
            while offset < end, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        }
        return offset
    }
}
