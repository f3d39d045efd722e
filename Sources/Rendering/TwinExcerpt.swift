import Support

/// Parts of a guide's twin that are cut out of it.
enum TwinExcerpt {
    /// A part without lines before and after it that hold nothing; the first line's own indent stays.
    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var part = bytes
        while let line = part.firstIndex(of: 10),
            part[..<line].allSatisfy({ $0.isSpaceOrTab || $0 == 13 })
        {
            part = part[(line + 1)...]
        }
        while let last = part.last, last == 10 || last == 13 { part = part.dropLast() }
        return part
    }
}
