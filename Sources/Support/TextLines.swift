/// Line ends of texts.
package enum LineEnds {
    /// A text whose lines all end with LF, with the same lines: CommonMark (section 2.1) and YAML (1.1, section 4.2)
    /// take LF, CR LF and CR alone for one and the same.
    package static func unified(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.span.position(of: 13) != nil else { return bytes }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        for (index, byte) in bytes.enumerated() {
            if byte == 13 {
                out.append(10)
            } else if byte != 10 || index == 0 || bytes[index - 1] != 13 {
                out.append(byte)
            }
        }
        return out
    }
}

extension StringProtocol {
    /// The lines of a text that ends them with LF or CR LF, without their ends; `"a\r\nb\n"` has `a`, `b` and an empty
    /// last one. `split(separator: "\n")` does not do: CR LF is one `Character`, which is no `"\n"`.
    package var lines: [String] {
        utf8.split(separator: 10, omittingEmptySubsequences: false).map { line in
            String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
        }
    }
}

extension Substring {
    /// The text without spaces and tabs at both ends.
    package var trimmed: Substring {
        let start = drop { $0 == " " || $0 == "\t" }
        return start.lastIndex { $0 != " " && $0 != "\t" }.map { start[...$0] } ?? ""
    }
}
