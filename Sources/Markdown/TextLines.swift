extension StringProtocol {
    /// The lines of a text that ends them with LF or CR LF, without their ends; `"a\r\nb\n"` has `a`, `b` and an empty last
    /// one. `split(separator: "\n")` does not do: CR LF is one `Character`, which is no `"\n"`.
    package var lines: [String] {
        utf8.split(separator: 10, omittingEmptySubsequences: false).map { line in
            String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
        }
    }
}
