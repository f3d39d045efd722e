extension UInt8 {
    /// Whether it is a letter of ASCII, in either letter case.
    @inlinable @inline(__always)
    package var isASCIILetter: Bool { (97...122).contains(self | 0x20) }

    /// Whether it is a small letter of ASCII.
    @inlinable @inline(__always)
    package var isASCIILowercase: Bool { (97...122).contains(self) }

    /// Whether it is a capital letter of ASCII.
    @inlinable @inline(__always)
    package var isASCIIUppercase: Bool { (65...90).contains(self) }

    /// Whether it is a digit of ASCII.
    @inlinable @inline(__always)
    package var isASCIIDigit: Bool { (48...57).contains(self) }

    /// Whether it is a letter or a digit of ASCII.
    @inlinable @inline(__always)
    package var isASCIILetterOrDigit: Bool { isASCIILetter || isASCIIDigit }

    /// Whether it is a hexadecimal digit of ASCII, in either letter case.
    @inlinable @inline(__always)
    var isASCIIHexDigit: Bool { isASCIIDigit || (97...102).contains(self | 0x20) }

    /// Whether it is a space or a tab.
    @inlinable @inline(__always)
    package var isSpaceOrTab: Bool { self == 32 || self == 9 }

    /// Whether it goes on with a character of UTF-8 that a byte before it starts.
    @inlinable @inline(__always)
    package var isUTF8Continuation: Bool { self & 0xC0 == 0x80 }
}

extension String {
    /// The text with small letters in place of A to Z, and all else as it is, as hosts compare addresses.
    package var withSmallASCII: String {
        String(decoding: utf8.map { $0.isASCIIUppercase ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
