import Content

/// Values of the site, the same for every template.
struct SharedValues: Sendable {
    private var values: [String: String]
    private let strings: Strings
    /// Published paths of assets, by their names below `assets/`.
    let assets: [String: String]

    init(
        _ site: Site, _ addresses: Addresses, assets: [String: String], hasFeed: Bool, hasGlossary: Bool
    ) {
        values = [
            "language": site.language, "direction": site.direction, "site-name": site.name,
            "site-summary": site.summary.text, "site-url": addresses.index,
            "guide-index": addresses.guideIndex, "guide-index-path": "/llms.txt",
            "search-url": addresses.search, "search-index": addresses.searchIndex,
            "note-mark": site.strings.noteMark,
        ]
        strings = site.strings
        // For templates of a site with English words, which pages in other languages mark (WCAG 2.2, 3.1.2).
        if !site.isEnglish { values["english"] = "en" }
        if hasGlossary { values["glossary"] = addresses.glossary }
        if let style = assets[Self.customStyle] { values["custom-style"] = style }
        if let image = assets[Self.socialImage] { values["social-image"] = addresses.full(image) }
        if !site.publisher.name.isEmpty {
            values["publisher-name"] = site.publisher.name
            values["publisher-url"] = site.publisher.url
        }
        if hasFeed { values["feed"] = addresses.feed }
        self.assets = assets
    }

    /// The value of a name, such as `site-name` or `assets.style.css`; nil where the site has none.
    subscript(name: String) -> String? {
        name.hasPrefix(Self.assetPrefix)
            ? assets[String(name.dropFirst(Self.assetPrefix.count))] : values[name]
    }

    /// The string that a name such as `strings.search` means; nil where it means none.
    func string(named name: String) -> StringText? {
        guard name.hasPrefix(Self.stringPrefix) else { return nil }
        return StringKey(named: String(name.dropFirst(Self.stringPrefix.count))).map(strings.template)
    }

    /// Whether templates may use a name, though this site may have no value for it. Names of assets and strings are checked where
    /// they are.
    static func has(_ name: String) -> Bool {
        names.contains(name) || name.hasPrefix(assetPrefix) || name.hasPrefix(stringPrefix)
    }

    /// What precedes the name of a string in a tag.
    static let stringPrefix = "strings."

    /// What precedes the name of an asset in a tag.
    static let assetPrefix = "assets."

    /// A style sheet that a site may add to those of the theme, among its assets.
    static let customStyle = "custom.css"

    /// The picture that other sites show with a link, where a site has it among its assets: 1200 × 630 pixels.
    static let socialImage = "social.png"

    static let names: Set<String> = [
        "language", "direction", "site-name", "site-summary", "site-url", "guide-index",
        "guide-index-path", "search-url", "search-index", "glossary", "custom-style", "social-image",
        "publisher-name", "publisher-url", "feed", "english", "note-mark",
    ]
}
