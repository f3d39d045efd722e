import Markdown

/// Which guides of one state of a site have another file or another name in a later state.
struct GuideMoves {
    /// Their files then, with those of now.
    private(set) var files: [String: String] = [:]
    /// Their slugs then, with those of now; none of guides that kept theirs.
    private(set) var slugs: [String: String] = [:]
    /// For each slug in `slugs`, former or present, one that is the name of all that it was ever exchanged for.
    private var common: [String: String] = [:]
    /// For each such name, the slugs that have it.
    private var named: [String: [String]] = [:]

    /// How many guides may have a line that tells one from others.
    private static let mostHolders = 20

    /// A guide has moved where its slug is that of another file, where a guide that is new has its slug among the aliases, or
    /// where one that is new has its text, or most of it: more than half of the bytes of the longer text are in lines that both
    /// have, one of them in few others.
    init(from then: Library, to now: Library) {
        let known = Set(then.guides.map(\.slug))
        let new = now.guides.filter { !known.contains($0.slug) }
        let places = Dictionary(
            new.enumerated().map { ($1.slug, $0) }, uniquingKeysWith: { first, _ in first })
        var taken: Set<Int> = []
        var gone: [Guide] = []
        for guide in then.guides {
            if let index = now.resolver.guidesBySlug[guide.slug] {
                let file = now.guides[index].file
                if file != guide.file { files[guide.file] = file }
            } else if let index = now.index(ofAlias: guide.slug), let place = places[now.guides[index].slug],
                taken.insert(place).inserted
            {
                add(guide, new[place])
            } else {
                gone.append(guide)
            }
        }
        guard !gone.isEmpty, taken.count < new.count else { return }
        let lines = new.map { Self.lines($0) }
        var holders: [ArraySlice<UInt8>: [Int]] = [:]
        for index in new.indices where !taken.contains(index) {
            for line in lines[index].keys { holders[line, default: []].append(index) }
        }
        let pairs = gone.indices.flatMap { old -> [(old: Int, new: Int, share: Double)] in
            let own = Self.lines(gone[old])
            // Guides with a line that few have: those that tell of a move.
            let alike = Set(
                own.keys.lazy.compactMap { holders[$0] }.filter { $0.count <= Self.mostHolders }.joined())
            return alike.map { (old, $0, Self.share(own, lines[$0])) }.filter { $0.share > 0.5 }
        }
        var found: Set<Int> = []
        for pair in pairs.sorted(by: { ($1.share, $0.old, $0.new) < ($0.share, $1.old, $1.new) })
        where !found.contains(pair.old) && taken.insert(pair.new).inserted {
            found.insert(pair.old)
            add(gone[pair.old], new[pair.new])
        }
    }

    private mutating func add(_ old: Guide, _ new: Guide) {
        files[old.file] = new.file
        slugs[old.slug] = new.slug
        let (one, other) = (common[old.slug] ?? old.slug, common[new.slug] ?? new.slug)
        let all = Set((named[one] ?? []) + (named.removeValue(forKey: other) ?? []) + [old.slug, new.slug])
        for slug in all { common[slug] = one }
        named[one] = Array(all)
    }

    /// How many bytes of a guide are in each of its lines, with those that are equal as one.
    private static func lines(_ guide: Guide) -> [ArraySlice<UInt8>: Int] {
        let bytes = LineEnds.unified(guide.document.source.bytes)
        return bytes.split(separator: 10).reduce(into: [:]) { $0[$1, default: 0] += $1.count }
    }

    /// Which part of the longer of two texts is in lines that the other one has too.
    private static func share(_ one: [ArraySlice<UInt8>: Int], _ other: [ArraySlice<UInt8>: Int]) -> Double {
        let same = one.reduce(0) { $0 + min($1.value, other[$1.key] ?? 0) }
        let most = max(one.values.reduce(0, +), other.values.reduce(0, +))
        return most == 0 ? 0 : Double(same) / Double(most)
    }

    /// Their files now, with those of then.
    var formerFiles: [String: String] { Dictionary(files.map { ($1, $0) }, uniquingKeysWith: { a, _ in a }) }

    /// A line in which the names of guides that moved are the same then and now, and links to files have no folders.
    func plain(_ line: String) -> String {
        guard !files.isEmpty else { return line }
        var out: [UInt8] = []
        for word in line.utf8.words(where: { $0.isASCIILetterOrDigit || "-_./".utf8.contains($0) }) {
            var word = word
            if word.suffix(3).elementsEqual(".md".utf8), let slash = word.lastIndex(of: UInt8(ascii: "/")) {
                word = word[(slash + 1)...]
            }
            for name in word.words(where: { $0.isASCIILetterOrDigit || "-_".utf8.contains($0) }) {
                let text = String(decoding: name, as: UTF8.self)
                out += (common[text] ?? text).utf8
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

extension Collection<UInt8> {
    /// The bytes in pieces that are words or are between words.
    fileprivate func words(where isPart: (UInt8) -> Bool) -> [ArraySlice<UInt8>] {
        let bytes = Array(self)
        var words: [ArraySlice<UInt8>] = []
        var from = 0
        for index in bytes.indices where index > from && isPart(bytes[index]) != isPart(bytes[index - 1]) {
            words.append(bytes[from..<index])
            from = index
        }
        return from < bytes.count ? words + [bytes[from...]] : words
    }
}
