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

        /// Writes all that tells them from others.
        package func write(to writer: inout BinaryWriter) {
            writer.write(affixes)
            writer.write(words)
            for stamp in stamps { writer.write(stamp) }
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

        /// Whether its words need no letters beyond ASCII.
        var isEnglish: Bool {
            (words.split(separator: "/").last ?? "").split { !$0.isLetter }.first == "en"
        }

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
        /// Writes words in the dictionary's encoding; nil for UTF-8.
        private let encoder: Iconv.Encoder?
        /// Whether its language is written in Latin letters; of Serbian there are both.
        let isLatin: Bool
        /// Letters of its language, the frequent ones first, as its rules name them for suggestions; empty where they do not.
        let letters: [Character]
        /// Whether its words may be joined to others without end, so that asking for a word takes long.
        let hasCompounds: Bool

        private init(
            _ pointer: OpaquePointer, _ encoder: consuming Iconv.Encoder?, words: [String], rules: String
        ) {
            self.pointer = pointer
            self.encoder = encoder
            let letters = words.joined().unicodeScalars.filter(\.properties.isAlphabetic)
            isLatin = 2 * letters.count(where: SpellingDictionary.isLatin) >= letters.count
            let lines = rules.split(whereSeparator: \.isNewline)
            let tried = lines.first { $0.hasPrefix("TRY ") }?.dropFirst(4).lowercased() ?? ""
            self.letters = tried.filter { $0.isLetter || $0 == "'" }.reduce(into: []) { letters, letter in
                if !letters.contains(letter) { letters.append(letter) }
            }
            hasCompounds = lines.contains { $0.hasPrefix("COMPOUNDFLAG") || $0.hasPrefix("COMPOUNDBEGIN") }
        }

        /// Hunspell says nothing of files that it cannot read; of a dictionary that can be read, some of the first words are
        /// right.
        static func open(_ files: Files) -> Handle? {
            guard let beginning = try? Disk.read(files.words, first: Self.beginning), !beginning.isEmpty,
                let rules = try? Disk.read(files.affixes, first: Self.beginning),
                let pointer = Hunspell_create(files.affixes, files.words)
            else { return nil }
            let name = Hunspell_get_dic_encoding(pointer).map { String(cString: $0) } ?? "ISO8859-1"
            // Hunspell's own names for what iconv knows as CP1251.
            let known = name.lowercased().hasPrefix("microsoft-") ? String(name.dropFirst(10)) : name
            let isUTF8 = known.lowercased() == "utf-8"
            func text(_ bytes: [UInt8]) -> String? {
                (isUTF8 ? bytes : Iconv.utf8(bytes, from: known)).map { String(decoding: $0, as: UTF8.self) }
            }
            // The first line is their number, and the last one may be cut.
            let words = (text(beginning) ?? "").split(whereSeparator: \.isNewline).dropFirst()
                .map { String($0.prefix { $0 != "/" && $0 != "\t" }) }
            let handle = Handle(
                pointer, isUTF8 ? nil : Iconv.Encoder(known), words: words, rules: text(rules) ?? "")
            guard text(rules) != nil,
                words.contains(where: { $0.contains(where: \.isLetter) && handle.has($0) })
            else { return nil }
            return handle
        }

        /// So much of the words tells which letters they are written in.
        private static let beginning = 64 << 10

        /// Whether a word is spelled right. One that the dictionary's encoding cannot write is none of its language.
        borrowing func has(_ word: String) -> Bool {
            switch encoder {
            case .none: return Hunspell_spell(pointer, word) != 0
            case .some(let encoder):
                guard let bytes = encoder.encoded(word) else { return false }
                let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
                return Hunspell_spell(pointer, terminated) != 0
            }
        }

        deinit { Hunspell_destroy(pointer) }
    }

    /// What one thread at a time may use.
    private struct State: ~Copyable {
        var handle: Handle?
        var wasOpened = false
        var suggestions: [String: [String]] = [:]

        mutating func open(_ files: Files) {
            guard !wasOpened else { return }
            wasOpened = true
            handle = Handle.open(files)
        }

        /// Whether a word, without a possessive s, is spelled right, or in letters of another script: of those a dictionary tells
        /// nothing. Where none can be read, no word is wrong.
        func has(_ written: String) -> Bool {
            // Dictionaries have letters with their marks as one character.
            let word = written.composed
            switch handle {
            case .none: return true
            case .some(let handle):
                let isLatin = word.unicodeScalars.contains(where: SpellingDictionary.isLatin)
                guard word.utf8.count <= SpellingDictionary.longest, isLatin == handle.isLatin else {
                    return true
                }
                return handle.has(word)
            }
        }

        /// Whether each word of a text is spelled right.
        func hasAll(_ words: String) -> Bool { words.split(separator: " ").allSatisfy { has(String($0)) } }

        /// Words that may be meant, of which there may be right ones.
        func slips(of word: String, isEnglish: Bool) -> Slips? {
            switch handle {
            case .none: return nil
            case .some(let handle):
                let longest =
                    handle.hasCompounds ? SpellingDictionary.longestOfCompounds : SpellingDictionary.longest
                guard word.utf8.count <= longest else { return nil }
                return Slips(word, letters: isEnglish ? [] : handle.letters, isEnglish: isEnglish)
            }
        }
    }

    private let files: Files
    private let state = Mutex(State())
    /// A longer word is none of a language; Hunspell takes no more than 100 bytes.
    private static let longest = 60
    /// So long may a word be that gets suggestions from a dictionary with compounds, in bytes: it is slow to ask.
    private static let longestOfCompounds = 16

    package init(_ files: Files) { self.files = files }

    /// Whether a letter is Latin: in ASCII or in Unicode's blocks from Latin-1 to Latin Extended-B, or Latin Extended Additional.
    private static func isLatin(_ letter: Unicode.Scalar) -> Bool {
        letter.properties.isAlphabetic && (letter.value < 0x250 || (0x1E00...0x1EFF).contains(letter.value))
    }

    /// Reads the dictionary, so that the first word need not wait for it.
    package func open() { state.withLock { $0.open(files) } }

    /// Whether its files are those of a dictionary, in an encoding that is known.
    package var isReadable: Bool {
        state.withLock { state in
            state.open(files)
            return state.handle != nil
        }
    }

    /// Whether a word, without a possessive s, is spelled right. A word in another script than the dictionary's always is, and each
    /// is where the dictionary cannot be read.
    package func has(_ word: String) -> Bool {
        state.withLock { state in
            state.open(files)
            return state.has(word)
        }
    }

    /// Words that one typing error makes of a word, the likeliest first, three at most: letters swapped, an apostrophe missing or
    /// the wrong letter twice; where there is none of these, one letter put in, taken out or changed; else a space missing. The last
    /// one may be `a lot` for `alot`.
    ///
    /// Hunspell's own suggestions take up to a tenth of a second for a word, and a site that turns this check on has
    /// hundreds of words, names above all, that no dictionary knows.
    ///
    /// - Parameter isKnown: whether a word is right that the dictionary does not have.
    package func suggestions(for word: String, orAmong isKnown: (String) -> Bool = { _ in false }) -> [String]
    {
        state.withLock { state in
            if let known = state.suggestions[word] { return known }
            state.open(files)
            guard let slips = state.slips(of: word, isEnglish: files.isEnglish) else { return [] }
            let article = slips.article.flatMap { state.hasAll($0) ? $0 : nil }
            var found: [String] = []
            for group in slips.groups where found.isEmpty {
                for slip in group() where found.count < (article == nil ? 3 : 2) {
                    // What is written as a name is meant as one.
                    guard word.first?.isUppercase == slip.first?.isUppercase, !found.contains(slip) else {
                        continue
                    }
                    if state.hasAll(slip) || isKnown(slip) { found.append(slip) }
                }
            }
            if let article, !found.contains(article) { found.append(article) }
            if state.suggestions.count >= Self.mostKept { state.suggestions.removeAll() }
            state.suggestions[word] = found
            return found
        }
    }

    /// With suggestions for more words all are forgotten, so that memory has a limit.
    private static let mostKept = 10_000
}
