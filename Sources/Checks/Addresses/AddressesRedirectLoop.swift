import Content
import Findings
import Library

/// A former name that is the present one.
enum AddressesRedirectLoop: LibraryCheck {
    static let check = CheckID.addressesRedirectLoop
    static let finds =
        "An alias that is the guide’s own slug, or a former id that is its heading’s own."
    static let why = "An address cannot lead to itself."
    static let examples = [
        Example(.head, bad: "aliases: [⟦example⟧]", good: "aliases: [sample]"),
        Example(
            .head, bad: "issues:\n  - {issue: missing-record, former-ids: [⟦missing-record⟧]}",
            good: "issues:\n  - {issue: missing-record, former-ids: [no-record]}"),
    ]

    static func run(_ library: Library) -> [Finding] {
        func finding(_ name: Located, _ file: String, _ what: String) -> Finding {
            Finding(
                self, file: file, at: name.location, to: name.end, "\(what) \"\(name.text)\" leads to itself",
                help: "remove it")
        }
        var findings: [Finding] = []
        for guide in library.guides {
            let front = guide.frontMatter
            findings += library.aliases(of: guide).filter { $0.name == guide.slug }.map {
                finding($0.written, guide.file, "the alias")
            }
            for (heading, former) in front.issues.map({ ($0.id, $0.formerIDs) })
                + front.headings.map({ ($0.anchor, $0.formerIDs) })
            {
                findings += former.filter { $0.text == heading.text }.map {
                    finding($0, guide.file, "the former id")
                }
            }
        }
        for category in library.site.categories {
            findings += category.aliases.filter { $0.text == category.id }.map {
                finding($0, Site.file, "the alias")
            }
        }
        return findings
    }
}
