/// Whether bytes are text.
package enum UTF8Text {
    /// Offset of the first NUL, which no text holds.
    package static func firstNUL(in bytes: [UInt8]) -> Int? { bytes.span.position(of: 0) }

    /// Offset of the first byte that is no part of well-formed UTF-8 (Unicode 15, table 3-7); nil where there is none.
    package static func firstFault(in bytes: [UInt8]) -> Int? {
        do {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }
}
