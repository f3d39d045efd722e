import CCrypto

/// Tells files apart by their content (SHA-256).
package enum ContentHash {
    /// OpenSSL's SHA-256, fetched once, because fetching it takes locks that all workers share. It is stored as a number,
    /// because Swift lets no pointer pass between threads; nothing ever frees or changes it.
    private static let algorithm = UInt(bitPattern: EVP_MD_fetch(nil, "SHA256", nil))

    /// Keeps the memory of OpenSSL until the process is gone. It would be freed as the process ends, while threads of libcurl still use
    /// it. This has to come before anything else of OpenSSL.
    package static func keepLibrary() { OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil) }

    /// 32 bytes.
    package static func digest(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let digest = bytes.withContiguousStorageIfAvailable { bytes in
            [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
                let isDone = EVP_Digest(
                    bytes.baseAddress, bytes.count, digest.baseAddress, nil,
                    OpaquePointer(bitPattern: algorithm), nil)
                precondition(isDone == 1, "libcrypto has no SHA-256")
                count = 32
            }
        }
        return digest ?? Self.digest(Array(bytes))
    }

    /// 64 digits, such as `e3b0c442…`.
    package static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: 64) { text in
            for (index, byte) in digest(bytes).enumerated() {
                text[2 * index] = digits[Int(byte >> 4)]
                text[2 * index + 1] = digits[Int(byte & 15)]
            }
            return 64
        }
    }
}
