import Findings
import Markdown
import Support

/// Two parts of one guide with one id, so that a link can reach only the first.
enum StructureDuplicateHeading: GuideCheck {
    static let check = CheckID.structureDuplicateHeading
    static let finds =
        "Two parts of a guide with the same id: issues with the same heading, or ids that are written twice. Other headings may be equal; they are numbered."
    static let why =
        "A link to the second one leads to the first, and an issue is known by its heading."
    static let examples = [
        Example(
            bad: "## First {#steps}\n\nOne.\n\n## ⟦Second {#steps}\n\nTwo.",
            good: "## First {#steps}\n\nOne.\n\n## Second {#more-steps}\n\nTwo.")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let document = context.document
        guard
            document.headings.contains(where: { $0.isNumbered || $0.hasWrittenID })
                || !document.places.isEmpty
        else { return [] }
        return ofHeadings(document, context.file) + ofPlaces(document, context.file)
    }

    private static func ofHeadings(_ document: Document, _ file: String) -> [Finding] {
        var made: [String: Document.Heading] = [:]
        return document.headings.compactMap { heading in
            if heading.hasWrittenID {
                guard heading.repeatsID else { return nil }
                let id = heading.anchor.split(separator: "-").dropLast().joined(separator: "-")
                let earlier = document.headings.first { $0.anchor == id }
                return Finding(
                    self, file: file, at: heading.location,
                    "this heading has the same id as the one on line \(earlier?.location.line ?? 1): #\(id)",
                    help: "give one of the two another id")
            }
            let base = Anchor.make(from: heading.text)
            guard let earlier = made[base] else {
                made[base] = heading
                return nil
            }
            guard heading.isIssue || earlier.isIssue else { return nil }
            return Finding(
                self, file: file, at: heading.location,
                "this heading has the same text as the one on line \(earlier.location.line), and an issue needs an id of its own: #\(base)",
                help: "reword one of the two")
        }
    }

    private static func ofPlaces(_ document: Document, _ file: String) -> [Finding] {
        document.places.compactMap { place in
            if place.isGiven {
                return Finding(
                    self, file: file, at: place.location,
                    "another place before this one has the id \(place.id)",
                    help: "give one of the two another id")
            }
            guard place.isHeading,
                let heading = document.headings.first(where: { $0.anchor == place.id }),
                !isRightBefore(heading, place)
            else { return nil }
            return Finding(
                self, file: file, at: place.location,
                "the heading on line \(heading.location.line) has the id \(place.id), so links lead there",
                help: "give this place another id, or remove it", severity: .warning)
        }
    }

    /// Whether a place is where its heading is, as other generators need it.
    private static func isRightBefore(_ heading: Document.Heading, _ place: Document.Place) -> Bool {
        place.location.file == heading.location.file
            && (0...3).contains(heading.location.line - place.location.line)
    }
}
