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

    /// The parts of its text that are between quotation marks: marks of one block come in pairs, and one that is left over, as in
    /// `6"`, opens nothing.
    var quotedTexts: [Range<Int>] {
        var quoted: [Range<Int>] = []
        var open: Int?
        var line = -1
        for run in runs {
            if run.line != line { (open, line) = (nil, run.line) }
            for index in run.text where text[index] == UInt8(ascii: "\"") {
                if let start = open {
                    quoted.append(start..<index)
                    open = nil
                } else {
                    open = index
                }
            }
        }
        return quoted
    }
}

extension [Range<Int>] {
    /// Whether one of some ranges, which are in order, holds a text.
    func hold(_ text: Range<Int>) -> Bool {
        let index = partitionPoint { $0.upperBound < text.upperBound }
        return index < count && self[index].lowerBound <= text.lowerBound
    }
}
