extension Unicode.Scalar {
    /// Whether it is a letter of a script that puts no space between words: Thai, Lao, Burmese, Khmer, Han, kana.
    package var isUnspaced: Bool {
        switch value {
        // The middle dot of kana, U+30FB, is between words.
        case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3005...0x3007, 0x3040...0x30FA,
            0x30FC...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
            0xFF66...0xFF9D, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
