import Findings
import Library
import Words

/// A title or own keyword that two guides claim.
enum KeywordsContested: LibraryCheck {
    static let check = CheckID.keywordsContested
    static let finds =
        "Two guides with the same title, which is an error, or with the same keyword in their front matter."
    static let why =
        "They compete for the same readers, and search engines choose between them by chance."
    static let examples = [
        Example(
            .file("Content/guides/zone.md"),
            bad:
                "---\ntitle: Zone Basics\nsummary: A guide on zones, whose issue has the title of another one.\ncategory: basics\nkeywords: [⟦sender list⟧]\n---\n\nZones hold a sender list.\n",
            good:
                "---\ntitle: Zone Basics\nsummary: A guide on zones, whose issue has the title of another one.\ncategory: basics\n---\n\nZones hold a sender list.\n"
        ),
        Example(
            .file("Content/guides/zone.md"),
            bad:
                "---\ntitle: ⟦SPF Basics⟧\nsummary: A guide on zones, whose issue has the title of another one.\ncategory: basics\n---\n\nZones hold records.\n",
            good:
                "---\ntitle: Zone Basics\nsummary: A guide on zones, whose issue has the title of another one.\ncategory: basics\n---\n\nZones hold records.\n"
        ),
    ]

    static func run(_ library: Library) -> [Finding] {
        var titles: [String: Int] = [:]
        var keywords: [FoldedWord: Int] = [:]
        var findings: [Finding] = []
        for (index, guide) in library.guides.enumerated() where guide.isReadable && guide.isListed {
            let title = guide.frontMatter.title
            // Titles are the same when they differ in letter case alone: `Page` and `Pages` are two.
            let plain = title.text.lowercased()
            if let owner = titles[plain], !plain.isEmpty {
                findings.append(
                    Finding(
                        self, file: guide.file, at: title.location, to: title.end,
                        "\(library.guides[owner].file) also has this title; \(links(index, owner, library))",
                        help: "say in the title what this guide has that the other does not",
                        severity: .error))
            } else {
                titles[plain] = index
            }
            for keyword in guide.frontMatter.keywords {
                let folded = FoldedWord(keyword.text)
                guard let owner = keywords[folded], owner != index else {
                    keywords[folded] = index
                    continue
                }
                findings.append(
                    Finding(
                        self, file: guide.file, at: keyword.location, to: keyword.end,
                        "\(library.guides[owner].file) claims \"\(keyword.text)\" too; "
                            + links(index, owner, library),
                        help: "keep it in one of the two, and link to that guide from the other"))
            }
        }
        return findings
    }

    private static func links(_ a: Int, _ b: Int, _ library: Library) -> String {
        switch (library.reached(from: a).contains(b), library.reached(from: b).contains(a)) {
        case (true, true): "the two link to each other"
        case (true, false): "this one links there"
        case (false, true): "that one links here"
        case (false, false): "neither links to the other"
        }
    }
}
