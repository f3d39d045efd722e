import Support

/// Puts a text together, and keeps where its parts come from.
struct CompositionWriter {
    private let written: SourceText
    private(set) var bytes: [UInt8] = []
    private(set) var texts: [SourceText]
    private(set) var pieces: [TextOrigin.Piece] = []
    private(set) var files: [String]
    /// Ids that are written behind headings, each with the byte before it.
    private(set) var ids: [(offset: Int, id: String)] = []
    /// How much of the author's text was used.
    private var from = 0

    init(_ written: SourceText, file: String) {
        self.written = written
        texts = [written]
        files = [file]
    }

    /// Copies the author's text up to an offset.
    mutating func copy(through end: Int) {
        guard end > from else { return }
        pieces.append(TextOrigin.Piece(start: bytes.count, text: 0, offset: from, isVerbatim: true))
        bytes += written.bytes[from..<end]
        from = end
    }

    mutating func write(_ change: Composition.Change) {
        copy(through: change.range.lowerBound)
        switch change.kind {
        case .include(let included, _, let prefix):
            append(included, prefix: prefix, at: change.range.lowerBound)
            // The author's line end belongs to the last line, so that its end is told as one in the included file.
            if written.bytes[change.range].last == 10 { bytes.append(10) }
        case .id(let id):
            ids.append((max(bytes.count - 1, 0), id))
        case .comment, .value:
            if !change.replacement.isEmpty {
                pieces.append(
                    TextOrigin.Piece(
                        start: bytes.count, text: 0, offset: change.range.lowerBound, isVerbatim: false))
                bytes += change.replacement
            }
        }
        from = max(from, change.range.upperBound)
    }

    /// Appends the lines of an included file, each behind the prefix.
    private mutating func append(_ included: Composition, prefix: [UInt8], at mark: Int) {
        let numbers = included.files.indices.map { index in
            if let known = files.firstIndex(of: included.files[index]) { return known }
            files.append(included.files[index])
            texts.append(included.origin.texts[index])
            return files.count - 1
        }
        let source = included.source
        var line = source.lineIndex(of: included.body.lowerBound)
        var start = included.body.lowerBound
        while start < included.body.upperBound {
            let end = min(source.line(line).upperBound, included.body.upperBound)
            let before = Composition.prefix(prefix, ofEmptyLine: start == end)
            if start > included.body.lowerBound, !before.isEmpty {
                pieces.append(
                    TextOrigin.Piece(start: bytes.count, text: 0, offset: mark, isVerbatim: false))
                bytes += before
            }
            if let id = included.ids[line] { ids.append((bytes.count, id)) }
            let next = min(end + 1, included.body.upperBound)
            copy(start..<next, of: included, numbers)
            start = next
            line += 1
        }
    }

    /// Copies a part of an included file, with where it comes from.
    private mutating func copy(_ part: Range<Int>, of included: Composition, _ numbers: [Int]) {
        guard !part.isEmpty else { return }
        let all = included.origin.pieces
        var index = max(0, all.partitionPoint { $0.start <= part.lowerBound } - 1)
        while index < all.count, all[index].start < part.upperBound {
            let piece = all[index]
            let skipped = max(0, part.lowerBound - piece.start)
            pieces.append(
                TextOrigin.Piece(
                    start: bytes.count + max(0, piece.start - part.lowerBound), text: numbers[piece.text],
                    offset: piece.offset + (piece.isVerbatim ? skipped : 0), isVerbatim: piece.isVerbatim))
            index += 1
        }
        bytes += included.source.bytes[part]
    }
}
