/// About how many tokens a language model reads in a text.
package enum Tokens {
    /// A quarter of its characters, rounded up: the rule of thumb for English text.
    package static func estimate(_ bytes: [UInt8]) -> Int { (characters(bytes) + 3) / 4 }

    package static func characters(_ bytes: [UInt8]) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }
}
