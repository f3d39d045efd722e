/// Characters that no reader sees: control characters, zero-width ones, overrides of the direction of writing, and the
/// like (Unicode Technical Standard 39, Annex 9).
package enum InvisibleText {
    /// An invisible character in a text.
    package struct Found: Sendable, Hashable {
        /// Its first byte.
        package var offset: Int
        package var scalar: Unicode.Scalar

        /// Its name for people, such as `U+200B`.
        package var name: String { InvisibleText.name(of: scalar) }
        /// Whether no text has a use for it: see `isControl`.
        package var isControl: Bool { InvisibleText.isControl(scalar.value) }
    }

    /// Invisible characters, in order.
    ///
    /// - Parameter allowedStart: bytes that a text may start with, such as a byte order mark.
    package static func find(in bytes: [UInt8], from allowedStart: [UInt8] = []) -> [Found] {
        find(in: bytes.span, from: bytes.starts(with: allowedStart) ? allowedStart.count : 0)
    }

    static func find(in view: Span<UInt8>, from start: Int = 0) -> [Found] {
        var found: [Found] = []
        var index = start
        while index < view.count {
            // Eight plain letters at a time: none beyond ASCII, and none below a space.
            if index + 8 <= view.count {
                let eight = view.word(at: index)
                let below = eight &- 0x2020_2020_2020_2020
                let deleted = (eight ^ 0x7F7F_7F7F_7F7F_7F7F) &- 0x0101_0101_0101_0101
                if (eight | below | deleted) & 0x8080_8080_8080_8080 == 0 {
                    index += 8
                    continue
                }
            }
            let byte = view[index]
            if byte < 0xC2 {
                if isControl(UInt32(byte)) {
                    found.append(Found(offset: index, scalar: Unicode.Scalar(byte)))
                }
                index += 1
                continue
            }
            let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            guard index + length <= view.count else { return found }
            var value = UInt32(byte & (0xFF >> UInt8(length + 1)))
            for next in 1..<length { value = value << 6 | UInt32(view[index + next] & 0x3F) }
            let before: UInt8 = index > 0 ? view[index - 1] : 32
            let after: UInt8 = index + length < view.count ? view[index + length] : 32
            if isInvisible(value, amongPlain: before < 128 && after < 128)
                || isStraySelector(value, after: character(before: index, in: view)),
                let scalar = Unicode.Scalar(value)
            {
                found.append(Found(offset: index, scalar: scalar))
            }
            index += length
        }
        return found
    }

    /// Whether a character is one that no text has a use for: control characters but tab and line ends, separators of
    /// lines and paragraphs, overrides of the direction of writing, and what is no character at all. XML forbids some
    /// of them (XML 1.0 section 2.2), and terminals obey others.
    package static func isControl(_ value: UInt32) -> Bool {
        switch value {
        case 9, 10, 13: false
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202D, 0x202E: true
        default: isNoncharacter(value)
        }
    }

    /// Whether a character is unfit for reports: a terminal would obey it, or it is invisible, or it hides or reorders
    /// what is around it. All controls (general category Cc), separators of lines and paragraphs, what Unicode calls
    /// ignorable by default (DerivedCoreProperties) but for the variants of letters and emoji, annotations, and what is
    /// no character at all. A report escapes them all, also the tab and line ends where they are no markup of its own.
    static func isUnfitForReports(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20..<0x7F, 0xFE00...0xFE0F: false
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFFF9...0xFFFB: true
        default:
            scalar.properties.isDefaultIgnorableCodePoint && !isLetterVariant(scalar.value)
                || isControl(scalar.value)
        }
    }

    /// The free variation selectors of Mongolian, which choose the form of a letter.
    private static func isLetterVariant(_ value: UInt32) -> Bool {
        (0x180B...0x180D).contains(value) || value == 0x180F
    }

    /// Whether a number is set aside for good to be no character (Unicode Standard section 23.7).
    private static func isNoncharacter(_ value: UInt32) -> Bool {
        0xFDD0...0xFDEF ~= value || value & 0xFFFE == 0xFFFE
    }

    /// - Parameter amongPlain: whether ASCII is on both sides. Joiners, direction marks, embeddings and isolates have
    ///   their work to do in other scripts; overrides have none.
    private static func isInvisible(_ value: UInt32, amongPlain: Bool) -> Bool {
        switch value {
        case 0x200C...0x200F, 0x202A...0x202C, 0x2066...0x2069: amongPlain
        case 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B,
            0x2060...0x2065, 0x206A...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB,
            0xFFFC, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE00FF, 0xE01F0...0xE0FFF:
            true
        default: isControl(value)
        }
    }

    /// Whether a character is a variation selector (Unicode Standard section 23.4) that selects nothing: one that
    /// follows another one or a letter without variants. A row of them can carry an invisible text.
    private static func isStraySelector(_ value: UInt32, after previous: UInt32) -> Bool {
        switch value {
        case 0xFE00...0xFE0F:
            // Digits, `#` and `*` have a form as keys.
            return previous < 128
                ? !(0x30...0x39).contains(previous) && previous != 0x23 && previous != 0x2A
                : isSelector(previous)
        case 0xE0100...0xE01EF:
            let isIdeograph =
                (0x3400...0x9FFF).contains(previous) || (0xF900...0xFAFF).contains(previous)
                || (0x20000...0x3FFFF).contains(previous)
            return !isIdeograph
        case 0x180B...0x180D, 0x180F: return !(0x1800...0x18AF).contains(previous) || isSelector(previous)
        default: return false
        }
    }

    private static func isSelector(_ value: UInt32) -> Bool {
        switch value {
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x180B...0x180D, 0x180F: true
        default: false
        }
    }

    /// The character that ends before an offset; a space at the start.
    private static func character(before index: Int, in view: Span<UInt8>) -> UInt32 {
        var start = index - 1
        while start > 0, start > index - 4, view[start].isUTF8Continuation { start -= 1 }
        guard start >= 0 else { return 32 }
        return view.extracting(start..<index).text.unicodeScalars.last?.value ?? 32
    }

    /// Invisible characters of a text that is written with escapes.
    ///
    /// - Parameters:
    ///   - bytes: the text that is meant, with what each escape stands for in its place.
    ///   - escapes: where in `bytes` an escape's character starts, in order.
    /// - Returns: those that an escape stands for, each with the number of its escape. They are told by the same rule
    ///   as those that are written as they are.
    package static func find(in bytes: [UInt8], escapes: [Int]) -> [(escape: Int, scalar: Unicode.Scalar)] {
        guard !escapes.isEmpty else { return [] }
        return find(in: bytes).compactMap { found in
            let number = escapes.partitionPoint { $0 < found.offset }
            guard number < escapes.count, escapes[number] == found.offset else { return nil }
            return (number, found.scalar)
        }
    }

    /// A character's name for people, such as `U+200B`.
    package static func name(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
