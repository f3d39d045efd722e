import Findings
import Markdown
import Records

/// A DNS record of email in an example that breaks the rules of its kind.
enum RecordsInvalid: GuideCheck {
    static let check = CheckID.recordsInvalid
    static let finds =
        "An SPF, DKIM, DMARC, MTA-STS, TLS-RPT, BIMI, MX, TLSA or CAA record in code that its standard does not allow, or one in a fence `dns bad` that is right. It runs where site.yml has `checker` or `records: true`."
    static let why =
        "Readers copy the records that a guide shows. A wrong one breaks their mail."
    static let examples = [
        Example(
            .described,
            bad: "Publish `v=DMARC1; p=monitor`.", good: "Publish `v=DMARC1; p=none`.")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let examples = RecordExamples(context)
        var findings = examples.findings(self, \.faults)
        for (block, number) in examples.rightBlocks {
            findings.append(
                Finding(
                    self, file: context.file(of: block.location), at: block.location,
                    "the fence says `dns bad`, but \(number == 1 ? "its record is" : "its records are") right",
                    help: "remove `bad`, or show the record that is wrong"))
        }
        return findings
    }
}
