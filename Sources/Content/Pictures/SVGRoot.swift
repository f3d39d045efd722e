import Support

/// The root element of an SVG file, as far as its size goes (SVG 2, sections 8.2 and 8.6).
struct SVGRoot {
    /// Nil where it has neither a width and height in absolute units nor a `viewBox`.
    let size: Picture.Size?

    /// Nil where the bytes have no `<svg`.
    init?(_ bytes: ArraySlice<UInt8>) {
        let span = bytes.span
        guard let start = Self.start(of: span) else { return nil }
        let end = span.position(of: UInt8(ascii: ">"), from: start) ?? span.count
        let tag = span.extracting(start..<end).text
        let box = Self.value(of: "viewBox", in: tag)?
            .split(whereSeparator: { $0 == " " || $0 == "," || $0.isNewline || $0 == "\t" }).compactMap { Double($0) }
        let width = Self.value(of: "width", in: tag).flatMap(Self.pixels)
        let height = Self.value(of: "height", in: tag).flatMap(Self.pixels)
        let ratio = box.flatMap { $0.count == 4 && $0[2] > 0 && $0[3] > 0 ? $0[2] / $0[3] : nil }
        switch (width, height, ratio) {
        case (let width?, let height?, _): size = Self.size(width, height)
        case (let width?, nil, let ratio?): size = Self.size(width, width / ratio)
        case (nil, let height?, let ratio?): size = Self.size(height * ratio, height)
        case (nil, nil, _?): size = box.flatMap { Self.size($0[2], $0[3]) }
        default: size = nil
        }
    }

    /// The place after `<svg` of the first element, past comments, in which there may be one too.
    private static func start(of bytes: Span<UInt8>) -> Int? {
        var at = 0
        while let next = bytes.position(of: UInt8(ascii: "<"), from: at) {
            if bytes.holds("<!--", at: next) {
                guard let end = bytes.position(of: "-->", in: next..<bytes.count) else { return nil }
                at = end + 3
            } else if bytes.holds("<svg", at: next) {
                return next + 4
            } else if bytes.holds("<?", at: next) || bytes.holds("<!", at: next) {
                at = next + 1
            } else {
                return nil
            }
        }
        return nil
    }

    private static func size(_ width: Double, _ height: Double) -> Picture.Size? {
        guard width.isFinite, height.isFinite, width < 0x10000, height < 0x10000 else { return nil }
        return Picture.Size(max(1, Int(width.rounded())), max(1, Int(height.rounded())))
    }

    /// The value of an attribute of a tag.
    private static func value(of name: String, in tag: String) -> Substring? {
        var rest = tag[...]
        while let equals = rest.firstIndex(of: "=") {
            let found = rest[..<equals].split(whereSeparator: \.isWhitespace).last
            let after = rest[rest.index(after: equals)...].drop(while: \.isWhitespace)
            guard let quote = after.first, quote == "\"" || quote == "'" else { return nil }
            let text = after.dropFirst()
            guard let close = text.firstIndex(of: quote) else { return nil }
            if found == name[...] { return text[..<close] }
            rest = text[text.index(after: close)...]
        }
        return nil
    }

    /// Units of length with their pixels (CSS Values and Units 4, section 6.2).
    private static let units: [(name: String, pixels: Double)] = [
        ("px", 1), ("pt", 96.0 / 72), ("pc", 16), ("mm", 96 / 25.4), ("cm", 96 / 2.54), ("in", 96), ("", 1),
    ]

    /// A length in pixels; nil for one that depends on the page, such as `100%`.
    private static func pixels(_ length: Substring) -> Double? {
        let length = length.drop(while: \.isWhitespace)
        for (name, pixels) in units where length.hasSuffix(name) {
            guard let number = Double(length.dropLast(name.count)), number > 0 else { continue }
            return number * pixels
        }
        return nil
    }
}
