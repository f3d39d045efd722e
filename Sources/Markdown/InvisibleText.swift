/// Characters that no reader sees: zero-width ones, overrides of the direction of writing, and the like (Unicode Technical
/// Standard 39, Annex 9).
package enum InvisibleText {
    /// Invisible characters, by their offset.
    package static func find(in bytes: [UInt8], from allowedStart: [UInt8]) -> [(Int, String)] {
        var found: [(Int, String)] = []
        var index = bytes.starts(with: allowedStart) ? allowedStart.count : 0
        bytes.withUnsafeBufferPointer { view in
            while index < view.count {
                // Eight plain letters at a time.
                if index + 8 <= view.count,
                    UnsafeRawBufferPointer(view).loadUnaligned(fromByteOffset: index, as: UInt64.self)
                        & 0x8080_8080_8080_8080 == 0
                {
                    index += 8
                    continue
                }
                let byte = view[index]
                if byte < 0xC2 {
                    index += 1
                    continue
                }
                let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
                guard index + length <= view.count else { return }
                var value = UInt32(byte & (0xFF >> UInt8(length + 1)))
                for next in 1..<length { value = value << 6 | UInt32(view[index + next] & 0x3F) }
                let before: UInt8 = index > 0 ? view[index - 1] : 32
                let after: UInt8 = index + length < view.count ? view[index + length] : 32
                if let name = name(value, amongPlain: before < 128 && after < 128) {
                    found.append((index, name))
                }
                index += length
            }
        }
        return found
    }

    /// - Parameter amongPlain: whether ASCII stands on both sides. Joiners, direction marks, embeddings and isolates have
    ///   their work to do in other scripts; overrides have none.
    private static func name(_ value: UInt32, amongPlain: Bool) -> String? {
        switch value {
        case 0x200C...0x200F, 0x202A...0x202C, 0x2066...0x2069: if !amongPlain { return nil }
        case 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x202D, 0x202E,
            0x2060...0x2065, 0x206A...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xE0000...0xE007F:
            break
        default: return nil
        }
        return "U+" + String(value, radix: 16, uppercase: true)
    }
}
