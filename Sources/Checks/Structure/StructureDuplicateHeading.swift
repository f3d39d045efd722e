import Findings
import Markdown
import Support

/// Two parts of one guide with one id, so that a link can reach only the first.
enum StructureDuplicateHeading: GuideCheck {
    static let check = CheckID.structureDuplicateHeading
    static let finds =
        "An id that is used twice in a guide: two issues with the same heading, or the same `{#id}`. Other headings may have the same text; their anchors get numbers."
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
        return ofHeadings(context) + ofPlaces(context)
    }

    private static func ofHeadings(_ context: CheckContext) -> [Finding] {
        /// The first heading of each id that is written, and of each that a text makes.
        var written: [String: Document.Heading] = [:]
        var made: [String: Document.Heading] = [:]
        return context.document.headings.compactMap { heading in
            if let id = heading.writtenID {
                guard heading.repeatsID, let earlier = written[id] else {
                    written[id] = heading
                    return nil
                }
                let isSame = heading.location == earlier.location
                return Finding(
                    self, file: context.file, at: heading.location,
                    isSame
                        ? "this file is included twice, so two headings have the id #\(id)"
                        : "this heading has the same id as the one \(line(of: earlier.location, from: heading.location, context)): #\(id)",
                    help: isSame
                        ? "take the id out of the heading, or include the file once"
                        : "give one of the two another id")
            }
            let base = Anchor.make(from: heading.text)
            guard let earlier = made[base] else {
                made[base] = heading
                return nil
            }
            guard heading.isIssue || earlier.isIssue else { return nil }
            let isSame = heading.location == earlier.location
            return Finding(
                self, file: context.file, at: heading.location,
                (isSame
                    ? "this file is included twice"
                    : "this heading has the same text as the one \(line(of: earlier.location, from: heading.location, context))")
                    + ", and an issue needs an id of its own: #\(base)",
                help: isSame ? "include the file once" : "reword one of the two")
        }
    }

    /// The line of another heading, with its file where that is another one.
    private static func line(of other: SourceLocation, from own: SourceLocation, _ context: CheckContext)
        -> String
    {
        let line = "on line \(other.line)"
        let number = Int(other.file)
        guard other.file != own.file, context.includes.indices.contains(number) else { return line }
        return "\(line) of \(context.includes[number])"
    }

    private static func ofPlaces(_ context: CheckContext) -> [Finding] {
        let document = context.document
        guard !document.places.isEmpty else { return [] }
        let headings = Dictionary(
            document.headings.map { ($0.anchor, $0) }, uniquingKeysWith: { first, _ in first })
        var first: [String: SourceLocation] = [:]
        return document.places.compactMap { place in
            let earlier = first[place.id]
            if earlier == nil { first[place.id] = place.location }
            if place.isGiven {
                let isSame = place.location == earlier
                return Finding(
                    self, file: context.file, at: place.location,
                    isSame
                        ? "this file is included twice, so two places have the id \(place.id)"
                        : "another place before this one has the id \(place.id)",
                    help: isSame
                        ? "remove the place, or include the file once" : "give one of the two another id")
            }
            guard place.isHeading, let heading = headings[place.id], !isRightBefore(heading, place) else {
                return nil
            }
            return Finding(
                self, file: context.file, at: place.location,
                "the heading \(line(of: heading.location, from: place.location, context)) has the id \(place.id), so links lead there",
                help: "give this place another id, or remove it", severity: .warning)
        }
    }

    /// Whether a place is where its heading is, as other generators need it.
    private static func isRightBefore(_ heading: Document.Heading, _ place: Document.Place) -> Bool {
        place.location.file == heading.location.file
            && (0...3).contains(heading.location.line - place.location.line)
    }
}
