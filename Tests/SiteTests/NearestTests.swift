import TestSupport
import Testing

@testable import Findings

/// The name that somebody probably meant, and that looking at all names at a glance passes none over.
@Suite(.timeLimit(.minutes(15))) struct NearestTests {
    static let names = [
        "spf", "dkim", "sender-domains-and-authentication", "dns-and-reverse-dns", "tls",
        "mta-sts-and-tls-reporting", "warm-up", "Überblick",
    ]

    @Test(arguments: [
        ("spff", "spf"), ("SPF", "spf"), ("fps", nil), ("dkmi", "dkim"), ("dkm", "dkim"),
        ("sender-domain", "sender-domains-and-authentication"),
        ("spf-record", "spf"), ("reverse-dns", "dns-and-reverse-dns"), ("überblik", "Überblick"), ("", nil),
        ("zeppelin", nil), ("warmup", "warm-up"),
        // One part of five tells nothing.
        ("reporting", nil),
        ("tls-and", "tls"), ("mta-sts", "mta-sts-and-tls-reporting"),
    ])
    func isFound(_ word: String, _ name: String?) {
        #expect(Nearest.match(word, among: Self.names) == name)
    }

    /// Against measuring every name, over random words of few letters, which are often near each other.
    @Test(arguments: Seeded.seeds(50)) func passesNoneOver(_ seed: UInt64) {
        var random = Seeded(seed)
        func word() -> String {
            String(
                (0..<Int.random(in: 1...9, using: &random)).map { _ in "abcé-".randomElement(using: &random)!
                })
        }
        let names = (0..<40).map { _ in word() }
        let ready = Nearest.Names(names)
        for _ in 0..<40 {
            let word = word()
            let letters = Array(word.unicodeScalars)
            let limit = max(1, min(4, letters.count / 3))
            let measured = names.map { Nearest.distance(letters, Array($0.unicodeScalars)) }
            guard let least = measured.min(), least <= limit else { continue }
            #expect(ready.match(word) == names[measured.firstIndex(of: least)!], "seed \(seed): \(word)")
        }
    }

    @Test func theNearestComeFirst() {
        let names = ["dkim-signing", "spf", "spf-records", "dmarc-reports", "reverse-dns", "dmarc"]
        func near(_ word: String) -> [String] { Nearest.all(word, among: names, most: 3).map { names[$0] } }
        #expect(near("spff") == ["spf"])
        #expect(near("SPF-record") == ["spf-records", "spf"])
        #expect(near("dmarc-report") == ["dmarc-reports", "dmarc"])
        #expect(near("dkim") == ["dkim-signing"])
        #expect(near("") == [] && near("x") == [] && near("nothing-of-it") == [])
        #expect(near(String(repeating: "spf-", count: 100_000)).count <= 3)
    }
}
