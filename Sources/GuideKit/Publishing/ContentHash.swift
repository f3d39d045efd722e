import Crypto

/// Tells files apart by their content (SHA-256).
package enum ContentHash {
    package static func hexadecimal(_ bytes: [UInt8]) -> String {
        hexadecimal(digest: SHA256.hash(data: bytes))
    }

    private static func hexadecimal(digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    package static func digest(_ bytes: ArraySlice<UInt8>) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}
