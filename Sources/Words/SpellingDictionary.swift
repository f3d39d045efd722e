import CHunspell
import Glibc
import Support
import Synchronization

/// A Hunspell dictionary: every pointer that goes to Hunspell is in this file.
///
/// It is read when it is first asked, which takes as long as building a small site.
package final class SpellingDictionary: Sendable {
    /// The two files of a dictionary.
    package struct Files: Sendable, Hashable {
        /// The rules by which words are formed, such as `/usr/share/hunspell/en_US.aff`.
        let affixes: String
        /// The words, such as `/usr/share/hunspell/en_US.dic`.
        let words: String
        /// Their stamps, which differ where a dictionary was replaced.
        private let stamps: [Disk.Stamp]

        /// The folders of dictionaries: those of `DICPATH` first (hunspell(1)), then those where Debian installs them.
        package static var folders: [String] {
            let given = getenv("DICPATH").map { String(cString: $0).split(separator: ":").map(String.init) }
            return (given ?? []) + ["/usr/share/hunspell", "/usr/share/myspell/dicts"]
        }

        /// The dictionary with this name, such as `en_US`, in the first folder that has it; nil where none has.
        package init?(_ name: String, in folders: [String] = Self.folders) {
            guard Self.isName(name) else { return nil }
            for folder in folders {
                let files = ["aff", "dic"].map { "\(folder)/\(name).\($0)" }
                let stamps = files.compactMap { Disk.status($0, followsLinks: true)?.stamp }
                guard stamps.count == files.count else { continue }
                (affixes, words, self.stamps) = (files[0], files[1], stamps)
                return
            }
            return nil
        }

        /// The parts of its name, such as `en` and `US`.
        private var nameParts: [Substring] {
            (words.split(separator: "/").last ?? "").prefix { $0 != "." }.split { $0 == "_" || $0 == "-" }
        }

        var isEnglish: Bool { nameParts.first == "en" }

        /// Whether its language is written in Latin letters; of Serbian there are both.
        var isLatin: Bool {
            let parts = nameParts
            return parts.contains("Latn") || !Self.otherScripts.contains(String(parts.first ?? ""))
        }

        /// Languages of Debian's dictionaries that are written in other letters.
        private static let otherScripts: Set<String> = [
            "ar", "be", "bg", "bn", "bo", "el", "fa", "gu", "he", "hi", "hy", "ka", "kk", "kmr", "ko", "ky",
            "lo", "mk",
            "ml", "mn", "mr", "ne", "or", "pa", "ru", "si", "sr", "ta", "te", "th", "uk", "ur", "uz",
        ]

        /// Whether a text is the name of a dictionary, such as `en_US` or `de_DE_frami`: it becomes part of a path.
        package static func isName(_ text: String) -> Bool {
            let parts = text.split(omittingEmptySubsequences: false) { $0 == "_" || $0 == "-" }
            return text.utf8.count <= 40
                && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(\.isASCIILetterOrDigit) }
        }
    }

    /// An open dictionary.
    private struct Handle: ~Copyable {
        private let pointer: OpaquePointer
        /// The encoding of its words as iconv names it; nil for UTF-8.
        private let encoding: String?

        init?(_ files: Files) {
            guard let pointer = Hunspell_create(files.affixes, files.words) else { return nil }
            self.pointer = pointer
            let name = Hunspell_get_dic_encoding(pointer).map { String(cString: $0) } ?? "ISO8859-1"
            // Hunspell's own names for what iconv knows as CP1251.
            let known = name.lowercased().hasPrefix("microsoft-") ? String(name.dropFirst(10)) : name
            encoding = known.lowercased() == "utf-8" ? nil : known
        }

        /// Whether a word is spelled right. One that the dictionary's encoding cannot write is none of its language.
        borrowing func has(_ word: String) -> Bool {
            guard let encoding else { return Hunspell_spell(pointer, word) != 0 }
            guard let bytes = Iconv.encoded(word, as: encoding) else { return false }
            let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
            return Hunspell_spell(pointer, terminated) != 0
        }

        deinit { Hunspell_destroy(pointer) }
    }

    /// What one thread at a time may use.
    private struct State: ~Copyable {
        var handle: Handle?
        /// Words that were asked for before: texts repeat them.
        var known: [String: Bool] = [:]
        var suggestions: [String: [String]] = [:]

        mutating func has(_ word: String, _ files: Files) -> Bool {
            if let answer = known[word] { return answer }
            open(files)
            // Without a handle there is no memory left; then no word is called wrong.
            let answer = handle?.has(word) ?? true
            known[word] = answer
            return answer
        }

        mutating func open(_ files: Files) {
            if handle == nil { handle = Handle(files) }
        }
    }

    private let files: Files
    /// Whether it tells something of words in Latin letters, and nothing of all others, or the reverse.
    private let isLatin: Bool
    private let state = Mutex(State())
    /// A longer word is none of a language; Hunspell takes no more than 100 bytes.
    private static let longest = 60

    package init(_ files: Files) {
        self.files = files
        isLatin = files.isLatin
    }

    /// Whether a letter is Latin: in ASCII or in Unicode's blocks from Latin-1 to Latin Extended-B, or Latin Extended Additional.
    private static func isLatin(_ letter: Unicode.Scalar) -> Bool {
        letter.properties.isAlphabetic && (letter.value < 0x250 || (0x1E00...0x1EFF).contains(letter.value))
    }

    /// Reads the dictionary, so that the first word need not wait for it.
    package func open() { state.withLock { $0.open(files) } }

    /// Whether a word, without a possessive s, is spelled right, or in letters of another script: of those it tells nothing.
    package func has(_ word: String) -> Bool {
        let isLatin = word.unicodeScalars.contains { Self.isLatin($0) }
        guard word.utf8.count <= Self.longest, isLatin == self.isLatin else { return true }
        return state.withLock { $0.has(word, files) }
    }

    /// Words with one letter put in, taken out, changed or swapped with its neighbor, the likeliest slips first, then one with a
    /// space put in; three at most.
    ///
    /// Hunspell's own suggestions take up to a tenth of a second for a word, and a site that turns this check on has
    /// hundreds of words, names above all, that no dictionary knows.
    package func suggestions(for word: String) -> [String] {
        guard word.utf8.count <= Self.longest else { return [] }
        return state.withLock { state in
            if let known = state.suggestions[word] { return known }
            let slips = Slips(word, isEnglish: files.isEnglish)
            let parted = slips.parted.first { pair in
                pair.split(separator: " ").allSatisfy { state.has(String($0), files) }
            }
            var found: [String] = []
            for slip in slips where found.count < (parted == nil ? 3 : 2) {
                // What is written as a name is meant as one.
                guard word.first?.isUppercase == slip.first?.isUppercase, !found.contains(slip) else {
                    continue
                }
                if state.has(slip, files) { found.append(slip) }
            }
            if let parted { found.append(parted) }
            state.suggestions[word] = found
            return found
        }
    }
}
