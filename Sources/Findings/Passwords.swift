/// Names and passwords in addresses, which reports must not repeat.
package enum Passwords {
    /// A line in which what is before the host of an address is asterisks, as many as it has characters. Reports go
    /// where the text itself does not, such as the log of a CI run.
    package static func masked(_ line: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var line = line
        var from = 0
        while let slash = line[from...].firstIndex(of: "/") {
            from = slash + 1
            guard from < line.count, line[from] == "/" else { continue }
            let authority = line[(from + 1)...].prefix {
                !"/?#\\<>\"".unicodeScalars.contains($0) && !$0.properties.isWhitespace
            }
            guard let at = authority.lastIndex(of: "@") else { continue }
            for index in authority.startIndex..<at { line[index] = "*" }
        }
        return line
    }

    /// `text` with the passwords of its addresses masked.
    package static func masked(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return text }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: masked(Array(text.unicodeScalars)))
        return String(view)
    }
}
