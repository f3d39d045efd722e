import Content
import Library
import Words

/// What a reading keeps so that the next one can take over all that did not change. A value that is taken over is the
/// very value that a clean reading would make, since each depends on named inputs alone, and those are compared.
package struct IncrementalState: Sendable {
    package let content: SiteContent.Former
    package let lexicon: Lexicon
    /// The strongest words of each guide, in the order of guides.
    package let vectors: [TermVector]
    package let dates: GitDates
    package let options: AnalyzedSite.Options

    /// Whether settings and terms are what they were.
    package func hasSettings(of now: SiteContent, _ then: SiteContent, _ options: AnalyzedSite.Options)
        -> Bool
    {
        [Site.file, Term.file].allSatisfy { now.texts[$0]?.bytes == then.texts[$0]?.bytes }
            && options.today == self.options.today && options.baseURL == self.options.baseURL
            && options.withDrafts == self.options.withDrafts
    }

    /// Whether templates and their assets are what they were.
    package func hasTemplates(of tree: ContentTree) -> Bool {
        func templates(_ tree: ContentTree) -> [ContentTree.File] {
            tree.files.filter { $0.path.hasPrefix(ContentTree.templates + "/") }
        }
        let now = templates(tree)
        return now == templates(content.tree) && !now.contains { $0.stamp.isRacy(at: content.readAt) }
    }
}

extension SiteContent {
    /// Whether the same guides are in the same files, under the same present and former slugs, beside the same other
    /// files: then links lead where they led.
    package func hasShape(of library: Library) -> Bool {
        guard let changed else { return false }
        return changed.allSatisfy { index in
            guides[index].frontMatter.aliases.map(\.text)
                == library.guides[index].frontMatter.aliases.map(\.text)
        }
    }
}

extension AnalyzedSite {
    /// The guides whose page or twin may differ from those of the reading that this one was made from; nil where all may.
    package func changedPairs(since former: AnalyzedSite) -> [Int]? {
        let (now, then) = (library, former.library)
        guard now.continues == then.serial, theme.serial == former.theme.serial else { return nil }
        // A list shows another guide's title and summary.
        let faces = Set(
            now.guides.indices.filter { index in
                let (a, b) = (now.guides[index], then.guides[index])
                return a !== b && (a.title != b.title || a.summary != b.summary)
            })
        return now.guides.indices.filter { index in
            guard now.guides[index] === then.guides[index], now.related[index] == then.related[index],
                now.mentionedBy[index] == then.mentionedBy[index],
                now.neighbors[index] == then.neighbors[index]
            else { return true }
            guard !faces.isEmpty else { return false }
            return now.related[index].contains { faces.contains($0.guide) }
                || now.mentionedBy[index].contains(where: faces.contains)
                || now.neighbors[index].previous.map(faces.contains) ?? false
                || now.neighbors[index].next.map(faces.contains) ?? false
                || now.resourceGuides[index].contains { $0.map(faces.contains) ?? false }
        }
    }
}
