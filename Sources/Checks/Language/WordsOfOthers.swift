import Markdown
import Words

/// Words that are not the author's own, or no words: parts of names, and what is between quotation marks.
enum WordsOfOthers {
    /// Whether some text is part of a file's, host's or parameter's name.
    ///
    /// - Parameter isIn: whether the byte at an index is one of some marks, and of the same text.
    static func isPartOfName(
        _ range: Range<Int>, in text: [UInt8], _ isIn: (_ marks: String, _ index: Int) -> Bool
    ) -> Bool {
        if isIn("./@_=#\\", range.lowerBound - 1) || isIn("/@_=", range.upperBound)
            || (isIn(":", range.upperBound) && isIn("/", range.upperBound + 1))
        {
            return true
        }
        let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
        return isIn(".", range.upperBound) && isIn(letters, range.upperBound + 1)
    }

    /// Whether a quotation mark, or one of code, that opened before a byte of a text is still open: marks come in pairs.
    static func isOpen(_ mark: UInt8, in text: ArraySlice<UInt8>) -> Bool {
        text.count { $0 == mark } % 2 == 1
    }
}

extension Document {
    /// Whether some of its text is part of a file's, host's or parameter's name.
    func isPartOfName(_ range: Range<Int>, in run: Run) -> Bool {
        WordsOfOthers.isPartOfName(range, in: text) { marks, index in
            guard text.indices.contains(index), marks.utf8.contains(text[index]) else { return false }
            if run.text.contains(index) { return true }
            // Where runs do not join, a line or a block ends between them, and with it any name.
            let joint = index < run.text.lowerBound ? run : self.run(at: index)
            return joint?.context.contains(.joined) ?? false
        }
    }

    /// Whether a quotation mark that opened before it in its block is still open.
    func isQuoted(_ range: Range<Int>, in run: Int) -> Bool {
        var first = run
        let farthest = range.lowerBound - 200
        while first > 0, runs[first - 1].line == runs[run].line, runs[first].text.lowerBound > farthest {
            first -= 1
        }
        let start = max(runs[first].text.lowerBound, farthest)
        return WordsOfOthers.isOpen(UInt8(ascii: "\""), in: text[start..<range.lowerBound])
    }
}
