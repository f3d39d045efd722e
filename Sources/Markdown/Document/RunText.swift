import Support

extension Document {
    /// Offsets of a letter in `text`.
    package func positions(of letter: UInt8) -> [Int] {
        var found: [Int] = []
        var from = 0
        while let next = text.span.position(of: letter, from: from) {
            found.append(next)
            from = next + 1
        }
        return found
    }

    /// The run that holds a byte of `text`.
    package func run(at offset: Int) -> Run? {
        let index = firstRun(endingAfter: offset)
        return index < runs.count && runs[index].text.contains(offset) ? runs[index] : nil
    }

    /// The first run that reaches beyond a byte of `text`; `runs.count` where none does.
    package func firstRun(endingAfter offset: Int) -> Int {
        runs.partitionPoint { $0.text.upperBound <= offset }
    }

    /// The letters of a run.
    package func letters(_ run: Run) -> ArraySlice<UInt8> { text[run.text] }

    /// The location of a byte of a run.
    package func location(of offset: Int, in run: Run) -> SourceLocation {
        guard let start = run.source else { return source.location(of: source.line(run.line - 1).lowerBound) }
        guard run.context.contains(.escaped) else { return source.location(of: start + offset) }
        return source.location(of: sourceOffset(of: offset, in: run) ?? start)
    }

    /// The offset in the file of a byte of a run; nil where that cannot be told.
    ///
    /// A run with entities or backslashes is read along with its source until the byte is reached.
    package func sourceOffset(of offset: Int, in run: Run) -> Int? {
        guard let start = run.source else { return nil }
        guard run.context.contains(.escaped) else { return start + offset }
        let bytes = source.bytes
        var at = start
        var index = run.text.lowerBound
        let target = run.text.lowerBound + offset
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count, index < text.count,
                bytes[at + 1] == text[index], Destination.isPunctuation(text[index])
            {
                if index == target { return at }
                at += 2
                index += 1
            } else if bytes[at] == UInt8(ascii: "&"), !run.context.contains(.code),
                let end = bytes[at..<min(at + 40, bytes.count)].firstIndex(of: UInt8(ascii: ";")),
                let length = Entity.length(of: bytes[at...end], matching: text[index...])
            {
                if index == target { return at }
                at = end + 1
                index += length
            } else {
                if index == target { return bytes[at] == text[index] ? at : nil }
                guard index < text.count, bytes[at] == text[index] else { return nil }
                at += 1
                index += 1
            }
            if index > target { return nil }
        }
        return nil
    }
}
