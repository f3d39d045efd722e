extension Span where Element == UInt8 {
    /// A number by which it is noticed that bytes on a disk are not those that were written there. It is no proof against
    /// anyone who means to deceive.
    package var checksum: UInt64 {
        var sum = UInt64(truncatingIfNeeded: count)
        var at = 0
        while at < count {
            // Both halves of the product, so that each bit depends on all bytes.
            let product = (sum ^ upToEight(at..<count)).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
            sum = product.high ^ product.low &+ UInt64(truncatingIfNeeded: at)
            at += 8
        }
        return sum
    }
}

extension [UInt8] {
    /// The checksum of the bytes.
    package var checksum: UInt64 { span.checksum }
}
