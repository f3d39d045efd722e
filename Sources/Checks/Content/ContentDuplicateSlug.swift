import Content
import Findings
import Library
import Support

/// Two guides, aliases or files that would be published under one address. Letter case does not tell them apart.
package enum ContentDuplicateSlug: LibraryCheck {
    package static let check = CheckID.contentDuplicateSlug
    package static let finds = "Two guides, aliases or files that would have one address."
    package static let why =
        "Two pages at one address would overwrite each other. On hosts that ignore letter case, so would two that differ only in case."
    package static let examples = [
        Example(.head, bad: "aliases: [⟦ssl]", good: "aliases: [ssl-guide]")
    ]

    /// A file that would take the place of one that the site makes itself.
    package static func finding(ofFile file: String) -> Finding {
        Finding(
            self, file: "\(ContentTree.guides)/\(file)", at: .start,
            "this file would replace one of the site's own files",
            help: "give it another name, or move it to a folder")
    }

    package static func run(_ library: Library) -> [Finding] {
        var claims = Claims(library)
        for guide in library.guides { claims.claim(guide.slug, guide.file, .start, "the slug") }
        claims.claimAliasesOfGuides()
        claims.claimCategories()
        claims.claimPages()
        claims.claimRespelledFiles()
        for file in library.files where claims.reserved.contains(String(file.prefix { $0 != "/" })) {
            claims.findings.append(finding(ofFile: file))
        }
        return claims.findings
    }

    /// Names below the site's path, each with the file that claimed it first.
    private struct Claims {
        let library: Library
        let reserved: Set<String>
        var findings: [Finding] = []
        private var owners: [String: String] = [:]
        private static let addressOfFile = "the address of this file,"

        init(_ library: Library) {
            self.library = library
            reserved = library.reservedNames
        }

        /// - Parameter what: the kind of the name in messages, such as `the slug`.
        mutating func claim(_ name: String, _ file: String, _ location: SourceLocation, _ what: String) {
            let key = name.lowercased()
            if let owner = owners[key] {
                findings.append(
                    Finding(
                        ContentDuplicateSlug.self, file: file, at: location,
                        "\(what) \"\(name)\" is taken by \(owner)",
                        help: "rename one of the two"))
            } else {
                owners[key] = file
            }
        }

        mutating func claimAliasesOfGuides() {
            for guide in library.guides {
                for alias in guide.frontMatter.aliases {
                    let isReserved = reserved.contains(alias.text)
                    guard Slug.isValid(alias.text), !isReserved else {
                        findings.append(
                            Slug.finding(alias, in: guide.file, what: "an alias", isReserved: isReserved))
                        continue
                    }
                    // One that is the slug of a guide is a redirect that leads wrong.
                    if library.resolver.guidesBySlug[alias.text] == nil {
                        claim(alias.text, guide.file, alias.location, "the alias")
                    }
                }
            }
        }

        /// All ids come before the first alias.
        mutating func claimCategories() {
            let categories = library.site.categories
            for category in categories {
                claim("categories/\(category.id)", Site.file, category.location, "the id")
            }
            for category in categories {
                for alias in category.aliases where !library.resolver.categories.contains(alias.text) {
                    guard Slug.isValid(alias.text) else {
                        findings.append(Slug.finding(alias, in: Site.file, what: "an alias"))
                        continue
                    }
                    claim("categories/\(alias.text)", Site.file, alias.location, "the alias")
                }
            }
        }

        /// Files beside the guides that would be at the address of a page.
        mutating func claimPages() {
            for file in library.files where file.lowercased().hasSuffix(".html") && !file.contains("/") {
                claim(String(file.dropLast(5)), "\(ContentTree.guides)/\(file)", .start, Self.addressOfFile)
            }
        }

        /// Two names that differ in how a letter is composed are one once they are published.
        mutating func claimRespelledFiles() {
            for file in library.files {
                guard let first = library.resolver.files[file.composed], !first.utf8.elementsEqual(file.utf8)
                else {
                    continue
                }
                claim(file, "\(ContentTree.guides)/\(first)", .start, Self.addressOfFile)
                claim(file, "\(ContentTree.guides)/\(file)", .start, Self.addressOfFile)
            }
        }
    }
}
