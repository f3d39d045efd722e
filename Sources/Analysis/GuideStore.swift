import Content
import Findings
import Library
import Markdown
import Support
import Words

/// The guides of the build before as they were read and parsed, in a file of the site's `.guides/` folder, and what this build
/// adds to it. A build reads and parses only what the store does not have.
///
/// A record in it never changes. A file that is missing, cut short, damaged or of another build of the tool costs time, never
/// truth.
package final class GuideStore: Sendable {
    /// The bytes of records, and what else a build keeps.
    package let bytes: Spool
    /// What the build before kept; nil where nothing of it counts.
    let former: Index?
    private let path: String
    private let output: String
    private let key: String
    /// Given to settings, lexicon and included files where they are those that the records were made with.
    let settings = Identity.next()
    let lexicon = Identity.next()
    let includes = Identity.next()

    /// Bytes of the store, with a checksum.
    package struct Part: Sendable {
        fileprivate let range: Range<Int>
        fileprivate let checksum: UInt64

        /// Number of its bytes.
        package var count: Int { range.count }
    }

    /// A guide of the store.
    package struct Record: Sendable {
        fileprivate let texts: StoredTexts
        fileprivate let facts: Part
        /// Which words it has.
        let words: Part

        /// Writes what tells its content from that of others.
        package func writeContent(to writer: inout BinaryWriter) {
            texts.writeContent(to: &writer)
            writer.write(facts.checksum)
        }

        /// Number of bytes that it takes.
        fileprivate var count: Int { texts.count + facts.range.count + words.range.count }
    }

    /// A guide of the build before.
    struct Entry: Sendable {
        let file: ContentTree.File
        /// The day of its last change, as git knew it.
        let committed: Day?
        let record: Record
    }

    /// A guide that the build before read.
    struct Former: Sendable {
        let source: SiteContent.GuideSource
        let parsed: ParsedGuide
        let committed: Day?
    }

    /// What a build keeps.
    package struct Index: Sendable {
        /// When the reading began, in nanoseconds since 1970.
        var readAt: Int64
        var today: Day?
        /// Stands for settings and terms.
        var settings: [UInt8]
        /// Stands for the files that guides include.
        var includes: [UInt8]
        var naming: Naming
        /// The titles of all guides.
        var titles: [String]
        /// By path of the file.
        var entries: [Entry]
        /// What the library of the next build may reuse; nil where there is none.
        var library: StoredLibrary?
        /// What rendering keeps beside them, and how many bytes of the store it needs.
        package var rendered: [UInt8] = []
        package var renderedCount = 0

        /// Number of bytes of the store that the next build may read.
        fileprivate var live: Int { entries.reduce(renderedCount) { $0 + $1.record.count } }
    }

    /// What rendering kept of the build before; none where nothing counts.
    package var rendered: [UInt8] { former?.rendered ?? [] }

    /// Opens the store, or starts a new one.
    ///
    /// - Parameters:
    ///   - path: that of its files, without an ending.
    ///   - output: the folder that builds with this store publish into.
    ///   - key: all that its records depend on besides files, such as the build of the tool.
    /// - Throws: `DiskError` when the disk refuses.
    package init(_ path: String, output: String, key: String) throws(DiskError) {
        self.path = path
        self.output = Disk.canonicalPath(output)
        self.key = key
        let found = Self.load(path, key: key)
        // What it names is written over now, and another build of the tool would take it for its own.
        if found == nil { try Disk.removeFile(path + Self.indexEnding) }
        let bytes = try Spool(at: path + Self.dataEnding, keeping: found?.count ?? 0)
        self.bytes = bytes
        former = found.flatMap { bytes.count == $0.count ? try? Self.index($0.index, in: bytes) : nil }
    }

    private static let magic = "guides store 1"
    /// So many stale bytes are left in any store (16 MiB).
    private static let staleAllowed = 16 << 20
    private static let indexEnding = ".index"
    private static let dataEnding = ".store"

    /// The index's own bytes and the number of bytes that the store had; nil where there is none that counts.
    private static func load(_ path: String, key: String)
        -> (index: ArraySlice<UInt8>, count: Int)?
    {
        guard let bytes = try? Disk.read(path + indexEnding), bytes.count > 8 else { return nil }
        var ending = BinaryReader(bytes.suffix(8))
        let body = Array(bytes.dropLast(8))
        guard (try? ending.number()) == body.checksum else { return nil }
        do throws(BinaryReader.Broken) {
            var reader = BinaryReader(body[...])
            guard try reader.text() == magic else { return nil }
            _ = try reader.text()
            guard try reader.text() == key else { return nil }
            let (inode, count, live) = (try reader.number(), try reader.int(), try reader.int())
            guard let status = Disk.status(path + dataEnding), status.kind == .file,
                status.stamp.inode == inode, status.stamp.size >= Int64(count),
                // A store of which more than half is stale is started again.
                count / 2 <= live + Self.staleAllowed
            else { return nil }
            return (reader.rest, count)
        } catch {
            return nil
        }
    }

    private static func index(_ bytes: ArraySlice<UInt8>, in store: Spool) throws(BinaryReader.Broken)
        -> Index
    {
        var reader = BinaryReader(bytes)
        var index = Index(
            readAt: Int64(bitPattern: try reader.number()), today: try reader.optional(),
            settings: try reader.byteList(), includes: try reader.byteList(), naming: try reader.value(),
            titles: try reader.list(), entries: [])
        for _ in 0..<(try reader.smallCount()) {
            index.entries.append(
                Entry(
                    file: ContentTree.File(path: try reader.text(), stamp: try reader.stamp()),
                    committed: try reader.optional(),
                    record: Record(
                        texts: try StoredTexts(from: &reader, in: store), facts: try reader.value(),
                        words: try reader.value())))
        }
        guard index.entries.allSatisfy({ $0.record.texts.end <= store.count }) else {
            throw BinaryReader.Broken()
        }
        index.library = try reader.optional()
        index.rendered = try reader.byteList()
        index.renderedCount = try reader.small()
        return index
    }

    /// Writes what the next build needs.
    package func save(_ index: Index) throws(DiskError) {
        guard let inode = Disk.status(path + Self.dataEnding)?.stamp.inode else { return }
        var writer = BinaryWriter()
        writer.write(Self.magic)
        writer.write(output)
        writer.write(key)
        writer.write(inode)
        writer.write(long: bytes.count)
        writer.write(long: index.live)
        writer.write(UInt64(bitPattern: index.readAt))
        writer.write(index.today)
        writer.write(bytes: index.settings)
        writer.write(bytes: index.includes)
        writer.write(index.naming)
        writer.write(index.titles)
        writer.write(small: index.entries.count)
        for entry in index.entries {
            writer.write(entry.file.path)
            writer.write(entry.file.stamp)
            writer.write(entry.committed)
            entry.record.texts.write(to: &writer)
            writer.write(entry.record.facts)
            writer.write(entry.record.words)
        }
        writer.write(index.library)
        writer.write(bytes: index.rendered)
        writer.write(small: index.renderedCount)
        writer.write(writer.bytes.checksum)
        try Disk.replace(path + Self.indexEnding, with: writer.bytes)
    }
}

extension GuideStore {
    /// Removes the stores of builds into folders that are gone.
    ///
    /// - Parameter folder: the site's folder for the tool's own files.
    package static func removeLost(in folder: String) {
        for name in (try? Disk.names(in: folder)) ?? [] where name.hasSuffix(indexEnding) {
            let path = "\(folder)/\(name.dropLast(indexEnding.count))"
            guard let start = try? Disk.read(path + indexEnding, first: 16 << 10) else { continue }
            var reader = BinaryReader(start[...])
            guard (try? reader.text()) == magic, let output = try? reader.text(),
                Disk.status(output, followsLinks: true) == nil
            else { continue }
            for ending in [indexEnding, dataEnding] { try? Disk.removeFile(path + ending) }
        }
    }
}

extension GuideStore.Part: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(range)
        writer.write(checksum)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        range = try reader.range()
        checksum = try reader.number()
    }
}

// MARK: Records

extension GuideStore {
    /// Adds a guide; nil where its texts are not in the store, or the disk refuses, which `bytes.failure` tells then.
    ///
    /// - Parameter source: the guide's file as it was read.
    func add(_ parsed: ParsedGuide, from source: SiteContent.GuideSource) -> Record? {
        guard let texts = parsed.guide.document.stored, let words = parsed.vector.words else { return nil }
        var writer = BinaryWriter()
        writer.reserve(4096)
        writer.write(source.findings)
        writer.write(source.body)
        writer.write(source.mayInclude)
        parsed.guide.writeFacts(to: &writer)
        writer.write(parsed.vector)
        writer.write(parsed.findings)
        let facts = writer.bytes
        writer = BinaryWriter()
        writer.write(words)
        do throws(DiskError) {
            let start = try bytes.append(facts + writer.bytes).lowerBound
            let end = start + facts.count
            return Record(
                texts: texts, facts: Part(range: start..<end, checksum: facts.checksum),
                words: Part(range: end..<(end + writer.bytes.count), checksum: writer.bytes.checksum))
        } catch {
            bytes.note(error)
            return nil
        }
    }

    /// The guide of a record, with its file as it was read; nil where the record is damaged.
    func read(_ record: Record) -> (source: SiteContent.GuideSource, parsed: ParsedGuide)? {
        guard let bytes = read(record.facts) else { return nil }
        var reader = BinaryReader(bytes[...])
        do throws(BinaryReader.Broken) {
            let findings: [Finding] = try reader.list()
            let (body, mayInclude) = (try reader.range(), try reader.flag())
            let guide = try Guide(factsFrom: &reader, record.texts)
            let source = SiteContent.GuideSource(
                slug: guide.slug, file: guide.file, guide.composition?.written, record.texts, body: body,
                frontMatter: guide.frontMatter, findings: findings, mayInclude: mayInclude)
            let parsed = ParsedGuide(
                guide: guide, vector: try reader.value(), findings: try reader.list(), record: record)
            return (source, parsed)
        } catch {
            return nil
        }
    }

    /// The words of a guide; nil where they are damaged.
    func words(_ record: Record) -> WordFilter? {
        read(record.words).flatMap { bytes in
            var reader = BinaryReader(bytes[...])
            return try? WordFilter(from: &reader)
        }
    }

    /// Adds some bytes; nil where the disk refuses, which `bytes.failure` tells then.
    package func add(_ more: [UInt8]) -> Part? {
        do throws(DiskError) {
            return Part(range: try bytes.append(more), checksum: more.checksum)
        } catch {
            bytes.note(error)
            return nil
        }
    }

    /// Bytes that were added; nil where they are damaged.
    package func read(_ part: Part) -> [UInt8]? {
        guard let bytes = try? bytes.read(part.range), bytes.checksum == part.checksum else { return nil }
        return bytes
    }
}
