import Findings
import Library

/// An acronym that `terms.yml` does not know.
enum KeywordsUnexplained: LibraryCheck {
    static let check = CheckID.keywordsUnexplained
    static let finds =
        "An acronym of three or more capitals that is not in `terms.yml` and occurs in a title, in a summary or in two guides. It is reported once per site."
    static let why =
        "Some readers see it here for the first time, and nothing says what it stands for."
    static let examples = [
        Example(
            .file("Content/guides/example.md"),
            bad:
                "---\ntitle: ⟦The ZQX Desk\nsummary: A guide that shows what is meant by an example of a check.\ncategory: basics\n---\n\nText.\n",
            good:
                "---\ntitle: The Help Desk\nsummary: A guide that shows what is meant by an example of a check.\ncategory: basics\n---\n\nText.\n"
        )
    ]

    static func run(_ library: Library) -> [Finding] {
        var first: [String: (guide: Int, acronym: GuideWords.Acronym, count: Int)] = [:]
        for (index, guide) in library.guides.enumerated() {
            for acronym in guide.words.acronyms {
                if var known = first[acronym.name] {
                    known.count += 1
                    if acronym.isInHead, !known.acronym.isInHead {
                        (known.guide, known.acronym) = (index, acronym)
                    }
                    first[acronym.name] = known
                } else {
                    first[acronym.name] = (index, acronym, 1)
                }
            }
        }
        return first.values.filter { $0.acronym.isInHead || $0.count > 1 }.map { known in
            Finding(
                self, file: library.guides[known.guide].file, at: known.acronym.location,
                "nothing explains \(known.acronym.name), which \(known.count, "guide uses", plural: "guides use")",
                help: "add it to terms.yml with its expansion, or write it out")
        }
    }
}
