/// Reads the size of a JPEG from its segments (ITU T.81, annex B), turned as its Exif orientation says (Exif 3.0, section
/// 4.6.5): browsers show it so.
struct JPEGReader {
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    func size() -> Picture.Size? {
        var at = 2
        var isTurned = false
        while let marker = bytes.number(at: at, bytes: 2) {
            // Any number of 0xFF may be before a marker.
            if marker == 0xFFFF {
                at += 1
                continue
            }
            guard marker >> 8 == 0xFF, let length = bytes.number(at: at + 2, bytes: 2), length >= 2 else {
                return nil
            }
            switch marker {
            case 0xFFC4, 0xFFC8, 0xFFCC: break
            case 0xFFC0...0xFFCF:
                guard let height = bytes.number(at: at + 5, bytes: 2),
                    let width = bytes.number(at: at + 7, bytes: 2)
                else {
                    return nil
                }
                return isTurned ? Picture.Size(height, width) : Picture.Size(width, height)
            case 0xFFE1 where bytes.text(at: at + 4, bytes: 4) == "Exif":
                isTurned =
                    orientation(tiff: at + 10, end: at + 2 + length).map { (5...8).contains($0) } ?? isTurned
            case 0xFFD9, 0xFFDA: return nil
            default: break
            }
            at += 2 + length
        }
        return nil
    }

    /// The value of the orientation tag, 0x0112, among those of the first image (TIFF 6.0, section 2).
    private func orientation(tiff start: Int, end: Int) -> Int? {
        let isLittle = bytes.text(at: start, bytes: 2) == "II"
        func number(_ offset: Int, _ count: Int) -> Int? {
            guard offset + count <= end else { return nil }
            return isLittle
                ? bytes.littleNumber(at: offset, bytes: count) : bytes.number(at: offset, bytes: count)
        }
        guard number(start + 2, 2) == 42, let first = number(start + 4, 4),
            let count = number(start + first, 2)
        else {
            return nil
        }
        for entry in 0..<count {
            let place = start + first + 2 + 12 * entry
            guard let tag = number(place, 2) else { return nil }
            if tag == 0x0112 { return number(place + 8, 2) }
        }
        return nil
    }
}
