import Markdown

/// Gives a guide another name: moves its file, keeps the former name as an alias, and fixes all links to it.
package struct Rename: Sendable {
    /// Why a guide cannot be renamed, with a way on.
    package struct Refusal: Error, CustomStringConvertible {
        package var description: String
    }

    /// What was done.
    package struct Report: Sendable {
        package var from: String
        package var to: String
        package var links = 0
        /// Files other than the guide's own whose links were fixed.
        package var files: [String] = []
        /// Lines that say which links were not fixed, and why.
        package var failures: [String] = []
    }

    /// How the site is read.
    package var options: SiteReading.Options

    package init(_ options: SiteReading.Options) {
        self.options = options
        // A draft is linked to and renamed like any other guide.
        self.options.withDrafts = true
    }

    /// - Parameters:
    ///   - old: the guide's slug.
    ///   - new: the slug that it is to have.
    /// - Throws: `Refusal` where that cannot be, with nothing changed; `DiskError` when the disk refuses.
    package func run(_ old: String, to new: String) async throws -> Report {
        let site = options.site
        let library = try await SiteReading(options).library
        guard let index = library.index(ofSlug: old), library.guides[index].slug == old else {
            throw Refusal(description: library.unknownGuide(old))
        }
        let guide = library.guides[index]
        try check(new, for: guide, library)
        let folder = guide.file.split(separator: "/").dropLast().joined(separator: "/")
        let target = "\(folder)/\(new).md"
        guard Disk.status("\(site)/\(target)") == nil else {
            throw Refusal(description: "\(target) is there already; choose another name")
        }
        guard guide.isReadable, let fix = Self.alias(old, instead: new, of: guide) else {
            throw Refusal(
                description:
                    "the front matter of \(guide.file) has no plain spot for the alias; add `aliases: [\(old)]` by hand, rename the file, and run `guides check --fix`"
            )
        }
        let before = try Disk.read("\(site)/\(guide.file)")
        let result = Fixer.apply([fix], to: before)
        guard result.refused.isEmpty else {
            throw Refusal(description: "\(guide.file) was changed meanwhile; run this again")
        }
        try Disk.writeNew(result.bytes, to: "\(site)/\(target)")
        Disk.copyRights(from: "\(site)/\(guide.file)", to: "\(site)/\(target)")
        try Disk.removeFile("\(site)/\(guide.file)")
        var report = Report(from: guide.file, to: target)
        try await fixLinks(to: old, &report)
        return report
    }

    private func check(_ new: String, for guide: Guide, _ library: Library) throws {
        guard Slug.isValid(new), !Slug.reserved.contains(new) else {
            let finding = Slug.finding(Placed(text: new, place: .start), in: "", what: "the new name")
            throw Refusal(description: "\(finding.message); \(finding.help)")
        }
        if library.index(ofSlug: new) != nil, library.resolver.guidesBySlug[new] != nil {
            throw Refusal(description: "a guide is named \(new) already; choose another name")
        }
        if let other = library.index(ofAlias: new), library.guides[other] !== guide {
            throw Refusal(
                description:
                    "\(library.guides[other].file) was once named \(new), and its readers still come there; choose another name"
            )
        }
    }

    /// The old name among the aliases: in the place of the new one, where the guide gets a former name back.
    private static func alias(_ old: String, instead new: String, of guide: Guide) -> Fix? {
        if let entry = guide.frontMatter.aliases.first(where: { $0.text == new }) {
            return Fix.offered(entry, old)
        }
        return Fix.adding(old, to: "aliases", of: guide)
    }

    /// Fixes what names the guide by its old name, round after round, since places on one line wait for each other.
    private func fixLinks(to old: String, _ report: inout Report) async throws {
        var rounds = FixRounds(site: options.site)
        for _ in 0..<FixRounds.most {
            let library = try await SiteReading(options).library
            let found = ([nil] + library.guides.indices.map { $0 }).flatMap {
                MovedGuide.run(library, of: $0)
            }
            .filter { $0.message.hasPrefix("\"\(old)\" is now called") && $0.fix != nil }
            guard try rounds.run(found) else { break }
        }
        report.links = rounds.count
        report.files = rounds.originals.keys.filter { $0 != report.to }.sorted()
        report.failures = rounds.failures.map(FixRounds.text)
    }
}
