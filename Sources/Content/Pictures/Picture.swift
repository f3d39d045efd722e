/// A picture beside the guides, as far as a page has to know it before it is loaded.
package struct Picture: Sendable, Hashable {
    /// The kinds of pictures that all browsers show.
    package enum Format: String, Sendable, CaseIterable {
        case png, jpeg, gif, webp, avif, svg

        /// The format by the ending of a file's name, such as `jpeg` for `logo.JPG`; nil for a file that is no picture.
        package init?(ofName name: String) {
            guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
            let ending = name[name.utf8.index(after: dot)...].lowercased()
            self.init(rawValue: ["jpg": "jpeg", "jpe": "jpeg"][ending] ?? ending)
        }
    }

    /// Width and height in CSS pixels, as the picture is shown; nil where the file does not say.
    package var size: Size?
    /// Size of the file in bytes.
    package var bytes: Int
    /// Whether the file starts as one of its format does, and says its size where each of the format has to.
    package var isWhole: Bool

    /// Width and height, each at least 1.
    package struct Size: Sendable, Hashable {
        package var width: Int
        package var height: Int

        /// Nil where one of them is nothing that a page can have: 0, or more than 65,535.
        init?(_ width: Int, _ height: Int) {
            guard (1...0xFFFF).contains(width), (1...0xFFFF).contains(height) else { return nil }
            (self.width, self.height) = (width, height)
        }
    }

    /// A picture above this size is reported (300 KB): on a phone it takes longer than the rest of the page in all.
    package static let largest = 300_000
    /// The bytes of a file that are looked at for its size (1 MiB); a photo may have a small one in front of its own.
    static let start = 1 << 20

    /// - Parameters:
    ///   - start: the first bytes of the file.
    ///   - bytes: the size of the file.
    init(_ start: [UInt8], _ format: Format, bytes: Int) {
        self.bytes = bytes
        let start = start[...]
        // Browsers go by what a file holds, whatever its name says, but for SVG.
        let format = format == .svg ? format : Self.format(of: start) ?? format
        switch format {
        case .png:
            isWhole = start.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
            size =
                isWhole
                ? start.number(at: 16, bytes: 4).flatMap { width in
                    start.number(at: 20, bytes: 4).flatMap { Size(width, $0) }
                } : nil
        case .gif:
            isWhole = start.starts(with: "GIF8".utf8)
            size =
                isWhole
                ? start.littleNumber(at: 6, bytes: 2).flatMap { width in
                    start.littleNumber(at: 8, bytes: 2).flatMap { Size(width, $0) }
                } : nil
        case .jpeg:
            isWhole = start.starts(with: [0xFF, 0xD8, 0xFF])
            size = isWhole ? JPEGReader(start).size() : nil
        case .webp:
            isWhole = start.starts(with: "RIFF".utf8) && start.dropFirst(8).starts(with: "WEBP".utf8)
            size = isWhole ? Self.sizeOfWebP(start) : nil
        case .avif:
            isWhole = start.dropFirst(4).starts(with: "ftyp".utf8)
            size = isWhole ? AVIFReader(start).size() : nil
        case .svg:
            let root = SVGRoot(start)
            isWhole = root != nil
            size = root?.size
        }
        if format != .svg, size == nil, bytes <= Self.start { isWhole = false }
    }

    /// The format by the first bytes of a file (WHATWG MIME Sniffing, section 6.1); nil where they are of none.
    private static func format(of start: ArraySlice<UInt8>) -> Format? {
        if start.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return .png }
        if start.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if start.starts(with: "GIF8".utf8) { return .gif }
        if start.starts(with: "RIFF".utf8), start.text(at: 8, bytes: 4) == "WEBP" { return .webp }
        if ["ftypavif", "ftypavis"].contains(start.text(at: 4, bytes: 8)) { return .avif }
        return nil
    }

    /// WebP container specification, and RFC 9649 sections 2.5 to 2.7.
    private static func sizeOfWebP(_ bytes: ArraySlice<UInt8>) -> Size? {
        switch bytes.text(at: 12, bytes: 4) {
        case "VP8X":
            guard let width = bytes.littleNumber(at: 24, bytes: 3),
                let height = bytes.littleNumber(at: 27, bytes: 3)
            else {
                return nil
            }
            return Size(width + 1, height + 1)
        case "VP8L":
            guard let bits = bytes.littleNumber(at: 21, bytes: 4) else { return nil }
            return Size(bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
        case "VP8 ":
            guard let width = bytes.littleNumber(at: 26, bytes: 2),
                let height = bytes.littleNumber(at: 28, bytes: 2)
            else {
                return nil
            }
            return Size(width & 0x3FFF, height & 0x3FFF)
        default: return nil
        }
    }
}

extension ArraySlice<UInt8> {
    /// A number with its most significant byte first; nil beyond the end.
    func number(at offset: Int, bytes: Int) -> Int? {
        guard offset >= 0, offset <= count - bytes else { return nil }
        return self[(startIndex + offset)..<(startIndex + offset + bytes)].reduce(0) { $0 << 8 | Int($1) }
    }

    /// A number with its least significant byte first; nil beyond the end.
    func littleNumber(at offset: Int, bytes: Int) -> Int? {
        guard offset >= 0, offset <= count - bytes else { return nil }
        return self[(startIndex + offset)..<(startIndex + offset + bytes)].reversed().reduce(0) {
            $0 << 8 | Int($1)
        }
    }

    /// Some bytes as text; empty beyond the end.
    func text(at offset: Int, bytes: Int) -> String {
        guard offset >= 0, offset <= count - bytes else { return "" }
        return String(decoding: self[(startIndex + offset)..<(startIndex + offset + bytes)], as: UTF8.self)
    }
}
