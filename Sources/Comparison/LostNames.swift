import Checks
import Content
import Findings
import Library
import Support
import Words

/// Names that a site had at a revision and has lost since: what only a comparison can find.
struct LostNames {
    private let base: Library
    private let now: Library
    private let moves: GuideMoves

    /// - Parameter moves: the guides that moved between the two.
    init(from base: Library, to now: Library, _ moves: GuideMoves) {
        (self.base, self.now, self.moves) = (base, now, moves)
    }

    /// The phrases that a guide owns: title, headings and own keywords.
    private static func phrases(_ guide: Guide) -> [String] {
        let headings = guide.document.headings.filter { !$0.isIssue && $0.level == 2 }.map(\.text)
        return [guide.title] + guide.frontMatter.keywords.map(\.text) + headings
    }

    /// Findings for titles and keywords that no guide owns any more.
    var owners: [Finding] {
        var owned: Set<FoldedWord> = []
        for guide in now.guides {
            for phrase in Self.phrases(guide) { owned.insert(FoldedWord(phrase)) }
            for heading in guide.document.headings { owned.insert(FoldedWord(heading.text)) }
        }
        for form in now.terms.flatMap(\.forms) { owned.insert(FoldedWord(form)) }
        return base.guides.flatMap { guide -> [Finding] in
            let lost = ([guide.title] + guide.frontMatter.keywords.map(\.text)).filter {
                !owned.contains(FoldedWord($0))
            }
            let successor = Successor(of: guide, now, moves)
            return lost.map { KeywordsLostOwner.finding($0, file: successor.file, at: successor.location) }
        }
    }

    /// The present guide that a guide of the old revision became.
    private struct Successor {
        /// Nil where it is gone.
        let guide: Guide?

        init(of former: Guide, _ now: Library, _ moves: GuideMoves) {
            guide = now.index(ofSlug: moves.slugs[former.slug] ?? former.slug).map { now.guides[$0] }
        }

        /// The location for findings on what the guide had: in the guide, or in the site's settings where it is gone.
        var file: String { guide?.file ?? Site.file }
        var location: SourceLocation { guide?.frontMatter.title.location ?? .start }
    }

    /// Findings for issues that are gone together with their ids, and that no history keeps.
    var issues: [Finding] {
        let published = Set(now.addressHistory.entries.map(\.address))
        var known: Set<String> = []
        for guide in now.guides {
            known.formUnion(guide.document.headings.filter(\.isIssue).map(\.anchor))
            known.formUnion(guide.frontMatter.issues.flatMap { $0.formerIDs.map(\.text) })
        }
        return base.guides.flatMap { guide -> [Finding] in
            let successor = Successor(of: guide, now, moves)
            let present = successor.guide?.document.headings.filter(\.isIssue) ?? []
            let names = Nearest.Names(present.map(\.anchor))
            // The history of addresses has all published ids, whatever the revision.
            return guide.document.headings.filter {
                $0.isIssue && !known.contains($0.anchor)
                    && !published.contains(now.addresses.issue($0.anchor))
            }
            .map { issue in
                let near = names.match(issue.anchor)
                let taken = successor.guide.flatMap { guide in
                    present.first { $0.anchor == near }.map { (guide: guide, issue: $0) }
                }
                return IssuesRenamed.finding(
                    issue.anchor, taken, file: successor.file, at: successor.location)
            }
        }
    }
}
