import Glibc
import Markdown
import Words

/// Counts and finds the words of one document after the other, with the same memory.
package final class TermCounter {
    /// How many words stand for a text.
    package static let strongest = 160
    /// How much a word of a title or heading weighs.
    package static let headingWeight: Int32 = 4

    private let vocabulary: Vocabulary
    /// The counting table: a word's key and how much it weighs, at the first free slot from where its key points.
    private let slots = 8192
    private let keys: UnsafeMutablePointer<UInt64>
    private let counts: UnsafeMutablePointer<Int32>
    private let used: UnsafeMutablePointer<Int32>
    private var usedCount = 0
    /// Two tables of 256 counts.
    private let histogram: UnsafeMutablePointer<Int32>
    /// The words of all prose of a document, run after run.
    private var words: UnsafeMutablePointer<Words.Word>
    /// The words of the present run, in `words`.
    private var from = 0
    private var to = 0
    private var wordCapacity = 4096
    private var runWords: [Range<Int>] = []
    private var isNamed: [Bool]
    private var isMentioned: [Bool]
    /// The owners of the titles that the present document names.
    private var namedTitles: [Vocabulary.Owner] = []
    private let keepsWords: Bool

    /// - Parameter keepsWords: whether to keep, of each document, which words it has, see `TermVector.words`.
    package init(vocabulary: Vocabulary, keepsWords: Bool = false) {
        self.vocabulary = vocabulary
        self.keepsWords = keepsWords
        keys = .allocate(capacity: slots)
        counts = .allocate(capacity: slots)
        used = .allocate(capacity: slots)
        words = .allocate(capacity: wordCapacity)
        histogram = .allocate(capacity: 512)
        histogram.initialize(repeating: 0, count: 512)
        keys.initialize(repeating: 0, count: slots)
        counts.initialize(repeating: 0, count: slots)
        isNamed = [Bool](repeating: false, count: vocabulary.ownerCount)
        isMentioned = isNamed
    }

    deinit {
        keys.deallocate()
        counts.deallocate()
        used.deallocate()
        histogram.deallocate()
        words.deallocate()
    }

    /// Makes room for the words of a run: of two bytes at most one starts a word.
    private func reserveWords(_ count: Int) {
        guard to + count > wordCapacity else { return }
        wordCapacity = max(2 * wordCapacity, to + count)
        let larger = UnsafeMutablePointer<Words.Word>.allocate(capacity: wordCapacity)
        larger.update(from: words, count: to)
        words.deallocate()
        words = larger
    }

    /// The prose of the document that was read last.
    package func prose(of document: Document) -> Prose {
        Prose(
            document, words: UnsafeBufferPointer(start: words, count: runWords.last?.upperBound ?? 0),
            runs: runWords)
    }

    /// Reads what `document` is about.
    package func read(_ document: Document, title: String) -> (Mentions, TermVector) {
        var subject = Mentions()
        for word in Words.all(in: title) { count(word, weight: Self.headingWeight) }
        to = 0
        runWords.removeAll(keepingCapacity: true)
        // The byte after the last word, while what follows may still belong to that word.
        var open: Int?
        document.text.withUnsafeBufferPointer { text in
            for (index, run) in document.runs.enumerated() {
                from = to
                defer { runWords.append(from..<to) }
                if run.context.contains(.calloutMarker) { continue }
                if !run.context.contains(.joined) { open = nil }
                let letters = UnsafeBufferPointer(rebasing: text[run.text])
                let isProse = !run.context.contains(.code)
                let weight: Int32 = run.context.contains(.heading) ? Self.headingWeight : 1
                let start = run.text.lowerBound
                reserveWords(letters.count / 2 + 1)
                let words = words
                var found = to
                Words.forEach(in: letters) { word in
                    let goesOn = open.map { Words.binds(text, $0..<(start + word.range.lowerBound)) } ?? false
                    if !goesOn { subject.readingWords += 1 }
                    open = start + word.range.upperBound
                    guard isProse else { return }
                    words[found] = word
                    found += 1
                    count(word, weight: weight)
                }
                guard isProse else { continue }
                to = found
                findPhrases(letters, run: index, document: document, subject: &subject)
            }
        }
        var likeness = takeWeights()
        if keepsWords {
            var filter = WordFilter(expecting: to / 2)
            for index in 0..<to { filter.insert(words[index].key) }
            likeness.words = filter
        }
        for owner in subject.named { isNamed[Int(owner)] = false }
        for owner in namedTitles { isNamed[Int(owner)] = false }
        namedTitles.removeAll(keepingCapacity: true)
        subject.titles.sort()
        for mention in subject.mentions { isMentioned[Int(mention.owner)] = false }
        subject.named.sort()
        return (subject, likeness)
    }

    private func count(_ word: Words.Word, weight: Int32) {
        guard word.range.count > 1, !word.isNumber else { return }
        var slot = Int(truncatingIfNeeded: word.key >> 32) & (slots - 1)
        while counts[slot] != 0, keys[slot] != word.key { slot = (slot + 1) & (slots - 1) }
        if counts[slot] == 0 {
            // A table that is nearly full would be slow to search: words past it weigh nothing.
            guard usedCount < slots * 3 / 4, !CommonWords.contains(word.key) else { return }
            keys[slot] = word.key
            used[usedCount] = Int32(slot)
            usedCount += 1
        }
        counts[slot] &+= weight
    }

    /// Keeps the strongest words: by count, of equals those with the smaller key.
    private func takeWeights() -> TermVector {
        let used = UnsafeBufferPointer(start: self.used, count: usedCount)
        let byCount = histogram
        byCount.update(repeating: 0, count: 256)
        for slot in used { byCount[Int(min(counts[Int(slot)], 255))] += 1 }
        var cut = 255
        var above: Int32 = 0
        while cut > 0, Int(above + byCount[cut]) <= Self.strongest {
            above += byCount[cut]
            cut -= 1
        }
        // Of the words that are as strong as the last one taken, only the part with small keys needs sorting.
        let byKey = histogram + 256
        byKey.update(repeating: 0, count: 256)
        for slot in used where min(counts[Int(slot)], 255) == cut { byKey[Int(keys[Int(slot)] >> 56)] += 1 }
        var room = Int32(Self.strongest) - above
        var lastWhole = -1
        while lastWhole < 255, byKey[lastWhole + 1] <= room {
            lastWhole += 1
            room -= byKey[lastWhole]
        }
        var weights: [UInt64] = []
        weights.reserveCapacity(Self.strongest)
        var tied: [UInt64] = []
        for slot in used {
            let count = Int(min(counts[Int(slot)], 255))
            counts[Int(slot)] = 0
            let key = keys[Int(slot)]
            let part = Int(key >> 56)
            let entry = (key >> 32) << 32 | UInt64(Self.logarithms[count])
            if count > cut || (count == cut && part <= lastWhole) {
                weights.append(entry)
            } else if count == cut, part == lastWhole + 1 {
                tied.append(entry)
            }
        }
        usedCount = 0
        tied.sort()
        weights.append(contentsOf: tied.prefix(Int(max(room, 0))))
        var likeness = TermVector()
        likeness.weights = weights
        likeness.squaredLength = weights.reduce(0) { $0 + ($1 & 0xFFFF_FFFF) * ($1 & 0xFFFF_FFFF) }
        return likeness
    }

    /// log(1 + n) in 256ths: whole numbers, so that sums are the same in any order and on any machine.
    private static let logarithms: [UInt32] = (0..<256).map { UInt32((log(1 + Double($0)) * 256).rounded()) }

    // MARK: Phrases

    private func findPhrases(
        _ text: UnsafeBufferPointer<UInt8>, run: Int, document: Document, subject: inout Mentions
    ) {
        var index = from
        while index < to {
            var step = 1
            let first = words[index].key
            var isTaken = false
            // Phrases of several words by their first two, then those of one.
            let second = index + 1 < to ? words[index + 1].key : 0
            for isPair in [true, false] {
                let start = isPair ? Vocabulary.start(first, second) : first
                guard vocabulary.starts.mayContain(start) else { continue }
                for candidate in candidates(start, at: index) {
                    let phrase = vocabulary.phrases[Int(candidate)]
                    // The longest term hides shorter ones within it; a title hides nothing.
                    if phrase.isTerm && isTaken || !matches(phrase, at: index, in: text) { continue }
                    note(phrase, at: index, text, run: run, document: document, subject: &subject)
                    if phrase.isTerm {
                        isTaken = true
                        step = phrase.words.count
                    }
                }
            }
            index += step
        }
    }

    /// The phrases of a start that may be at a word, the longest first.
    private func candidates(_ start: UInt64, at index: Int) -> [Int32] {
        guard let crowd = vocabulary.crowds[start] else { return vocabulary.byStart[start] ?? [] }
        var found: [Int32] = []
        var key: UInt64 = 0
        var count = 0
        for length in crowd.lengths {
            guard index + length <= to else { break }
            while count < length {
                key = Vocabulary.start(key, words[index + count].key)
                count += 1
            }
            found += crowd.phrases(key).reversed()
        }
        return found.reversed()
    }

    private func matches(
        _ phrase: Vocabulary.Phrase, at index: Int, in text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard index + phrase.words.count <= to else { return false }
        for offset in 1..<max(phrase.words.count, 1) where words[index + offset].key != phrase.words[offset] {
            return false
        }
        let last = index + phrase.words.count - 1
        for gap in index..<last {
            for byte in text[words[gap].range.upperBound..<words[gap + 1].range.lowerBound] {
                switch byte {
                case 32, UInt8(ascii: "-"), 0xC2, 0xA0, 0xE2, 0x80, 0x90, 0x91: continue
                case UInt8(ascii: ","), UInt8(ascii: ":"):
                    if !phrase.allowsPunctuation { return false }
                default: return false
                }
            }
        }
        guard phrase.isAcronym else { return true }
        let whole = words[index].range.lowerBound..<words[last].range.upperBound
        let lower = text[whole].filter { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        return lower.isEmpty || (lower.count == 1 && text[whole.upperBound - 1] == UInt8(ascii: "s"))
    }

    private func note(
        _ phrase: Vocabulary.Phrase, at index: Int, _ text: UnsafeBufferPointer<UInt8>, run: Int,
        document: Document,
        subject: inout Mentions
    ) {
        let owner = Int(phrase.owner)
        if !isNamed[owner] {
            isNamed[owner] = true
            if phrase.isTerm {
                subject.named.append(phrase.owner)
            } else {
                namedTitles.append(phrase.owner)
                let key = phrase.key
                if !subject.titles.contains(key) { subject.titles.append(key) }
            }
        }
        guard phrase.isTerm, !isMentioned[owner] else { return }
        let whole =
            words[index].range.lowerBound..<words[index + phrase.words.count - 1].range.upperBound
        guard let mention = mention(of: phrase.owner, whole, run: run, document: document) else { return }
        isMentioned[owner] = true
        subject.mentions.append(mention)
    }

    /// A mention that can become a link: in prose, a whole word also where hyphens and dots bind, and written in
    /// the file as it reads.
    private func mention(
        of owner: Vocabulary.Owner, _ letters: Range<Int>, run index: Int, document: Document
    ) -> Mentions.Mention? {
        let run = document.runs[index]
        guard run.context.isDisjoint(with: [.heading, .link, .code, .footnote]),
            let start = document.sourceOffset(of: letters.lowerBound, in: run)
        else { return nil }
        let source = start..<(start + letters.count)
        let bytes = document.source.bytes
        let textRange =
            (run.text.lowerBound + letters.lowerBound)..<(run.text.lowerBound + letters.upperBound)
        guard source.upperBound <= document.body.upperBound, bytes[source] == document.text[textRange],
            source.lowerBound == document.body.lowerBound || !Self.binds(bytes[source.lowerBound - 1])
                || Self.endsPunctuation(bytes[..<source.lowerBound])
        else { return nil }
        if source.upperBound < bytes.count {
            let next = bytes[source.upperBound]
            if next == UInt8(ascii: ".") {
                if source.upperBound + 1 < bytes.count, Self.isLetterOrDigit(bytes[source.upperBound + 1]) {
                    return nil
                }
            } else if Self.binds(next), next != UInt8(ascii: "]"), next != UInt8(ascii: "!"),
                !Self.startsPunctuation(bytes[source.upperBound...])
            {
                return nil
            }
        }
        guard Self.keepsMarks(bytes, around: source, within: document.body) else { return nil }
        let before = document.escapedLength(run.text.lowerBound..<textRange.lowerBound)
        let html = run.html + before
        return Mentions.Mention(
            owner: owner, source: source, html: html..<(html + document.escapedLength(textRange)),
            location: document.source.location(of: source.lowerBound))
    }

    /// Whether marks of emphasis that touch a mention stay marks once a bracket is there instead of a letter: such
    /// a mark needs a space or punctuation on its other side (CommonMark section 6.4, flanking).
    private static func keepsMarks(_ bytes: [UInt8], around mention: Range<Int>, within body: Range<Int>)
        -> Bool
    {
        func isMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "*") || byte == UInt8(ascii: "~") }
        var before = mention.lowerBound
        while before > body.lowerBound, isMark(bytes[before - 1]) { before -= 1 }
        if before < mention.lowerBound, before > body.lowerBound, isLetterOrDigit(bytes[before - 1]) {
            return false
        }
        var after = mention.upperBound
        while after < body.upperBound, isMark(bytes[after]) { after += 1 }
        return after == mention.upperBound || after == body.upperBound || !isLetterOrDigit(bytes[after])
    }

    /// Typographic quotes, dashes and the like: U+2000 to U+207F.
    private static func startsPunctuation(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.starts(with: [0xE2, 0x80]) || bytes.starts(with: [0xE2, 0x81])
    }

    private static func endsPunctuation(_ bytes: ArraySlice<UInt8>) -> Bool {
        startsPunctuation(bytes.suffix(3)) && bytes.suffix(3).count == 3
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        byte >= 128 || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
            || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
    }

    /// Whether a byte next to a mention makes it part of a longer name, or would make its brackets mean something
    /// else.
    private static func binds(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "@"),
            UInt8(ascii: "#"), UInt8(ascii: "\\"), UInt8(ascii: "!"), UInt8(ascii: "]"), UInt8(ascii: "="):
            return true
        default: return isLetterOrDigit(byte)
        }
    }
}

extension Document {
    /// How long a piece of the text is once it is written as HTML.
    package func escapedLength(_ range: Range<Int>) -> Int {
        var length = range.count
        for byte in text[range] {
            switch byte {
            case UInt8(ascii: "&"): length += 4
            case UInt8(ascii: "<"), UInt8(ascii: ">"): length += 3
            case UInt8(ascii: "\""): length += 5
            default: break
            }
        }
        return length
    }
}
