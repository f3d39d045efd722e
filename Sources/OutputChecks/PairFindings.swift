import Findings
import Library
import Markdown
import Rendering

extension PairFault {
    /// The finding that reports it.
    package func finding(_ guide: Guide) -> Finding {
        switch self {
        case .different(let difference, let location):
            PairNotEquivalent.finding(difference, file: guide.file, at: location).inFile(
                of: guide.composition?.files ?? [])
        case .bodyMissing: PairNotEquivalent.findingOfPage(guide.file)
        case .tooLong(let count):
            StructureTooLong.finding(count, file: guide.file, at: guide.frontMatter.title.location)
        case .issuesTooLarge(let count, let heading): Self.tooLarge(count, at: heading, guide.file)
        }
    }

    /// Why a guide's issues have no pages of their own.
    ///
    /// - Parameters:
    ///   - count: how many issues the guide has.
    ///   - heading: the issue whose twin is one too many.
    private static func tooLarge(_ count: Int, at heading: Document.Heading, _ file: String) -> Finding {
        Finding(
            .contentTooComplex, file: file, at: heading.location,
            "the markdown pages of the \(count) issues of this guide together have more than \(IssuePages.most / 1_000_000) MB",
            help:
                "each repeats the guide's summary and the footnotes and definitions that it uses: shorten those, or split the guide"
        )
    }
}
