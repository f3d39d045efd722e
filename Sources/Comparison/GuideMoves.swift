import Library
import Support

/// The guides of one state of a site that have another file or another name in a later state.
struct GuideMoves {
    /// Their former files, with the present ones.
    private(set) var files: [String: String] = [:]
    /// Their former slugs, with the present ones; none of guides that kept theirs.
    private(set) var slugs: [String: String] = [:]
    /// Their present slugs, with the former ones.
    private(set) var formerSlugs: [String: String] = [:]

    /// A guide has moved where its slug is that of another file, where a guide that is new has its slug among the
    /// aliases, or where one that is new has its text, or most of it: more than half of the bytes of the longer text
    /// are in lines that both have, one of them in few others.
    init(from old: Library, to now: Library) {
        let known = Set(old.guides.map(\.slug))
        var new = Set(now.guides.indices.filter { !known.contains(now.guides[$0].slug) })
        var gone: [Guide] = []
        for guide in old.guides {
            if let index = now.resolver.guidesBySlug[guide.slug] {
                let file = now.guides[index].file
                if file != guide.file { files[guide.file] = file }
            } else if let index = now.index(ofAlias: guide.slug), new.remove(index) != nil {
                add(guide, now.guides[index])
            } else {
                gone.append(guide)
            }
        }
        pair(gone, new.sorted().map { now.guides[$0] })
    }

    /// A line that more new guides than this have tells nothing of where a guide went.
    private static let mostWithLine = 32

    /// Pairs guides by their texts: equal ones first, then those that share most.
    private mutating func pair(_ gone: [Guide], _ new: [Guide]) {
        guard !gone.isEmpty, !new.isEmpty else { return }
        let texts = (old: gone.map(Self.text), new: new.map(Self.text))
        var taken: (old: Set<Int>, new: Set<Int>) = ([], [])
        var equal: [[UInt8]: [Int]] = [:]
        for index in new.indices.reversed() { equal[texts.new[index], default: []].append(index) }
        for old in gone.indices where texts.old[old].contains(where: { $0 != 10 }) {
            guard let index = equal[texts.old[old]]?.popLast() else { continue }
            taken.old.insert(old)
            taken.new.insert(index)
            add(gone[old], new[index])
        }
        let lines = texts.new.map(Self.lines)
        var guidesByLine: [ArraySlice<UInt8>: [Int]] = [:]
        for index in new.indices where !taken.new.contains(index) {
            for line in lines[index].keys { guidesByLine[line, default: []].append(index) }
        }
        var pairs: [(old: Int, new: Int, share: Double)] = []
        for old in gone.indices where !taken.old.contains(old) {
            let own = Self.lines(texts.old[old])
            var near: Set<Int> = []
            for line in own.keys {
                if let found = guidesByLine[line], found.count <= Self.mostWithLine { near.formUnion(found) }
            }
            pairs += near.map { (old, $0, Self.share(own, lines[$0])) }.filter { $0.share > 0.5 }
        }
        for pair in pairs.sorted(by: { ($1.share, $0.old, $0.new) < ($0.share, $1.old, $1.new) })
        where !taken.old.contains(pair.old) && !taken.new.contains(pair.new) {
            taken.old.insert(pair.old)
            taken.new.insert(pair.new)
            add(gone[pair.old], new[pair.new])
        }
    }

    private mutating func add(_ old: Guide, _ new: Guide) {
        files[old.file] = new.file
        slugs[old.slug] = new.slug
        formerSlugs[new.slug] = old.slug
    }

    private static func text(_ guide: Guide) -> [UInt8] { LineEnds.unified(guide.document.source.bytes) }

    /// The number of bytes in each line of a text, with lines that are equal as one.
    private static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>: Int] {
        text.split(separator: 10).reduce(into: [:]) { $0[$1, default: 0] += $1.count }
    }

    /// The share of the longer of two texts that is in lines which the other one has too, from 0 to 1.
    private static func share(_ one: [ArraySlice<UInt8>: Int], _ other: [ArraySlice<UInt8>: Int]) -> Double {
        let same = one.reduce(0) { $0 + min($1.value, other[$1.key] ?? 0) }
        let most = max(one.values.reduce(0, +), other.values.reduce(0, +))
        return most == 0 ? 0 : Double(same) / Double(most)
    }

    /// Their present files, with the former ones.
    var formerFiles: [String: String] {
        Dictionary(files.map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    }

    /// A line in which guides that moved have their former names, and links to files have no folders.
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
                out += (formerSlugs[text] ?? text).utf8
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
