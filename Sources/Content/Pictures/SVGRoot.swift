import Support

/// The root element of an SVG file, as far as its size goes (SVG 2, sections 8.2 and 8.6).
struct SVGRoot {
    /// Nil where it has neither a width and height in absolute units nor a `viewBox`.
    let size: Picture.Size?

    /// Nil where the bytes have no `<svg`.
    init?(_ bytes: ArraySlice<UInt8>) {
        let span = bytes.span
        guard let start = Self.start(of: span) else { return nil }
        let end = Self.end(ofTagAt: start, span)
        let tag = span.extracting(start..<end).text
        let box = Self.value(of: "viewBox", in: tag)?
            .split(whereSeparator: { $0 == " " || $0 == "," || $0.isNewline || $0 == "\t" }).compactMap {
                Double($0)
            }
        let given = (width: Self.value(of: "width", in: tag), height: Self.value(of: "height", in: tag))
        let width = given.width.flatMap(Self.pixels)
        let height = given.height.flatMap(Self.pixels)
        // A size that depends on the page, as `100%` does, counts as none; one that cannot be read counts as unknown.
        for (text, pixels) in [(given.width, width), (given.height, height)] {
            guard let text, pixels == nil, !text.hasSuffix("%"), text != "auto" else { continue }
            size = nil
            return
        }
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
            } else if bytes.holds("<?", at: next) {
                guard let end = bytes.position(of: "?>", in: next..<bytes.count) else { return nil }
                at = end + 2
            } else if bytes.holds("<!", at: next) {
                at = next + 1
            } else if let name = rootName(at: next + 1, bytes) {
                return name
            } else {
                return nil
            }
        }
        return nil
    }

    /// The end of the name `svg`, with a prefix or without one, if it starts here.
    private static func rootName(at start: Int, _ bytes: Span<UInt8>) -> Int? {
        var at = start
        while at < bytes.count, bytes[at] > 32, bytes[at] != UInt8(ascii: ">"), bytes[at] != UInt8(ascii: "/")
        { at += 1 }
        let name = bytes.extracting(start..<at).text
        return name == "svg" || name.hasSuffix(":svg") ? at : nil
    }

    /// The place of the bracket that closes a tag, which is not within the value of an attribute.
    private static func end(ofTagAt start: Int, _ bytes: Span<UInt8>) -> Int {
        var quote: UInt8?
        for index in start..<bytes.count {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return index
            }
        }
        return bytes.count
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
        ("px", 1), ("rem", 16), ("em", 16), ("ex", 8), ("pt", 96.0 / 72), ("pc", 16), ("mm", 96 / 25.4),
        ("cm", 96 / 2.54), ("in", 96), ("q", 96 / 101.6), ("", 1),
    ]

    /// A length in pixels; nil for one that depends on the page, such as `100%`.
    private static func pixels(_ length: Substring) -> Double? {
        let length = length.trimmingPrefix(while: \.isWhitespace).lowercased()
        for (name, pixels) in units where length.hasSuffix(name) {
            guard let number = Double(length.dropLast(name.count)), number > 0 else { continue }
            return number * pixels
        }
        return nil
    }
}
