import Content
import Findings
import Support

extension LinkResolver {
    /// All that decides where links lead.
    struct Key: Hashable {
        private let guides: [Entry]
        private let drafts: [ExactText]
        private let files: [ExactText]
        private let lists: PublishedLists
        private let settings: Int

        private struct Entry: Hashable {
            let file: ExactText
            let slug: ExactText
            let aliases: [ExactText]
            /// Asked for by checks of links alone, which are kept by this key too.
            let isListed: Bool
        }

        /// - Parameter settings: tells the settings and terms of the site from all others.
        init(_ content: SiteContent, _ guides: [Guide], _ lists: PublishedLists, settings: Int) {
            self.guides = guides.map { guide in
                Entry(
                    file: ExactText(guide.file), slug: ExactText(guide.slug),
                    aliases: guide.frontMatter.aliases.map { ExactText($0.text) }, isListed: guide.isListed)
            }
            drafts = content.drafts.map { ExactText($0.file) }
            files = content.files.map(ExactText.init)
            self.lists = lists
            self.settings = settings
        }

        /// Stands for all of it but the settings, from one run of the tool to the next.
        var digest: [UInt8] {
            var writer = BinaryWriter()
            for guide in guides {
                writer.write(guide.file.text)
                writer.write(guide.slug.text)
                writer.write(guide.aliases.map(\.text))
                writer.write(guide.isListed)
            }
            for texts in [drafts.map(\.text), files.map(\.text), lists.pages.sorted(), lists.files.sorted()] {
                writer.write(texts)
            }
            return ContentHash.digest(writer.bytes[...])
        }

        /// Whether its settings are those that were given a number.
        func hasSettings(_ number: Int) -> Bool { settings == number }
    }

    init(_ content: SiteContent, _ guides: [Guide], _ addresses: Addresses, _ lists: PublishedLists) {
        var byFile: [String: Int] = [:]
        var bySlug: [String: Int] = [:]
        var byAlias: [String: Int] = [:]
        byFile.reserveCapacity(guides.count)
        bySlug.reserveCapacity(guides.count)
        for (index, guide) in guides.enumerated() {
            byFile[guide.pathInGuides] = index
            if bySlug[guide.slug] == nil { bySlug[guide.slug] = index }
        }
        for (index, guide) in guides.enumerated() {
            for alias in guide.aliases(addresses, content.site.naming)
            where bySlug[alias.name] == nil && byAlias[alias.name] == nil {
                byAlias[alias.name] = index
            }
        }
        self.init(
            addresses: addresses, naming: content.site.naming, elsewhere: content.site.elsewhere,
            guidesByFile: byFile, guidesBySlug: bySlug, guidesByAlias: byAlias,
            draftFiles: Set(content.drafts.map(\.pathInGuides)),
            drafts: Set(content.drafts.map(\.slug)),
            files: Dictionary(
                content.files.map { ($0.composed, $0) }, uniquingKeysWith: { first, _ in first }),
            categories: Set(content.site.categories.map(\.id)), lists: lists,
            pathsByLowerCase: Dictionary(
                (Array(byFile.keys) + content.files).map { ($0.lowercased(), $0) }, uniquingKeysWith: { $1 }))
    }
}

extension Guide {
    /// Its former addresses; entries that are none are findings.
    func aliases(_ addresses: Addresses, _ naming: Naming) -> [Alias] {
        frontMatter.aliases.compactMap { written in try? Alias(written, addresses, naming) }
    }
}

extension Library {
    /// The former addresses of a guide; entries that are none are findings.
    package func aliases(of guide: Guide) -> [Alias] { guide.aliases(addresses, site.naming) }

    /// Whether an alias can be written so.
    package func isAlias(_ text: String) -> Bool {
        (try? Alias(Located(text: text, location: .start), addresses, site.naming)) != nil
    }
}
