import Support

/// The rule of what an acronym is: `DMARC`, `SHA256`.
enum AcronymRule {
    /// Whether a word has three capitals or more, and nothing besides but digits.
    static func holds(for word: ArraySlice<UInt8>) -> Bool {
        var capitals = 0
        for byte in word {
            if byte.isASCIIUppercase {
                capitals += 1
            } else if !byte.isASCIIDigit {
                return false
            }
        }
        return capitals >= 3
    }
}
