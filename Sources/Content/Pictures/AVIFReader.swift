/// Reads the size of an AVIF from its boxes (ISO/IEC 23008-12): the largest of the `ispe` properties, since pictures with
/// tiles or a small preview have several, turned as `irot` says.
struct AVIFReader {
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    func size() -> Picture.Size? {
        // `meta` is a full box: four bytes of version and flags come before its boxes.
        guard let meta = box("meta", in: 0..<bytes.count), meta.count >= 4,
            let properties = box("iprp", in: (meta.lowerBound + 4)..<meta.upperBound),
            let container = box("ipco", in: properties)
        else { return nil }
        var largest: Picture.Size?
        var isTurned = false
        for (type, content) in boxes(in: container) {
            if type == "ispe", let width = bytes.number(at: content.lowerBound + 4, bytes: 4),
                let height = bytes.number(at: content.lowerBound + 8, bytes: 4),
                let size = Picture.Size(width, height),
                largest.map({ size.width * size.height > $0.width * $0.height }) ?? true
            {
                largest = size
            }
            if type == "irot", let angle = bytes.number(at: content.lowerBound, bytes: 1) {
                isTurned = angle & 1 == 1
            }
        }
        guard let largest else { return nil }
        return isTurned ? Picture.Size(largest.height, largest.width) : largest
    }

    private func box(_ type: String, in range: Range<Int>) -> Range<Int>? {
        boxes(in: range).first { $0.type == type }?.content
    }

    /// The boxes within a range, each with the range of its content. A box without a size of its own goes to the end.
    private func boxes(in range: Range<Int>) -> [(type: String, content: Range<Int>)] {
        var found: [(String, Range<Int>)] = []
        var at = range.lowerBound
        while at + 8 <= range.upperBound, let size = bytes.number(at: at, bytes: 4) {
            let (head, length) = size == 1 ? (16, bytes.number(at: at + 12, bytes: 4) ?? 0) : (8, size)
            let end = size == 0 ? range.upperBound : at + length
            guard end >= at + head, end <= range.upperBound else { break }
            found.append((bytes.text(at: at + 4, bytes: 4), (at + head)..<end))
            at = end
        }
        return found
    }
}
