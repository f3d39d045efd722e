import Markdown

/// The ids that the generator of a source gave to the headings of a page, and those that the site makes of their texts.
struct HeadingIDs {
    /// What a heading gets.
    struct Given {
        /// The id to write behind it; nil for the one that its text makes.
        var written: String?
        /// Whether the place right before it is its id now.
        var takesPlace = false
    }

    private let anchor: (String) -> String
    private let separator: String
    private let fragments: Set<String>
    /// How many headings have each id on the site, and had it before.
    private var (own, old): ([String: Int], [String: Int]) = ([:], [:])
    /// Ids that places before headings gave.
    private var places: Set<String> = []

    /// - Parameters:
    ///   - anchor: the id that the generator made of a text, without numbers.
    ///   - separator: before the number of the second heading with one id.
    ///   - fragments: those that links name anywhere in the source.
    init(anchor: @escaping (String) -> String, separator: String, fragments: Set<String>) {
        self.anchor = anchor
        self.separator = separator
        self.fragments = fragments
    }

    /// Counts the heading that becomes the title, and has no id then.
    mutating func countTitle(_ text: String) { _ = Self.numbered(anchor(text), separator, &old) }

    /// The id of the next heading, which has none behind it.
    ///
    /// - Parameter place: the id of the place right before it, as some generators need it; the heading had the one of its
    ///   text too.
    mutating func next(_ text: String, after place: String?) -> Given {
        let before = Self.numbered(anchor(text), separator, &old)
        let made = Anchor.make(from: text)
        if let place, FittedID.make(place) == place, place == before || !fragments.contains(before),
            own[place] == nil, places.insert(place).inserted
        {
            if place == made { own[place] = 1 }
            return Given(written: place == made ? nil : place, takesPlace: true)
        }
        let now = Self.numbered(made, "-", &own)
        return Given(written: FittedID.make(before).flatMap { $0 == now ? nil : $0 })
    }

    private static func numbered(_ anchor: String, _ separator: String, _ seen: inout [String: Int]) -> String
    {
        let count = seen[anchor, default: 0]
        seen[anchor] = count + 1
        return count == 0 ? anchor : "\(anchor)\(separator)\(count)"
    }
}
