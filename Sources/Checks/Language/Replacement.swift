import Markdown
import Support

extension Document {
    /// Whether some of its text can be replaced in the file with nothing else changed by it.
    ///
    /// - Parameters:
    ///   - text: on one line, in one run.
    ///   - better: a text that may come from settings.
    func canReplace(_ text: Range<Int>, by better: String, in run: Run) -> Bool {
        // A heading's words are its address, and those of a reference link the name of a definition.
        guard isAsWritten(text, in: run), !run.context.contains(.heading), Self.isPlain(better) else {
            return false
        }
        guard run.context.contains(.link) else { return true }
        guard let start = run.source else { return false }
        return source.bytes.dropFirst(start + run.text.count).starts(with: "](".utf8)
    }

    /// Whether a text means nothing to markdown wherever it is: words with spaces and the commonest marks.
    private static func isPlain(_ text: String) -> Bool {
        let letters = Array(text.unicodeScalars)
        guard letters.first?.properties.isAlphabetic == true else { return false }
        return letters.indices.allSatisfy { index in
            let letter = letters[index]
            if letter.properties.isAlphabetic || letter.properties.numericType != nil { return true }
            // A full stop within a word may make an address of it.
            if letter == "." { return index + 1 == letters.count || letters[index + 1] == " " }
            return " -',\u{2019}".unicodeScalars.contains(letter)
        }
    }
}
