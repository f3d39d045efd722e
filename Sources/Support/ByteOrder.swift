extension String {
    /// Whether it comes before another text in the order of their bytes in UTF-8, which is that of Unicode scalars.
    package func precedesInBytes(_ other: String) -> Bool {
        let (own, others) = (utf8.span, other.utf8.span)
        var at = 0
        while at + 8 <= own.count, at + 8 <= others.count {
            let (eight, otherEight) = (own.word(at: at), others.word(at: at))
            // The first byte counts most.
            if eight != otherEight { return eight.byteSwapped < otherEight.byteSwapped }
            at += 8
        }
        while at < own.count, at < others.count {
            if own[at] != others[at] { return own[at] < others[at] }
            at += 1
        }
        return own.count < others.count
    }
}
