/// About how many tokens a language model reads in a text.
package enum Tokens {
    /// A quarter of its characters, rounded up: the rule of thumb for English text.
    package static func estimate(_ bytes: [UInt8]) -> Int { estimate(characters: characters(bytes)) }

    /// A quarter of a number of characters, rounded up.
    package static func estimate(characters: Int) -> Int { (characters + 3) / 4 }

    /// The number of characters (Unicode scalars) in UTF-8 bytes.
    package static func characters(_ bytes: some Collection<UInt8>) -> Int {
        bytes.count { !$0.isUTF8Continuation }
    }
}
