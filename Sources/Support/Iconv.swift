import CIconv

/// The C library's converter of encodings: every pointer that goes to iconv is in this file.
package enum Iconv {
    /// `bytes` in UTF-8, with U+FFFD in place of those that stand for nothing.
    ///
    /// - Parameter encoding: a name that the C library knows, such as `windows-1252`.
    /// - Returns: nil where it does not know the encoding.
    package static func utf8(_ bytes: [UInt8], from encoding: String) -> [UInt8]? {
        guard let converter = iconv_open("UTF-8", encoding), converter != iconv_t(bitPattern: -1) else {
            return nil
        }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: 16 << 10)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        input.withUnsafeMutableBufferPointer { input in
            var from = input.baseAddress
            var left = input.count
            while left > 0 {
                let (before, written) = output.withUnsafeMutableBufferPointer { output in
                    var to = output.baseAddress
                    var room = output.count
                    let before = left
                    _ = iconv(converter, &from, &left, &to, &room)
                    return (before, output.count - room)
                }
                text.append(contentsOf: output.prefix(written).lazy.map { UInt8(bitPattern: $0) })
                if left == before, written == 0 {
                    // Bytes that stand for nothing, or the first of a character that was cut.
                    text.append(contentsOf: [0xEF, 0xBF, 0xBD])
                    from = from?.advanced(by: 1)
                    left -= 1
                }
            }
        }
        return text
    }

    /// Writes texts in another encoding than UTF-8.
    package struct Encoder: ~Copyable {
        private let converter: iconv_t

        /// - Parameter encoding: a name that the C library knows; nil is returned for any other.
        package init?(_ encoding: String) {
            guard let converter = iconv_open(encoding, "UTF-8"), converter != iconv_t(bitPattern: -1) else {
                return nil
            }
            self.converter = converter
        }

        deinit { iconv_close(converter) }

        /// A text in the encoding; nil where it has a character that the encoding lacks.
        package borrowing func encoded(_ text: String) -> [UInt8]? {
            // Whatever the last text left behind is forgotten.
            _ = iconv(converter, nil, nil, nil, nil)
            var input = text.utf8.map { CChar(bitPattern: $0) }
            // No encoding of a dictionary takes more than four bytes for a character.
            var output = [CChar](repeating: 0, count: 4 * input.count + 4)
            return input.withUnsafeMutableBufferPointer { input in
                output.withUnsafeMutableBufferPointer { output in
                    var (from, left) = (input.baseAddress, input.count)
                    var (to, room) = (output.baseAddress, output.count)
                    // Anything but 0 is a failure, or a character that became another one.
                    guard iconv(converter, &from, &left, &to, &room) == 0, left == 0 else { return nil }
                    return output.prefix(output.count - room).map { UInt8(bitPattern: $0) }
                }
            }
        }
    }
}
