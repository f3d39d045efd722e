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
        claims.claimFolders()
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

        /// - Parameters:
        ///   - what: the kind of the name in messages, such as `the slug`.
        ///   - written: the name as it is written, where that is another spelling.
        mutating func claim(
            _ name: String, as written: String? = nil, _ file: String, _ location: SourceLocation,
            _ what: String
        ) {
            let key = name.lowercased()
            if let owner = owners[key] {
                findings.append(
                    Finding(
                        ContentDuplicateSlug.self, file: file, at: location,
                        "\(what) \"\(written ?? name)\" is taken by \(owner)",
                        help: "rename one of the two"))
            } else {
                owners[key] = file
            }
        }

        mutating func claimAliasesOfGuides() {
            for guide in library.guides {
                for written in guide.frontMatter.aliases {
                    do throws(Alias.Fault) {
                        claim(try Alias(written, library.addresses, library.site.naming), of: guide)
                    } catch {
                        findings.append(Alias.finding(error, written, in: guide.file, library.site.naming))
                    }
                }
            }
        }

        private mutating func claim(_ alias: Alias, of guide: Guide) {
            let written = alias.written
            guard !isOwn(alias) else {
                findings.append(
                    Slug.finding(written, in: guide.file, what: "an alias", isReserved: true))
                return
            }
            // One that is the slug of a guide is a redirect that leads wrong.
            guard library.resolver.guidesBySlug[alias.name] == nil else { return }
            // The guide may have had other letters in its own address.
            guard alias.name.lowercased() != guide.slug.lowercased() else { return }
            claim(alias.name, as: written.text, guide.file, written.location, "the alias")
        }

        /// Whether the site itself makes a page or a file at an alias, or a file where it needs a folder.
        private func isOwn(_ alias: Alias) -> Bool {
            // A name that the site needs below its path is free in other parts of the host.
            if alias.path != alias.name, library.isReserved(alias.name) { return true }
            let lists = library.resolver.lists
            let addresses = library.addresses
            let paths = [alias.path, alias.path + ".md", alias.path + ".html"]
            if alias.path == addresses.index || paths.contains(where: lists.files.contains)
                || lists.pages.contains(alias.path)
            {
                return true
            }
            return alias.path.lowercased() == "/404"
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
            // Other files have addresses of guides and aliases only where those have folders, dots or paths.
            for file in library.files {
                let isPage = file.lowercased().hasSuffix(".html")
                if isPage, !file.contains("/") { continue }
                let name = isPage ? String(file.dropLast(5)) : file
                guard let owner = owners[name.lowercased()],
                    !reserved.contains(String(file.prefix { $0 != "/" }))
                else { continue }
                findings.append(
                    Finding(
                        ContentDuplicateSlug.self, file: "\(ContentTree.guides)/\(file)", at: .start,
                        "\(Self.addressOfFile) \"\(name)\" is taken by \(owner)",
                        help: "rename one of the two"))
            }
        }

        /// Files beside the guides, or the site's own, where an alias needs a folder.
        mutating func claimFolders() {
            for guide in library.guides {
                for alias in library.aliases(of: guide) where alias.output != nil {
                    var folder = ""
                    for part in alias.path.utf8.split(separator: UInt8(ascii: "/")).dropLast() {
                        folder += "/" + String(decoding: part, as: UTF8.self)
                        guard library.isBesideGuides(published: folder) else { continue }
                        let file = "\(ContentTree.guides)\(folder.dropFirst(library.addresses.path.count))"
                        findings.append(
                            Finding(
                                ContentDuplicateSlug.self, file: guide.file, at: alias.written.location,
                                to: alias.written.end,
                                "the folder of the alias \"\(alias.written.text)\" is taken by \(file)",
                                help: "rename that file, or remove the alias"))
                        break
                    }
                }
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
