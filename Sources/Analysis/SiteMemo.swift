import Content
import Findings
import Library
import Support
import Theming
import Words

/// Results of the stages of reading a site, for the next reading of the same folder.
struct SiteMemo: Sendable {
    /// The files as they were read; nil where nothing was.
    var content: SiteContent.Former?
    /// The dictionary, which takes longer to read than a small site.
    var dictionary: Memo<SpellingDictionary.Files?, SpellingDictionary?>
    var settings: Memo<SettingsKey, Identified<SiteSettings>>
    var dates: Memo<Dating.Key, GitDates>
    var theme: Memo<ThemeKey, Theme>
    var parsing: Parsing
    var library: LibraryMemo
    var links: Memo<LinkCheckKey, [Finding]>

    /// - Parameter isKept: whether another reading will be made after this one.
    init(isKept: Bool) {
        dictionary = Memo(isKept: isKept)
        settings = Memo(isKept: isKept)
        dates = Memo(isKept: isKept)
        theme = Memo(isKept: isKept)
        parsing = Parsing(isKept: isKept)
        library = LibraryMemo(isKept: isKept)
        links = Memo(isKept: isKept)
    }

    /// Settings and terms with their key, and the dictionary that they name, which is not open yet.
    mutating func readSettings(_ content: SiteContent, _ options: AnalyzedSite.Options) -> (
        Identified<SiteSettings>, SettingsKey, SpellingDictionary?
    ) {
        let files = content.site.spelling.flatMap { SpellingDictionary.Files($0.text) }
        let words: SpellingDictionary?
        (words, dictionary) = dictionary.value(files) { files.map(SpellingDictionary.init) }
        let key = SettingsKey(content, options, dictionary: files)
        let value: Identified<SiteSettings>
        (value, settings) = settings.value(key) {
            Identified(
                SiteSettings(content.site, content.terms, dictionary: words),
                identity: options.store?.identity(of: key))
        }
        return (value, key, words)
    }
}

/// Settings and terms, which every guide depends on.
struct SiteSettings: Sendable {
    let site: Site
    let terms: [Term]
    let style: HouseStyle

    init(_ site: Site, _ terms: [Term], dictionary: SpellingDictionary?) {
        self.site = site
        self.terms = terms
        style = HouseStyle(site, terms, dictionary)
    }
}

/// All that decides what settings and terms say, and what falls due.
struct SettingsKey: Hashable, Sendable {
    private let texts: [[UInt8]?]
    private let today: Day?
    private let baseURL: String?
    private let withDrafts: Bool
    private let dictionary: SpellingDictionary.Files?

    init(
        _ content: SiteContent, _ options: AnalyzedSite.Options, dictionary: SpellingDictionary.Files?
    ) {
        texts = [Site.file, Term.file].map { content.texts[$0]?.bytes }
        today = options.today
        baseURL = options.baseURL
        withDrafts = options.withDrafts
        self.dictionary = dictionary
    }

    /// Stands for all of it but the day, from one run of the tool to the next.
    var digest: [UInt8] {
        var writer = BinaryWriter()
        for text in texts {
            writer.write(text != nil)
            writer.write(bytes: text ?? [])
        }
        writer.write(baseURL)
        writer.write(withDrafts)
        dictionary?.write(to: &writer)
        return ContentHash.digest(writer.bytes[...])
    }
}

/// All that decides what templates and their assets are.
struct ThemeKey: Hashable, Sendable {
    private let files: [ContentTree.File]
    private let settings: Int
    private let hasFeed: Bool
    /// 0, or a number of its own where a file was written just before it was last read: it may have changed since without
    /// another stamp, so that this key is that of no other reading.
    private let racyReading: Int

    init(_ tree: ContentTree, _ former: SiteContent.Former?, settings: Int, hasFeed: Bool) {
        let files = tree.files.filter { $0.path.hasPrefix(ContentTree.templates + "/") }
        self.files = files
        self.settings = settings
        self.hasFeed = hasFeed
        let isRacy = former.map { former in files.contains { $0.stamp.isRacy(at: former.readAt) } } ?? false
        racyReading = isRacy ? Identity.next() : 0
    }

    /// Stands for the templates, and for settings and terms, from one run of the tool to the next.
    func digest(_ settings: SettingsKey, readAt: Int64) -> [UInt8] {
        var writer = BinaryWriter()
        writer.write(bytes: settings.digest)
        writer.write(hasFeed)
        for file in files {
            writer.write(file.path)
            writer.write(file.stamp)
        }
        // A file that was written just before it was read may change without another stamp.
        if files.contains(where: { $0.stamp.isRacy(at: readAt) }) { writer.write(UInt64(bitPattern: readAt)) }
        return ContentHash.digest(writer.bytes[...])
    }
}
