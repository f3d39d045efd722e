/// Tells, line after line, what is a formula on lines of its own: between `$$`, or between `\[` and `\]`.
struct FormulaLines {
    private var end: String?

    /// Takes the next line; true where it is of a formula.
    mutating func take(_ line: String) -> Bool {
        let text = line.trimmed
        if let open = end {
            // A paragraph ends a formula that nothing closes.
            if text.isEmpty || text.ends(open) { end = nil }
            return true
        }
        for (open, close) in [("$$", "$$"), ("\\[", "\\]")] {
            guard let rest = text.after(open) else { continue }
            if rest.position(of: close) == nil { end = close }
            return end != nil || rest.ends(close)
        }
        return false
    }
}
