import Findings

/// A title that search engines cut off.
enum StructureTitleLength: GuideCheck {
    static let check = CheckID.structureTitleLength
    static let finds =
        "A title that, with the site’s name after it, is wider than 600 pixels in search results."
    static let why =
        "Nobody reads what is cut off."
    static let examples = [
        Example(
            .file("Content/guides/example.md"),
            bad:
                "---\ntitle: ⟦An Example Guide With a Title That Goes On and On Until No List of Results Shows It Whole⟧\nsummary: A guide that shows what is meant.\ncategory: basics\n---\n\nText.\n",
            good:
                "---\ntitle: Example Guide\nsummary: A guide that shows what is meant.\ncategory: basics\n---\n\nText.\n"
        )
    ]

    /// Pixels that lists of results have for a title, in Arial at 20 pixels.
    static let widest = 600

    static func run(_ context: CheckContext) -> [Finding] {
        let title = context.frontMatter.title
        guard context.site.name.isEmpty == false else { return [] }
        let width = TextWidth.pixels("\(title.text) · \(context.site.name)", size: 20)
        guard width > widest else { return [] }
        return [
            Finding(
                self, file: context.file, at: title.location, to: title.end,
                "with the site's name this title is \(width) pixels wide, and search results show \(widest)",
                help: "put what matters first, or shorten it")
        ]
    }
}

/// Width of text, by the widths of Helvetica's characters, which Arial shares.
enum TextWidth {
    /// Thousandths of the size, for the characters from space to tilde (Adobe's Core 14 font metrics).
    private static let widths: [Int] = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ]

    /// Those of other marks that titles have.
    private static let marks: [Unicode.Scalar: Int] = [
        "·": 278, "‘": 222, "’": 222, "“": 333, "”": 333, "—": 1000, "…": 1000,
    ]

    /// Blocks of characters that fill a square: East Asian ones, and pictures.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD,
    ]

    static func pixels(_ text: String, size: Int) -> Int {
        let sum = text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
        return (sum * size + 500) / 1000
    }

    private static func width(of scalar: Unicode.Scalar) -> Int {
        let index = Int(scalar.value) - 32
        if widths.indices.contains(index) { return widths[index] }
        if let width = marks[scalar] { return width }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        // Others are as wide as most.
        default: return wide.contains { $0.contains(scalar.value) } ? 1000 : 556
        }
    }
}
