import Rendering
import Support

/// The wordings by which issues are found, as they are compared with a message word for word.
///
/// Tools write names into their messages. `example.com` and the other names and addresses that are set aside for documents (RFC
/// 2606, RFC 5737, RFC 3849) mean any in a wording: `Redirect loop: example.com` is what a tool says of each domain.
struct IssueWordings {
    /// The words of each wording, by the address of its issue.
    private var wordings: [String: [[String]]] = [:]
    /// The addresses of issues by their wordings with the names in them replaced.
    private var shapes: [[String]: Set<String>] = [:]

    mutating func add(_ wording: String, of address: String) {
        let words = Self.words(wording, replacing: Self.isForDocuments)
        guard !words.isEmpty else { return }
        wordings[address, default: []].append(words)
        shapes[words, default: []].insert(address)
    }

    /// A message as it is compared: as it is written, and with the names in it replaced.
    struct Message {
        fileprivate let forms: [[String]]

        init(_ text: String) {
            let plain = IssueWordings.words(text) { _ in false }
            let shape = IssueWordings.words(text) { _ in true }
            forms = plain == shape ? [plain] : [plain, shape]
        }

        /// Its words, as the search has them.
        var words: Set<String> { Set(forms[0]) }
    }

    /// The issues of which the message is a wording, but for the names in it and for codes before it.
    func named(_ message: Message) -> Set<String> {
        message.forms.reduce(into: []) { found, words in
            // A name alone is no message.
            if words != [Self.anyName] { found.formUnion(shapes[words] ?? []) }
            let rest = Array(words.drop { $0.allSatisfy(\.isNumber) })
            if Self.isPhrase(rest) { found.formUnion(shapes[rest] ?? []) }
        }
    }

    /// The weight of what an issue's wordings have in common with a message, word for word. A wording that the message has whole
    /// counts with all its words, a part of one with half of them.
    ///
    /// - Parameter weights: what each word of the message weighs.
    func said(of address: String, in message: Message, weights: [String: Double]) -> Double {
        var most = 0.0
        for wording in wordings[address] ?? [] {
            for words in message.forms {
                let run = Self.longestRun(of: wording, in: words)
                let isWhole = run.count == wording.count && Self.isPhrase(run)
                guard isWhole || run.count(where: Self.hasLetter) >= Self.fewest else { continue }
                // In the order of the words, since sums of fractions depend on it.
                var seen: Set<String> = []
                let weight = run.filter { seen.insert($0).inserted }.reduce(0) { $0 + (weights[$1] ?? 0) }
                most = max(most, isWhole ? weight : weight / 2)
            }
        }
        return most
    }

    /// Fewer words than this, of those that are no codes, may follow each other in any message.
    private static let fewest = 3

    /// Whether words say something beside codes.
    private static func isPhrase(_ words: some Sequence<String>) -> Bool { words.count(where: hasLetter) > 1 }

    private static func hasLetter(_ word: some StringProtocol) -> Bool { !word.allSatisfy(\.isNumber) }

    private static func longestRun(of wording: [String], in message: [String]) -> ArraySlice<String> {
        var best = wording[0..<0]
        var before = [Int](repeating: 0, count: wording.count + 1)
        for word in message {
            var lengths = [Int](repeating: 0, count: wording.count + 1)
            for (index, other) in wording.enumerated() where other == word {
                lengths[index + 1] = before[index] + 1
                if lengths[index + 1] > best.count { best = wording[(index - before[index])...index] }
            }
            before = lengths
        }
        return best
    }

    // MARK: Names

    /// In place of a name or an address. No word of a text has this sign.
    private static let anyName = "*"

    /// The words of a text, as the search has them.
    ///
    /// - Parameter isReplaced: whether a name or an address is replaced.
    private static func words(_ text: String, replacing isReplaced: (Substring) -> Bool) -> [String] {
        text.split(whereSeparator: \.isWhitespace).flatMap { part -> [String] in
            let token = part.trimming { !$0.isLetter && !$0.isNumber && $0 != "_" }
            guard isName(token), isReplaced(token) else {
                return SearchText.plain(String(part)).split(separator: " ").map(String.init)
            }
            // What a name starts with says what it is of: `_dmarc.example.com`.
            let labels = token.split(separator: ".")
            let kept = labels[...(labels.lastIndex { $0.hasPrefix("_") } ?? -1)]
            return SearchText.plain(kept.joined(separator: " ")).split(separator: " ").map(String.init) + [
                anyName
            ]
        }
    }

    /// Whether a part of a text is the name of a host, or an address of a host or of somebody.
    private static func isName(_ token: Substring) -> Bool {
        if token.contains("@") { return true }
        if token.count(where: { $0 == ":" }) > 1 {
            // Of eight groups, or with two colons for some of them; `12:30:45` is a time.
            return (token.contains("::") || token.count { $0 == ":" } == 7)
                && token.allSatisfy { $0.isHexDigit || $0 == ":" }
        }
        let labels = token.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1,
            labels.allSatisfy({ label in
                !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            })
        else { return false }
        if labels.count == 4, labels.allSatisfy({ UInt8($0) != nil }) { return true }
        return labels[labels.count - 1].count > 1 && labels[labels.count - 1].allSatisfy(\.isLetter)
    }

    private static func isForDocuments(_ token: Substring) -> Bool {
        let name = token.lowercased()
        if name.hasPrefix("2001:db8:") { return true }
        if ["192.0.2.", "198.51.100.", "203.0.113."].contains(where: name.hasPrefix) { return true }
        let labels = name.split { $0 == "." || $0 == "@" }.suffix(2)
        return labels.last.map { ["example", "test", "invalid"].contains($0) } == true
            || labels.first == "example"
    }
}

extension Substring {
    /// The rest without the letters at both ends that meet a condition.
    fileprivate func trimming(_ isTrimmed: (Character) -> Bool) -> Substring {
        let start = drop(while: isTrimmed)
        return start.lastIndex { !isTrimmed($0) }.map { start[...$0] } ?? start
    }
}
