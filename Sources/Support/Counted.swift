extension DefaultStringInterpolation {
    /// A number with its noun, in the singular for one: `"\(count, "guide")"` is "1 guide" or "2 guides".
    ///
    /// - Parameter plural: where it is more than the noun with an s.
    package mutating func appendInterpolation(_ count: Int, _ noun: String, plural: String? = nil) {
        appendInterpolation(count)
        appendLiteral(" ")
        appendInterpolation(count == 1 ? noun : plural ?? noun + "s")
    }
}
