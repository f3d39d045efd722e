import Findings
import Markdown

extension Site {
    /// The most readers that the index has guides for, and the most guides of one: it is for a first look.
    static let mostReaders = 8
    static let mostFirstGuides = 12

    /// The readers in `site.yml`, each with the guides to start with.
    static func start(_ reader: inout MappingReader) -> [Reader] {
        let readers = reader.list("start", what: "a reader", Self.reader)
        if readers.count > mostReaders {
            reader.report(
                Finding(
                    .contentWrongType, file: file, at: readers[mostReaders].title.location,
                    "`start` has \(readers.count) readers; the limit is \(mostReaders)",
                    help: "keep those that come most often"))
        }
        return Array(readers.prefix(mostReaders))
    }

    private static func reader(_ reader: inout MappingReader) -> Reader? {
        let title = reader.string("title", isRequired: true)
        let summary = reader.string("summary")
        let guides = reader.oneOrMore(
            "guides", help: "list the slugs of the guides to start with: `guides: [first, second]`")
        if guides.count > mostFirstGuides {
            reader.report(
                Finding(
                    .contentWrongType, file: file, at: guides[mostFirstGuides].location,
                    "a reader starts with \(guides.count) guides; the limit is \(mostFirstGuides)",
                    help: "keep the first ones; their links lead on to the others"))
        }
        return title.map {
            Reader(title: $0, summary: summary, guides: Array(guides.prefix(mostFirstGuides)))
        }
    }
}
