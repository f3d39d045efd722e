import Support

/// The parts of a line that are no code between backticks.
enum OutsideCode {
    /// A line with its text changed and its code as it is.
    ///
    /// - Parameter code: changes code, with its backticks.
    static func map(
        _ line: String, code: (String) -> String = { $0 }, _ change: (String) -> String
    ) -> String {
        guard line.utf8.contains(UInt8(ascii: "`")) else { return change(line) }
        let bytes = Array(line.utf8)
        var (out, from, at) = ("", 0, 0)
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "`") else {
                at += 1
                continue
            }
            let count = bytes[at...].prefix { $0 == UInt8(ascii: "`") }.count
            guard let end = close(bytes, at + count, count) else {
                at += count
                continue
            }
            if from < at { out += change(text(from..<at)) }
            out += code(text(at..<end))
            (from, at) = (end, end)
        }
        return from < bytes.count ? out + change(text(from..<bytes.count)) : out
    }

    /// The end of code that so many backticks opened.
    private static func close(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
        var at = start
        while at < bytes.count {
            let run = bytes[at...].prefix { $0 == UInt8(ascii: "`") }.count
            if run == count { return at + run }
            at += max(1, run)
        }
        return nil
    }
}
