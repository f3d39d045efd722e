import Glibc

/// Whether bytes are text.
package enum UTF8Text {
    /// The first NUL, which no text holds.
    package static func firstNUL(in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBytes { view in
            guard let base = view.baseAddress, let found = memchr(base, 0, view.count) else { return nil }
            return base.distance(to: UnsafeRawPointer(found))
        }
    }

    /// The first byte that is no part of well-formed UTF-8 (Unicode 15, table 3-7); nil where there is none.
    package static func firstFault(in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { text in
            var index = 0
            let count = text.count
            while index < count {
                // Eight plain letters at a time.
                while index + 8 <= count,
                    UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped + index).loadUnaligned(
                        as: UInt64.self)
                        & 0x8080_8080_8080_8080 == 0
                { index += 8 }
                guard index < count else { return nil }
                let first = text[index]
                if first < 0x80 {
                    index += 1
                    continue
                }
                let length: Int
                var low: UInt8 = 0x80
                var high: UInt8 = 0xBF
                switch first {
                case 0xC2...0xDF: length = 2
                case 0xE0: (length, low) = (3, 0xA0)
                case 0xED: (length, high) = (3, 0x9F)
                case 0xE1...0xEF: length = 3
                case 0xF0: (length, low) = (4, 0x90)
                case 0xF4: (length, high) = (4, 0x8F)
                case 0xF1...0xF3: length = 4
                default: return index
                }
                guard index + length <= count, text[index + 1] >= low, text[index + 1] <= high else {
                    return index
                }
                for next in (index + 2)..<(index + max(length, 2)) where text[next] & 0xC0 != 0x80 {
                    return index
                }
                index += length
            }
            return nil
        }
    }
}
