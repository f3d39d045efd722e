import Foundation
import TestSupport
import Testing

@testable import Library
@testable import Rendering
@testable import Support

/// Whether an agent that has a message finds the right guide by the words of `llms.txt` alone, as grep, a small retriever or a
/// search among tools would look for it (Okapi BM25 over the lines).
@Suite(.timeLimit(.minutes(15))) struct AgentRetrievalTests {
    /// A question, and the guide whose section answers it. The guides were fixed by the catalog before anything was counted.
    private static let questions: [(text: String, guide: String)] = [
        // Refusals of servers.
        (
            "550 5.7.515 Access denied, sending domain news.example.com doesn't meet the required authentication level.",
            "bounces-and-smtp-codes"
        ),
        (
            "554 5.7.1 Service unavailable; Client host [192.0.2.25] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.25",
            "blocklists"
        ),
        ("535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6", "smtp-settings"),
        (
            "550 5.1.1 <anna@example.com>: Recipient address rejected: User unknown in virtual mailbox table",
            "bounces-and-smtp-codes"
        ),
        (
            "421 4.7.0 [TSS04] Messages from 192.0.2.10 temporarily deferred due to unexpected volume or user complaints",
            "bounces-and-smtp-codes"
        ),
        (
            "550-5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy. Please contact the administrator of example.com domain",
            "dmarc"
        ),
        ("552 5.3.4 Message size exceeds fixed limit", "message-size-and-format"),
        // Results of checkers.
        ("SPF PermError: too many DNS lookups (12/10)", "spf"),
        ("The certificate of mx1.example.com expired 3 days ago", "tls"),
        ("DKIM: fail, body hash did not verify", "dkim"),
        (
            "MTA-STS: policy file could not be fetched from https://mta-sts.example.com/.well-known/mta-sts.txt, status 404",
            "mta-sts-and-tls-reporting"
        ),
        (
            "Reverse DNS: 192.0.2.7 is named host.example.net, which does not resolve back to 192.0.2.7",
            "dns-and-reverse-dns"
        ),
        // Prose.
        (
            "Our newsletter lands in the spam folder although SPF, DKIM and DMARC all pass",
            "why-mail-goes-to-spam"
        ),
        ("Since the university forwards my mail to a private mailbox, SPF fails", "arc-and-forwarding"),
        (
            "How do I add a link with which readers can leave our mailing list with one click?",
            "one-click-unsubscribe"
        ),
    ]

    /// Runs of letters and digits, in small letters.
    private static func words(_ text: some StringProtocol) -> [String] {
        text.lowercased().matches(of: /[a-z0-9]+/).map { String($0.output) }
    }

    /// Okapi BM25 with its usual parameters.
    private struct Index {
        private let names: [String]
        private let counts: [[String: Int]]
        private let lengths: [Double]
        private let holders: [String: Int]

        init(_ lines: [(name: String, text: String)]) {
            names = lines.map(\.name)
            counts = lines.map { Dictionary(words($0.text).map { ($0, 1) }, uniquingKeysWith: +) }
            lengths = counts.map { Double($0.values.reduce(0, +)) }
            holders = Dictionary(counts.flatMap { $0.keys.map { ($0, 1) } }, uniquingKeysWith: +)
        }

        /// The names of all lines, the nearest first.
        func ranked(_ question: String) -> [String] {
            let average = lengths.reduce(0, +) / Double(lengths.count)
            let asked = Set(words(question))
            let scores = names.indices.map { line in
                asked.sorted().reduce(0.0) { sum, word in
                    let (count, holders) = (Double(counts[line][word] ?? 0), Double(holders[word] ?? 0))
                    guard count > 0 else { return sum }
                    let rarity = log(1 + (Double(names.count) - holders + 0.5) / (holders + 0.5))
                    let norm = 1.2 * (0.25 + 0.75 * lengths[line] / average)
                    return sum + rarity * count * 2.2 / (count + norm)
                }
            }
            return names.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }.map { names[$0] }
        }
    }

    /// The first places of the right guides, and what reading the list costs.
    private static func places(_ text: String, of library: Library) -> [Int] {
        let slugs = Dictionary(
            zip(library.twins, library.guides.map(\.slug)), uniquingKeysWith: { first, _ in first })
        let lines = text.split(separator: "\n").compactMap { line -> (String, String)? in
            guard let link = line.firstMatch(of: /^- \[(.*?)\]\((.*?)\): (.*)$/),
                let slug = slugs[String(link.2)]
            else { return nil }
            return (slug, "\(link.1) \(link.3)")
        }
        let index = Index(lines.map { (name: $0.0, text: $0.1) })
        return questions.map { (index.ranked($0.text).firstIndex(of: $0.guide) ?? 999) + 1 }
    }

    @Test func messagesLeadToTheirGuides() async throws {
        let library = try await TemporarySite.ofRepository().library()
        #expect(Set(Self.questions.map(\.guide)).isSubset(of: library.guides.map(\.slug)))
        let file = try #require(LLMSText.make(library, hasFull: true, catalogSize: 500_000).first)
        let text = String(decoding: file.bytes, as: UTF8.self)
        let places = Self.places(text, of: library)
        let summary =
            "\(places.count { $0 == 1 }) of \(places.count) first, \(places.count { $0 <= 3 }) among three, \(text.unicodeScalars.count / 4) tokens: \(places)"
        #expect(places.count { $0 == 1 } >= 12 && places.count { $0 <= 3 } >= 14, "\(summary)")
        // By titles and summaries alone, most are not found.
        let bare = text.replacing(#/ · .*/#, with: "")
        #expect(Self.places(bare, of: library).count { $0 == 1 } < 6)
    }
}
