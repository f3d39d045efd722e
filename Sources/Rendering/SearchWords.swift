import Library
import Markdown
import Support
import Synchronization
import Words

/// The words of all texts of a site, by numbers that its workers share.
///
/// Numbers depend on which worker comes first, so nothing that is published may depend on their order.
final class SearchWords: Sendable {
    private let shared: Mutex<WordTable>
    /// Words below this number are too common to be found by, but where one is a phrase of its own.
    let common: Int

    /// - Parameter expecting: about how many guides there will be.
    init(expecting: Int) {
        var table = WordTable(expecting: expecting * 8)
        var text = SearchText()
        text.read(SearchText.stopWords)
        for word in text.words { _ = table.number(of: word, in: text.bytes) }
        common = table.count
        shared = Mutex(table)
    }

    /// All words by now.
    var table: WordTable { shared.withLock { $0 } }

    /// How often a text has each of its words.
    struct Counts: Sendable {
        /// A word's number above eight bits for how often the text has it, at most 255.
        struct Count: Sendable {
            private let packed: UInt32

            init(_ word: UInt32, times: Int) { packed = word << 8 | UInt32(min(255, times)) }

            var word: Int { Int(packed >> 8) }
            var times: Int { Int(packed & 255) }
        }

        /// Each word once.
        fileprivate(set) var words: [Count] = []
        /// Number of words, repeated ones included.
        var length = 0
    }

    /// The words of a guide's body without those of its issues, and of each issue.
    struct OfGuide: Sendable {
        var own = Counts()
        var issues: [Counts] = []
    }

    private func number(of word: Range<Int>, in text: [UInt8]) -> UInt32 {
        shared.withLock { UInt32($0.number(of: word, in: text)) }
    }

    /// Counts the words of one text after the other. It belongs to one worker.
    struct Counter {
        private let words: SearchWords
        private var text = SearchText()
        /// For the hash of each word that this worker met the word's number among all. Two words of one hash would be
        /// found by each other, which does no harm.
        private var known = OpenTable<UInt64, UInt32>(expecting: 1 << 14)
        /// How often the present text has each word of `known`, and those that it has.
        private var counts: [UInt32] = []
        private var met: [Int] = []

        init(_ words: SearchWords) { self.words = words }

        /// The words of a page's body, as the renderer wrote it.
        ///
        /// - Parameter issues: the issues that are in it.
        mutating func count(_ body: ByteWriter, _ issues: [IssueText]) -> OfGuide {
            body.withSpan { html in
                var found = OfGuide()
                var at = 0
                var length = 0
                for issue in issues {
                    length += count(html, at..<issue.start)
                    at = issue.html.upperBound
                }
                length += count(html, at..<html.count)
                found.own = take(length)
                for issue in issues { found.issues.append(take(count(html, issue.html))) }
                return found
            }
        }

        /// Counts the words of a part of a body. Returns how many there are.
        private mutating func count(_ html: Span<UInt8>, _ part: Range<Int>) -> Int {
            text.read(html, part)
            for word in text.words {
                let hash = WordTable.hash(of: word, in: text.bytes)
                let number = known.number(of: hash, adding: words.number(of: word, in: text.bytes))
                if number == counts.count { counts.append(0) }
                if counts[number] == 0 { met.append(number) }
                counts[number] += 1
            }
            return text.words.count
        }

        /// What was counted, without common words, and starts again.
        private mutating func take(_ length: Int) -> Counts {
            var taken = Counts(length: length)
            taken.words.reserveCapacity(met.count)
            for number in met {
                let shared = known.values[number]
                if shared >= words.common {
                    taken.words.append(Counts.Count(shared, times: Int(counts[number])))
                }
                counts[number] = 0
            }
            met.removeAll(keepingCapacity: true)
            return taken
        }
    }
}
