import Findings

extension Site {
    /// The most readers that the index has guides for, and the most guides of one: it is for a first look.
    static let mostAudiences = 8
    static let mostFirstGuides = 12

    /// The readers in `site.yml`, each with the guides to start with.
    static func start(_ reader: inout MappingReader) -> [Audience] {
        let audiences = reader.list("start", what: "a reader", Self.audience)
        if audiences.count > mostAudiences {
            reader.report(
                Finding(
                    .contentWrongType, file: file, at: audiences[mostAudiences].title.location,
                    "`start` has \(audiences.count) readers; the limit is \(mostAudiences)",
                    help: "keep those that come most often"))
        }
        return Array(audiences.prefix(mostAudiences))
    }

    private static func audience(_ reader: inout MappingReader) -> Audience? {
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
            Audience(title: $0, summary: summary, guides: Array(guides.prefix(mostFirstGuides)))
        }
    }
}
