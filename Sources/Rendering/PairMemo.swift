import Analysis
import Library
import Support
import Words

/// The files of guides that the build before made, by what they were made from, so that those of a guide to which nothing
/// happened are neither made nor written again.
package final class PairMemo: Sendable {
    let store: GuideStore
    private let former: Former?

    /// What the build before kept.
    private struct Former {
        let site: InputKey
        let words: GuideStore.Part
        /// How many words it has, and how many of them are too common to be found by.
        let wordCount: Int
        let common: Int
        var pairs: [InputKey: GuideStore.Part] = [:]
        var files: [InputKey: [KeptFile]] = [:]
        var pieces: [InputKey: KeptPieces] = [:]
    }

    package init(_ store: GuideStore) {
        self.store = store
        former = try? Self.read(store.rendered)
    }

    private static func read(_ bytes: [UInt8]) throws(BinaryReader.Broken) -> Former {
        var reader = BinaryReader(bytes[...])
        var former = Former(
            site: try reader.value(), words: try reader.value(), wordCount: try reader.small(),
            common: try reader.small())
        let count = try reader.smallCount()
        former.pairs.reserveCapacity(count)
        for _ in 0..<count { former.pairs[try reader.value()] = try reader.value() }
        for _ in 0..<(try reader.smallCount()) { former.files[try reader.value()] = try reader.list() }
        for _ in 0..<(try reader.smallCount()) { former.pieces[try reader.value()] = try reader.value() }
        return former
    }

    /// What the next build is to find.
    ///
    /// - Parameters:
    ///   - pairs: for each guide its key, and where what was kept of it is.
    ///   - files: other files by their keys.
    ///   - pieces: what files that are put together from pieces have, by their keys.
    func kept(
        _ pairs: [(key: InputKey, part: GuideStore.Part)], _ files: [(key: InputKey, files: [KeptFile])],
        _ pieces: [(key: InputKey, pieces: KeptPieces)], _ site: InputKey, _ words: SearchWords
    ) -> [UInt8] {
        let table = words.table
        guard let part = part(of: table, site) else { return [] }
        var writer = BinaryWriter()
        writer.reserve(48 * pairs.count)
        writer.write(site)
        writer.write(part)
        writer.write(small: table.count)
        writer.write(small: Int(words.common))
        writer.write(small: pairs.count)
        for (key, part) in pairs {
            writer.write(key)
            writer.write(part)
        }
        writer.write(small: files.count)
        for (key, files) in files {
            writer.write(key)
            writer.write(files)
        }
        writer.write(small: pieces.count)
        for (key, pieces) in pieces {
            writer.write(key)
            writer.write(pieces)
        }
        return writer.bytes
    }

    /// Where the words are in the store; nil where the disk refuses.
    private func part(of table: WordTable, _ site: InputKey) -> GuideStore.Part? {
        // Words are added, and never change.
        if let former, former.site == site, former.wordCount == table.count { return former.words }
        var writer = BinaryWriter()
        writer.write(table)
        return store.add(writer.bytes)
    }

    /// The files that were made from some inputs.
    func files(_ key: InputKey) -> [KeptFile]? { former?.files[key] }

    /// The pieces of a file that was put together from some.
    func pieces(_ key: InputKey) -> KeptPieces? { former?.pieces[key] }

    /// The words of the build before, by whose numbers kept guides have theirs; nil where the settings are others, or they are
    /// not to be had.
    ///
    /// - Parameter site: the present settings.
    func words(_ site: InputKey) -> (table: WordTable, common: Int)? {
        guard let former, former.site == site, let bytes = store.read(former.words) else { return nil }
        var reader = BinaryReader(bytes[...])
        return (try? WordTable(from: &reader)).map { ($0, former.common) }
    }

    /// What was kept of the guide with a key.
    func pair(_ key: InputKey) -> KeptPair? {
        guard let part = former?.pairs[key], let bytes = store.read(part) else { return nil }
        var reader = BinaryReader(bytes[...])
        return (try? KeptPair(from: &reader)).map { kept in
            var kept = kept
            kept.part = part
            return kept
        }
    }

    /// Keeps a guide; nil where the disk refuses.
    func add(_ pair: KeptPair) -> GuideStore.Part? {
        var writer = BinaryWriter()
        writer.write(pair)
        return store.add(writer.bytes)
    }
}

/// A file that was made.
struct KeptFile: Sendable, BinaryCodable {
    /// Below the output folder.
    let path: String
    /// Number of characters of one that is markdown, where that is asked for.
    let characters: Int?

    init(path: String, characters: Int?) {
        self.path = path
        self.characters = characters
    }

    func write(to writer: inout BinaryWriter) {
        writer.write(path)
        writer.write(characters)
    }

    init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        path = try reader.text()
        characters = try reader.optional()
    }
}

/// What a file that was put together from pieces had.
struct KeptPieces: Sendable, BinaryCodable {
    /// Number of characters, as `KeptFile` has it.
    let characters: Int?
    let pieces: [PiecedFile.Piece]

    init(characters: Int?, pieces: [PiecedFile.Piece]) {
        (self.characters, self.pieces) = (characters, pieces)
    }

    func write(to writer: inout BinaryWriter) {
        writer.write(characters)
        writer.write(pieces)
    }

    init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        (characters, pieces) = (try reader.optional(), try reader.list())
    }
}

/// What is kept of the files of a guide.
struct KeptPair: Sendable, BinaryCodable {
    /// Its files, page and twin first.
    let files: [KeptFile]
    /// Number of characters of the twin.
    let characters: Int
    /// The twin itself, where lists need it.
    let text: [UInt8]
    let stored: RenderedGuides.Stored
    /// Where it is in the store.
    var part: GuideStore.Part?

    init(
        files: [KeptFile], characters: Int, text: [UInt8], stored: RenderedGuides.Stored
    ) {
        self.files = files
        self.characters = characters
        self.text = text
        self.stored = stored
    }

    func write(to writer: inout BinaryWriter) {
        writer.write(files)
        writer.write(small: characters)
        writer.write(bytes: text)
        writer.write(stored)
    }

    init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        files = try reader.list()
        guard files.count >= 2 else { throw BinaryReader.Broken() }
        characters = try reader.small()
        text = try reader.byteList()
        stored = try reader.value()
    }
}
