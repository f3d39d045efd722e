import TestSupport
import Testing

@testable import Library
@testable import Markdown
@testable import Support
@testable import Words

@Suite(.timeLimit(.minutes(15))) struct TermIndexTests {
    private func prose(_ text: String) -> Prose {
        let source = SourceText(Array(text.utf8))
        return Prose(Document(source, body: 0..<source.bytes.count, parser: Parser(), out: ByteWriter()))
    }

    /// Each rule with it and without it.
    @Test(
        arguments: [
            ("mail server", "a mail-server, a mailserver, a Mail  Servers", .wholeWords, 2),
            ("mail server", "a mail-server, a mailserver, a Mail  Servers", [], 3),
            ("ARC", "an arc, ARC, two ARCs, Arc", .capitals, 2), ("ARC", "an arc, ARC, two ARCs, Arc", [], 4),
            ("arc", "an arc, ARC", .capitals, 2),
            ("MTA-STS", "MTA-*STS* and MTA-STS", .oneRun, 1), ("MTA-STS", "MTA-*STS* and MTA-STS", [], 2),
            ("From, Reply-To", "from, reply to; from; reply-to. From: reply to", .anyMark, 3),
            ("From, Reply-To", "from, reply to; from; reply-to. From: reply to", [], 2),
            ("From Reply-To", "from, reply to; from reply-to", .anyMark, 1),
            ("From Reply-To", "from, reply to; from reply-to", [], 1),
            ("TCP/IP", "TCP/IP and TCP-IP", .anyMark, 2), ("TCP/IP", "TCP/IP and TCP-IP", [], 1),
            ("TCP/IP", "TCP/IP, tcp/ip, TCP IP; TCP, IP; TCP (IP), TCP. IP", .wholeWords, 3),
            ("TCP/IP stack", "TCP/IP stack, TCP/IP-stack; TCP/IP, stack; TCP/IP/stack", .wholeWords, 2),
            ("a[0]", "a[0] and a 0", .wholeWords, 1),
            ("Yahoo! Mail", "Yahoo! Mail. Yahoo? Mail", .wholeWords, 1),
            ("MTA DNS", "mtadns and mta dns", [], 2), ("MTA DNS", "mtadns and mta dns", .wholeWords, 1),
            ("日本 語", "日本語", [], 1), ("日本 語", "日本語 日本-語", .wholeWords, 1),
        ] as [(String, String, MatchRules, Int)])
    func comparesByRules(_ phrase: String, _ text: String, _ rules: MatchRules, _ count: Int) {
        let index = TermIndex([phrase], rules: rules)
        #expect(index.matches(in: prose(text)).count == count)
        #expect(index.phrase(phrase) == 0)
    }

    /// Of terms the longest is found, of those that are found in the same places the first; titles are found beside
    /// them.
    @Test func titlesHideNothing() {
        let index = TermIndex(
            ["mail", "mail server", "Mail Server", "MAIL"],
            titles: ["Mail", "Mail Server Names", "Mail Server", "server"], rules: .ofLinks)
        let found = index.matches(in: prose("A mail server names MAIL."))
        #expect(found.map(\.phrase) == [4, 6, 5, 1, 4, 0])
        #expect(found.map(\.tokens) == [1..<2, 1..<3, 1..<4, 1..<3, 4..<5, 4..<5])
        #expect(index.key(of: 6) == TermIndex.linkKey(of: "mail-server"))
        #expect(index.key(of: 6) != TermIndex.linkKey(of: "mailserver"))
    }

    /// Random phrases in random texts of few letters, against a search that tries every phrase at every word.
    @Test(arguments: [MatchRules.ofLinks, .ofChecks, [], [.wholeWords, .anyMark], [.capitals]])
    func findsWhatAPlainSearchFinds(_ rules: MatchRules) {
        var seeded = Seeded(UInt64(rules.rawValue) + 1)
        func random(_ below: Int) -> Int { Int.random(in: 0..<below, using: &seeded) }
        func text(_ count: Int) -> String {
            let words = ["a", "b", "ab", "ba", "A", "AB", "Ba", "é"]
            let gaps = [" ", " ", " ", "-", ", ", ": ", "/", ". "]
            return (0..<count).map { ($0 == 0 ? "" : gaps[random(8)]) + words[random(8)] }.joined()
        }
        var total = 0
        for _ in Seeded.seeds(150) {
            let phrases = (0..<12).map { _ in text(1 + random(4)) }
            let prose = prose(text(40))
            let found = TermIndex(phrases, rules: rules).matches(in: prose)
            #expect(found == PlainSearch(phrases, rules).matches(in: prose), "\(phrases)")
            total += found.count
        }
        #expect(total > 1000)
    }

    /// What `TermIndex` promises, without its haste. It knows no plurals.
    private struct PlainSearch {
        let phrases: [(words: [String], isAcronym: Bool, reach: Gap, gaps: [(gap: Gap, text: [UInt8])])]
        let rules: MatchRules

        init(_ phrases: [String], _ rules: MatchRules) {
            self.rules = rules
            self.phrases = phrases.map { phrase in
                let prose = Prose(phrase)
                let words = prose.tokens.map {
                    String(decoding: prose.text[$0.text], as: UTF8.self).lowercased()
                }
                let gap = prose.tokens.dropFirst().map(\.gap).max() ?? .space
                let hasComma = phrase.contains(",") || phrase.contains(":")
                let letters = phrase.filter(\.isLetter)
                return (
                    rules.contains(.wholeWords) ? words : [words.joined()],
                    rules.contains(.capitals) && letters.count > 1 && letters == letters.uppercased(),
                    rules.contains(.anyMark)
                        ? (gap > .space ? .sentence : .space) : (hasComma ? .comma : .space),
                    prose.tokens.indices.dropFirst().map {
                        (prose.tokens[$0].gap, Self.text(before: $0, prose))
                    }
                )
            }
        }

        private static func text(before token: Int, _ prose: Prose) -> [UInt8] {
            Array(prose.text[prose.tokens[token - 1].text.upperBound..<prose.tokens[token].text.lowerBound])
        }

        func matches(in prose: Prose) -> [TermIndex.Match] {
            let words = prose.tokens.map { String(decoding: prose.text[$0.text], as: UTF8.self) }
            let text = Text(
                prose: prose, tokens: prose.tokens, words: words, lowercase: words.map { $0.lowercased() })
            var found: [TermIndex.Match] = []
            var start = 0
            while start < words.count {
                let ends = (start + 1)...min(words.count, start + 12)
                let best = ends.reversed().lazy.compactMap { end in
                    phrases.indices.first { isMatch($0, start..<end, text) }
                        .map { TermIndex.Match(phrase: $0, tokens: start..<end) }
                }.first
                if let best { found.append(best) }
                start = best?.tokens.upperBound ?? start + 1
            }
            return found
        }

        private struct Text {
            let prose: Prose
            let tokens: [Prose.Token]
            let words: [String]
            let lowercase: [String]
        }

        private func isMatch(_ number: Int, _ range: Range<Int>, _ text: Text) -> Bool {
            let phrase = phrases[number]
            // Marks alone tell no two phrases apart.
            if rules.contains(.anyMark), phrases[..<number].contains(where: { $0.words == phrase.words }) {
                return false
            }
            let words = text.lowercase[range]
            return (rules.contains(.wholeWords) ? Array(words) : [words.joined()]) == phrase.words
                && (text.tokens[range].dropFirst().allSatisfy { $0.gap <= phrase.reach }
                    || hasMarks(phrase.gaps, range, text, phrase.reach))
                && (!phrase.isAcronym || text.words[range].allSatisfy { $0 == $0.uppercased() })
        }

        /// Whether the marks of a phrase, and no others, are in a text too.
        private func hasMarks(
            _ gaps: [(gap: Gap, text: [UInt8])], _ range: Range<Int>, _ text: Text, _ reach: Gap
        ) -> Bool {
            guard rules.contains(.wholeWords), !rules.contains(.anyMark) else { return false }
            return zip(range.dropFirst(), gaps).allSatisfy { token, own in
                own.gap > .comma
                    ? Self.text(before: token, text.prose) == own.text : text.tokens[token].gap <= reach
            }
        }
    }
}
