/// About how many tokens a language model reads in a text.
package enum Tokens {
    /// A quarter of its characters, rounded up: the rule of thumb for English text.
    package static func estimate(_ bytes: [UInt8]) -> Int { estimate(characters: characters(bytes.span)) }

    /// A quarter of a number of characters, rounded up.
    package static func estimate(characters: Int) -> Int { (characters + 3) / 4 }

    /// The number of characters (Unicode scalars) in UTF-8 bytes.
    package static func characters(_ bytes: Span<UInt8>) -> Int {
        var continuations = 0
        var index = 0
        // The first of a continuation's bits is 1 and the second one 0.
        while index + 8 <= bytes.count {
            let eight = bytes.word(at: index)
            continuations += (eight & ~(eight << 1) & 0x8080_8080_8080_8080).nonzeroBitCount
            index += 8
        }
        while index < bytes.count {
            if bytes[index].isUTF8Continuation { continuations += 1 }
            index += 1
        }
        return bytes.count - continuations
    }
}
