/// Plain text as markdown.
enum MarkdownText {
    /// A text in which nothing is markup: `\*` for `*`.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            if "\\`*_[]<".unicodeScalars.contains(scalar) { out.unicodeScalars.append("\\") }
            out.unicodeScalars.append(scalar)
        }
        return out
    }

    /// A text as code between backticks (CommonMark section 6.1).
    static func code(_ text: String) -> String {
        var (longest, run) = (0, 0)
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let marks = String(repeating: "`", count: longest + 1)
        let needsSpace = text.begins("`") || text.ends("`")
        return needsSpace ? "\(marks) \(text) \(marks)" : "\(marks)\(text)\(marks)"
    }

    /// An address as the destination of a link, in angle brackets where it would end early.
    static func destination(_ address: String) -> String {
        let isPlain = !address.isEmpty && address.utf8.allSatisfy { $0 > 32 && !"()<>\\".utf8.contains($0) }
        if isPlain { return address }
        return "<"
            + address.replacingBytes("<", with: "%3C").replacingBytes(">", with: "%3E").replacingBytes(
                "\n", with: "")
            + ">"
    }

    /// The words of a file's name: `mail flow` of `images/mail-flow.png`.
    static func words(ofFile path: String) -> String {
        let name = path.prefix { $0 != "?" && $0 != "#" }.fileName.withoutEnding
        let words = name.split { "-_.%+ ".contains($0) }.joined(separator: " ")
        return words.isEmpty ? "image" : words
    }

    /// A title made of a file's name: `Mail Flow` of `mail-flow.md`.
    static func title(ofFile path: String) -> String {
        words(ofFile: path).split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }
            .joined(separator: " ")
    }
}
