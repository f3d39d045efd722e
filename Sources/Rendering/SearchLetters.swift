import Support
import Words

/// What letters, marks and signs are to the search, and how texts are folded for it.
extension SearchText {
    /// The words of a text without joined ones, with a space between them.
    package static func plain(_ text: String) -> String {
        var bytes = Array(text.utf8)
        fold(&bytes)
        var words: [String] = []
        var at = 0
        while at < bytes.count {
            let start = at
            while at < bytes.count, let width = letter(bytes, at, bytes.count) { at += width }
            if at > start {
                words.append(String(decoding: bytes[start..<at], as: UTF8.self))
            } else {
                at += 1
            }
        }
        return words.joined(separator: " ")
    }

    static func isEndSign(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "+") || byte == UInt8(ascii: "#")
    }

    static func isStartSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    static func isBinding(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "'"), UInt8(ascii: "_"), UInt8(ascii: "="):
            true
        default: false
        }
    }

    /// Whether a byte of a folded text is a letter or a digit of ASCII.
    @inline(__always)
    static func isPlain(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    }

    /// Number of bytes of a letter or digit that starts here; nil for anything else. Beyond ASCII everything counts but
    /// what `Words.isHighPunctuation` names.
    @inline(__always)
    static func letter(_ bytes: [UInt8], _ at: Int, _ end: Int) -> Int? {
        let byte = bytes[at]
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): return 1
        case 0xC2...0xDF: return Words.isHighPunctuation(bytes.span, at) ? nil : 2
        case 0xE0...0xEF: return Words.isHighPunctuation(bytes.span, at) ? nil : 3
        case 0xF0...0xF7: return isPictograph(bytes, at) ? nil : 4
        default: return nil
        }
    }

    /// Whether an emoji or another picture is here: U+1F000 to U+1FBFF.
    private static func isPictograph(_ bytes: [UInt8], _ at: Int) -> Bool {
        bytes[at] == 0xF0 && bytes[at + 1] == 0x9F && bytes[at + 2] < 0xB0
    }

    /// Whether a letter is of a script that puts no space between words (Thai, Lao, Burmese, Khmer, Han, kana), or of
    /// Hangul, whose words have endings.
    @inline(__always)
    static func isUnspaced(_ bytes: [UInt8], _ at: Int, _ width: Int) -> Bool {
        guard width == 3 else { return false }
        let value =
            UInt32(bytes[at] & 15) << 12 | UInt32(bytes[at + 1] & 63) << 6 | UInt32(bytes[at + 2] & 63)
        switch value {
        case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3005...0x3007, 0x3040...0x30FA,
            0x30FC...0x30FF,
            0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
            return true
        default: return false
        }
    }

    /// Folds a text, word by word, since most words are plain.
    static func fold(_ bytes: inout [UInt8]) {
        var isPlain = true
        for index in bytes.indices {
            let byte = bytes[index]
            if byte >= 128 { isPlain = false }
            if byte &- 65 < 26 { bytes[index] = byte | 0x20 }
        }
        if !isPlain {
            let text = bytes
            bytes.removeAll(keepingCapacity: true)
            var at = 0
            while at < text.count {
                let start = at
                var isPlain = true
                while at < text.count, text[at] > 32, !isMark(text, at) {
                    if text[at] >= 128 { isPlain = false }
                    at += 1
                }
                if isPlain { bytes += text[start..<at] } else { bytes += folded(text[start..<at]) }
                if at < text.count {
                    if text[at] < 128 {
                        bytes.append(text[at])
                        at += 1
                    } else {
                        appendMark(text, at, to: &bytes)
                        at += 3
                    }
                }
            }
        }
    }

    /// Whether one of the marks that most texts have starts here: dashes and quotes from U+2010 to U+2023 that are the
    /// same in compatibility form, the hyphen that does not break, and the ellipsis.
    private static func isMark(_ text: [UInt8], _ at: Int) -> Bool {
        guard text[at] == 0xE2, at + 2 < text.count, text[at + 1] == 0x80 else { return false }
        return (0x90...0xA3).contains(text[at + 2]) && text[at + 2] != 0x97 || text[at + 2] == 0xA6
    }

    /// Appends a mark. Hyphens and the apostrophe of typesetters bind words as those of ASCII do.
    private static func appendMark(_ text: [UInt8], _ at: Int, to bytes: inout [UInt8]) {
        switch text[at + 2] {
        case 0x90, 0x91: bytes.append(UInt8(ascii: "-"))
        case 0x99: bytes.append(UInt8(ascii: "'"))
        case 0xA6: bytes += "...".utf8
        default: bytes += text[at..<(at + 3)]
        }
    }

    /// Whether a character is one of the points and marks of Arabic and Hebrew, which readers leave out, or selects a form of
    /// an emoji.
    private static func isPoint(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x591...0x5BD, 0x5BF, 0x5C1...0x5C2, 0x5C4...0x5C5, 0x5C7, 0x610...0x61A, 0x640, 0x64B...0x65F,
            0x670,
            0x6D6...0x6DC, 0x6DF...0x6E4, 0x6E7...0x6E8, 0x6EA...0x6ED, 0xFE00...0xFE0F:
            true
        default: false
        }
    }

    private static func folded(_ word: ArraySlice<UInt8>) -> String.UTF8View {
        let plain = String(
            String.UnicodeScalarView(
                String(decoding: word, as: UTF8.self).withoutAccents.unicodeScalars.filter {
                    !isPoint($0.value)
                }))
        var lower = String.UnicodeScalarView()
        for scalar in plain.lowercased().unicodeScalars {
            switch scalar {
            // A sigma at the end of a word, ß and the wasla of Arabic are other letters in other spellings of one word.
            case "ς": lower.append("σ")
            case "ß": lower.append(contentsOf: "ss".unicodeScalars)
            case "ٱ": lower.append("ا")
            default: lower.append(scalar)
            }
        }
        let text = String(lower)
        // Letters of Hangul and kana become whole again, since they are found by two.
        return (plain.unicodeScalars.contains { $0.value >= 0x600 } ? text.composed : text).utf8
    }
}
