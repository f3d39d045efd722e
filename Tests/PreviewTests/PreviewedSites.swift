import TestSupport

extension TemporarySite {
    /// A site of one guide.
    static func ofOneGuide() throws -> TemporarySite {
        try TemporarySite(["one.md": guide("Guide One", "A body.")])
    }

    /// Two guides with an issue, a former address and a picture, and a draft.
    static func example() throws -> TemporarySite {
        try TemporarySite([
            "one.md": guide(
                "Guide One",
                more: "aliases: [former]\nissues: [{issue: missing-record, former-ids: [no-record]}]",
                "A body.  See [it](https://example.org/guides/two).\n\n## Fix Common Issues\n\n### Missing Record\n\nNo `TXT` record.\n\n1. Add it.\n"
            ),
            "two.md": guide("Guide Two", "A body. See [one](one.md)."),
            "draft.md": guide("Guide Three", more: "draft: true", "A body."),
            "img/dot.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ])
    }
}
