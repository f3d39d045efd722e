import Analysis
import Checks
import Content
import Findings
import Library
import Rendering
import Support

/// Gives a guide another name: moves its file, keeps the former name as an alias, and fixes all links to it.
package struct Rename: Sendable {
    /// The reason why a guide cannot be renamed, with advice.
    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    /// The result of a renaming.
    package struct Report: Sendable {
        package var from: String
        package var to: String
        package var links = 0
        /// Files other than the guide's own whose links were fixed.
        package var files: [String] = []
        /// Lines that say which links were not fixed, and why.
        package var failures: [String] = []
        /// Lines that say where the former name is still written and may mean the guide.
        package var mentions: [String] = []
    }

    /// A guide that was moved.
    struct Move: Sendable {
        /// The slugs that it had and has.
        var old: String
        var new: String
        /// The paths of its file, relative to the site.
        var from: String
        var to: String
        /// The file as it was.
        var before: [UInt8]
    }

    /// What was corrected after guides were moved.
    struct Corrections {
        var rounds: FixRounds
        /// Lines that say which links were not fixed, and why.
        var failures: [String]
        /// Lines that say where former names are still written.
        var mentions: [String]
    }

    /// The options of reading the site.
    var options: AnalyzedSite.Options

    package init(_ options: AnalyzedSite.Options) {
        self.options = options
        // A draft is linked to and renamed like any other guide.
        self.options.withDrafts = true
    }

    /// - Parameters:
    ///   - old: the guide's slug.
    ///   - new: the slug that it is to have.
    /// - Throws: `Refusal` where that cannot be, with nothing changed; `DiskError` when the disk refuses.
    package func run(_ old: String, to new: String) async throws -> Report {
        let move = try move(old, to: new, in: try await AnalyzedSite(options).library)
        let corrections = try await correct([move])
        return Report(
            from: move.from, to: move.to, links: corrections.rounds.count,
            files: corrections.rounds.originals.keys.filter { $0 != move.to }.sorted(),
            failures: corrections.failures, mentions: corrections.mentions)
    }

    /// Moves a guide's file, with the former name among its aliases. Links to it are as they were.
    ///
    /// - Throws: as `run`.
    func move(_ old: String, to new: String, in library: Library) throws -> Move {
        let site = options.site
        guard let index = library.index(ofSlug: old), library.guides[index].slug == old else {
            throw Refusal(description: library.unknownGuide(old))
        }
        let guide = library.guides[index]
        if let reason = library.refusal(ofName: new, for: guide) { throw Refusal(description: reason) }
        let path = library.site.naming.path(of: new, insteadOf: guide.pathInGuides)
        let target = "\(ContentTree.guides)/\(path)"
        guard Disk.status("\(site)/\(target)") == nil else {
            throw Refusal(description: "\(target) already exists; choose another name")
        }
        let folders = path.split(separator: "/").dropLast().map(String.init)
        if let folder = ContentTree.folder(in: folders, leadingOutOf: "\(site)/\(ContentTree.guides)") {
            throw Refusal(
                description: "\(folder) leads out of \(ContentTree.guides); choose another folder")
        }
        guard let former = Alias.text(forFormer: old, library.addresses, library.site.naming) else {
            throw Refusal(
                description:
                    "no host can redirect from an address named \(MessageText.name(old)); rename the file to \(target), and correct the links that `guides check` finds"
            )
        }
        guard guide.isReadable, let fix = Self.alias(former, instead: new, of: guide, library) else {
            throw Refusal(
                description:
                    "the front matter of \(guide.file) has no place for the alias; add `aliases: [\(former)]` yourself, rename the file, then run `guides check --fix`"
            )
        }
        let before = try Disk.read("\(site)/\(guide.file)")
        let folder = folders.joined(separator: "/")
        let moved =
            folder == guide.folder
            ? []
            : LinksMovedGuide.findings(ofMoving: index, to: folder, in: library).filter {
                $0.file == guide.file
            }
        let result = Fixer.apply([fix] + moved.compactMap(\.fix), to: before)
        guard result.refused.isEmpty else {
            throw Refusal(description: "\(guide.file) has changed in the meantime; run this again")
        }
        try Disk.makeFolder("\(site)/\(ContentTree.guides)\(folder.isEmpty ? "" : "/")\(folder)")
        try Disk.writeNew(result.bytes, to: "\(site)/\(target)")
        Disk.copyRights(from: "\(site)/\(guide.file)", to: "\(site)/\(target)")
        try Disk.removeFile("\(site)/\(guide.file)")
        if folder != guide.folder, !guide.folder.isEmpty {
            Disk.removeEmptyFolder("\(site)/\(ContentTree.guides)/\(guide.folder)")
        }
        return Move(old: old, new: new, from: guide.file, to: target, before: before)
    }

    /// The old name among the aliases: in the place of the new one, where the guide gets a former name back.
    private static func alias(_ text: String, instead new: String, of guide: Guide, _ library: Library)
        -> Fix?
    {
        if let entry = library.aliases(of: guide).first(where: { $0.name == new }) {
            return Fix.offered(entry.written, text)
        }
        return Fix.adding(text, to: "aliases", of: guide)
    }

    /// Fixes what names moved guides by their former names, round after round, since fixes on one line wait for each other.
    func correct(_ moves: [Move]) async throws -> Corrections {
        var rounds = FixRounds(site: options.site)
        var left: [Finding] = []
        var reading = try await AnalyzedSite(options)
        try await rounds.runAll { round in
            if round > 0 { reading = try await AnalyzedSite(options) }
            let found = Self.findings(moves, reading)
            left = found.filter { $0.fix == nil }
            return found.filter { $0.fix != nil }
        }
        let reported = Set((rounds.failures.map(\.finding) + left).map { "\($0.file):\($0.location.line)" })
        return Corrections(
            rounds: rounds,
            failures: rounds.failures.map(FixRounds.text)
                + left.sorted().map {
                    FixRounds.text(($0, "this location cannot be rewritten; \($0.help)"))
                },
            mentions: FormerNameMention.all(of: moves.map(\.old), in: reading)
                .filter { !reported.contains("\($0.file):\($0.line)") }
                .map { TerminalText.line("\($0.file):\($0.line): \($0.what)") })
    }

    /// Findings for all that names moved guides by their former names and is read.
    private static func findings(_ moves: [Move], _ reading: AnalyzedSite) -> [Finding] {
        let library = reading.library
        let former = Set(moves.map(\.old))
        let links = ([nil] + library.guides.indices.map { $0 }).flatMap {
            LinksMovedGuide.run(library, of: $0, former: former)
        }
        return links + moves.flatMap { namesElsewhere($0, reading) }
    }

    /// Findings for queries and suppressions that name a moved guide as it was.
    private static func namesElsewhere(_ move: Move, _ reading: AnalyzedSite) -> [Finding] {
        let library = reading.library
        guard let index = library.index(ofFile: move.to) else { return [] }
        let slug = library.guides[index].slug
        func finding(_ name: Located, in file: String, now: String) -> Finding {
            Finding(
                LinksMovedGuide.self, file: file, at: name.location, to: name.end,
                LinksMovedGuide.message(move.old, now: slug), help: "write \(now)", fix: Fix.safe(name, now))
        }
        let answers = reading.content.queries.flatMap(\.finds).filter { $0.text == move.old }
        let suppressed = library.site.suppressions.compactMap(\.writtenPath).filter { $0.text == move.from }
        return answers.map { finding($0, in: Query.file, now: slug) }
            + suppressed.map { finding($0, in: Site.file, now: move.to) }
    }
}
