import Findings
import Records

/// A DNS record of email in an example that is over a limit of its kind.
enum RecordsOverLimit: GuideCheck {
    static let check = CheckID.recordsOverLimit
    static let finds =
        "A record in code that is over a limit of its standard, such as an SPF record with more than 10 terms that make receivers look something up. It runs where site.yml has `checker` or `records: true`."
    static let why =
        "Receivers stop at the limit and treat the record as broken."
    static let examples = [
        Example(
            .described,
            bad:
                "Publish `v=spf1 a mx include:a.example include:b.example include:c.example include:d.example include:e.example include:f.example include:g.example include:h.example include:i.example -all`.",
            good: "Publish `v=spf1 mx include:a.example -all`.")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        RecordExamples(context).findings(self, \.limits)
    }
}
