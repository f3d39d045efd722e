import Glibc
import Support

/// The commits that touched the guides of one repository, and which of them changed what a reader can see.
struct GitHistory {
    private struct Commit {
        var id: String
        /// Nil where its time is no number, or in no year that a date can name.
        var day: Day?
        var isIgnored: Bool
        var added: [Event] = []
        var removed: [Event] = []
        /// Guides that it gave another path, besides those that it changed in no byte: the former path by the present
        /// one.
        var former: [String: Event]?
        /// The guides that it gave another name.
        var renamed: GuideText.Renamed = [:]
        /// Paths that guides had before it, in folders outside the history that was read.
        var otherPaths: Set<String> = []

        mutating func addName(_ former: String, _ path: String) {
            let (from, to) = (GitHistory.name(former), GitHistory.name(path))
            if from != to, renamed[from] == nil { renamed[from] = to }
        }
    }

    /// A change of a file by a commit.
    private struct Event {
        enum Kind { case added, changed, removed, moved }
        var kind: Kind
        /// Its number; that of an earlier commit is larger.
        var commit: Int
        var path: String
        /// The path before, where the file was moved.
        var former: String?
        /// Ids of the contents before and after.
        var old: String
        var new: String

        /// The id of what it added or removed.
        var content: String { kind == .removed ? old : new }
    }

    /// A guide on its way back through its history.
    private struct Walk {
        var file: String
        /// The event that is looked at; nil where the history ends.
        var event: Event?
        /// The day of the last commit that was passed over.
        var passed: Day?
    }

    /// The commits of one look back, which knows of some folders alone.
    private struct Look {
        /// The commit from whose parent it looked back; nil where it looked back from the newest.
        var start: String?
        var commits: Range<Int>
        /// Paths of folders, relative to the repository; an empty one is the repository itself.
        var folders: [String]

        func covers(_ path: String) -> Bool {
            folders.contains { $0.isEmpty || path.utf8.starts(with: "\($0)/".utf8) }
        }
    }

    private let source: GitDates.Source
    private let ignored: Set<String>
    private var commits: [Commit] = []
    private var looks: [Look] = []
    /// Events of each path, the newest first.
    private var events: [String: [Event]] = [:]

    /// Asks git for all commits at once. Moves are found where no byte changed, which needs no look at contents: a
    /// clone may be without them.
    ///
    /// - Throws: `Git.Failure` where git does not answer.
    init(_ source: GitDates.Source) throws {
        self.source = source
        ignored = source.git.ignoredRevisions
        try look(in: [source.path])
    }

    /// Asks git for the commits that touched some folders.
    ///
    /// - Parameter start: the commit from whose parent to look back; nil for the newest one.
    private mutating func look(in folders: [String], before start: String? = nil) throws {
        let first = commits.count
        looks.append(Look(start: start, commits: first..<Int.max, folders: folders))
        defer { looks[looks.count - 1].commits = first..<commits.count }
        let paths = folders.contains("") ? [] : folders
        let text = try source.git.output(
            Self.arguments + ["--end-of-options", start.map { $0 + "^" } ?? source.revision, "--"] + paths)
        Self.read(text) { id, seconds in
            commits.append(
                Commit(id: id, day: seconds.flatMap(Day.init(ofTime:)), isIgnored: ignored.contains(id)))
        } file: { status, path, moved, old, new in
            record(status, path, moved, old, new)
        }
    }

    private static let arguments = [
        "log", "-z", "--raw", "--no-abbrev", "-M100%", "--no-show-signature", "--no-ext-diff",
        "--no-textconv",
        "--no-color", "--no-notes", "--no-decorate", "--no-mailmap", "--no-diff-merges",
        "--format=tformat:%x01%H %ct",
    ]

    private static func read(
        _ text: [UInt8], commit: (_ id: String, _ seconds: Int?) -> Void,
        file: (
            _ status: UInt8, _ path: ArraySlice<UInt8>, _ moved: ArraySlice<UInt8>?, _ old: ArraySlice<UInt8>,
            _ new: ArraySlice<UInt8>
        ) -> Void
    ) {
        var fields = text.split(separator: 0, omittingEmptySubsequences: false)[...]
        while let field = fields.popFirst() {
            let words = field.drop { $0 == 10 || $0 == 1 }.split(separator: 32)
            if field.first == 1 {
                // A commit without a time is one too: what it did is not what the commit after it did.
                let seconds = words.dropFirst().first.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
                commit(words.first.map { String(decoding: $0, as: UTF8.self) } ?? "", seconds)
            } else if words.count == 5, let status = words[4].first, let path = fields.popFirst() {
                // `:100644 100644 <id before> <id after> R100`, the path, and for a move the new one.
                let moved = status == UInt8(ascii: "R") ? fields.popFirst() : nil
                file(status, path, moved, words[2], words[3])
            }
        }
    }

    private mutating func record(
        _ status: UInt8, _ path: ArraySlice<UInt8>, _ moved: ArraySlice<UInt8>?, _ old: ArraySlice<UInt8>,
        _ new: ArraySlice<UInt8>
    ) {
        guard let look = looks.last, commits.count > look.commits.lowerBound,
            (moved ?? path).suffix(3).elementsEqual(".md".utf8)
        else { return }
        let number = commits.count - 1
        var event = Event(
            kind: .changed, commit: number, path: String(decoding: moved ?? path, as: UTF8.self),
            old: String(decoding: old, as: UTF8.self), new: String(decoding: new, as: UTF8.self))
        switch status {
        case UInt8(ascii: "A"):
            event.kind = .added
            commits[number].added.append(event)
        case UInt8(ascii: "D"):
            event.kind = .removed
            commits[number].removed.append(event)
        case UInt8(ascii: "R"):
            let former = String(decoding: path, as: UTF8.self)
            var gone = event
            (gone.kind, gone.path) = (.removed, former)
            events[former, default: []].append(gone)
            (event.kind, event.former) = (.moved, former)
            commits[number].addName(former, event.path)
        default: break
        }
        events[event.path, default: []].append(event)
    }

    /// Looks at all that some commits did outside of the folders that git was asked about: a guide that is new in them
    /// may come from there.
    private mutating func findMovesIntoFolders(_ numbers: [Int]) {
        guard !numbers.isEmpty else { return }
        let numbersByID = Dictionary(grouping: numbers) { commits[$0].id }
        // In the order of history, in which git finds one commit near the last.
        let input = Array((numbers.sorted().map { commits[$0].id }.joined(separator: "\n") + "\n").utf8)
        guard
            let text = try? source.git.output(
                Self.arguments + ["--diff-filter=DR", "--no-walk=unsorted", "--stdin"], input: input)
        else { return }
        var found: [(number: Int, gone: Event, now: String?)] = []
        var current: [Int] = []
        Self.read(text) { id, _ in
            current = numbersByID[id] ?? []
        } file: { status, path, moved, old, new in
            guard status == UInt8(ascii: "D") || moved != nil, path.suffix(3).elementsEqual(".md".utf8) else {
                return
            }
            for number in current {
                let gone = Event(
                    kind: .removed, commit: number, path: String(decoding: path, as: UTF8.self),
                    old: String(decoding: old, as: UTF8.self), new: String(decoding: new, as: UTF8.self))
                found.append((number, gone, moved.map { String(decoding: $0, as: UTF8.self) }))
            }
        }
        for (number, gone, now) in found {
            guard let look = looks.first(where: { $0.commits.contains(number) }), !look.covers(gone.path)
            else {
                continue
            }
            guard let now else {
                commits[number].removed.append(gone)
                continue
            }
            if look.covers(now) { setFormer(gone, of: now, in: number) }
        }
    }

    private mutating func setFormer(_ former: Event, of path: String, in number: Int) {
        commits[number].former?[path] = former
        commits[number].addName(former.path, path)
        let look = looks.first { $0.commits.contains(number) }
        if look?.covers(former.path) == false { commits[number].otherPaths.insert(former.path) }
    }

    /// A guide's name, from its path: `tls` of `Content/guides/tls.md`.
    private static func name(_ path: String) -> String {
        String((path.split(separator: "/").last ?? "").dropLast(3))
    }

    // MARK: Which commit counts

    /// The day of the last change of each guide, by its file.
    mutating func days() -> [String: Day] {
        var days: [String: Day] = [:]
        var walks = source.files.map { Walk(file: $0, event: events[source.path(of: $0)]?.first) }
        // Contents are looked at in rounds, those of all guides at once; few histories have many such commits in a row.
        for _ in 0..<10 where !walks.isEmpty {
            for index in walks.indices { passOver(&walks[index]) }
            findFormer(of: walks.compactMap(\.event))
            let same = withSameText(walks.compactMap(\.event))
            walks = walks.compactMap { walk in
                guard let event = walk.event, event.kind != .removed else {
                    days[walk.file] = walk.passed
                    return nil
                }
                guard same.contains(event.path + "\u{0}\(event.commit)") else {
                    days[walk.file] = commits[event.commit].day
                    return nil
                }
                return advanced(walk, past: event)
            }
        }
        for walk in walks {
            days[walk.file] = if let event = walk.event { commits[event.commit].day } else { walk.passed }
        }
        return days
    }

    /// Passes over commits that do not count, whatever they did to the text.
    private mutating func passOver(_ walk: inout Walk) {
        while let event = walk.event,
            event.kind == .moved || (event.kind == .changed && commits[event.commit].isIgnored)
        {
            walk = advanced(walk, past: event)
        }
    }

    /// Goes on to what was done to a guide before an event.
    private mutating func advanced(_ walk: Walk, past event: Event) -> Walk {
        var walk = walk
        walk.passed = commits[event.commit].day
        let former = event.former ?? commits[event.commit].former?[event.path]?.path
        let path = former ?? (event.kind == .added ? nil : event.path)
        walk.event = path.flatMap { last(of: $0, before: event.commit) }
        return walk
    }

    /// The last event of a path before a commit. git is asked again where it was not asked about the path: the
    /// guide came from another folder then.
    private mutating func last(of path: String, before number: Int) -> Event? {
        func find(_ look: Look) -> Event? {
            events[path]?.first { $0.commit > number && look.commits.contains($0.commit) }
        }
        guard let look = looks.first(where: { $0.commits.contains(number) }) else { return nil }
        if look.covers(path) { return find(look) }
        let commit = commits[number]
        func other() -> Look? { looks.first { $0.start == commit.id && $0.covers(path) } }
        if other() == nil {
            // All that came from elsewhere in that commit, at once.
            let folders = Set(commit.otherPaths.union([path]).map { Disk.parent(of: $0) ?? "" })
            try? self.look(in: folders.sorted(), before: commit.id)
        }
        return other().flatMap(find)
    }

    /// More files than this are not looked through for guides that moved and were changed at once.
    private static let mostMoves = 1000

    /// Finds guides that were moved and changed at once in what no reader sees: gone under one name, and new under
    /// another one that has the first among its aliases, as `guides rename` does it, or that reads alike.
    private mutating func findFormer(of events: [Event]) {
        // Of a guide that was only changed too: a link in it may have followed one that moved.
        let fresh = events.filter { event in
            let commit = commits[event.commit]
            guard commit.former == nil else { return false }
            return event.kind == .added
                || (event.kind == .changed && !commit.added.isEmpty && !commit.removed.isEmpty)
        }
        var numbers = Set(fresh.map(\.commit))
        for number in numbers { commits[number].former = [:] }
        findMovesIntoFolders(numbers.sorted())
        numbers = numbers.filter { number in
            let commit = commits[number]
            return !commit.removed.isEmpty && !commit.added.isEmpty && commit.added.count <= Self.mostMoves
                && commit.removed.count <= Self.mostMoves
        }
        guard !numbers.isEmpty else { return }
        let files = numbers.sorted().flatMap { commits[$0].added + commits[$0].removed }
        var texts: [String: (aliases: [String], key: String)] = [:]
        try? source.git.blobs(files.map(\.content)) { number, size, output in
            let bytes = try output.bytes(size)
            // What is larger is no guide.
            guard bytes.count <= SiteContent.largestGuide else { return }
            let event = files[number]
            texts[event.content] = (
                event.kind == .added ? Self.aliases(in: bytes) : [], GuideText(bytes).key
            )
        }
        for number in numbers.sorted() {
            let removed = commits[number].removed
            let byName = Dictionary(
                removed.map { (Self.name($0.path), $0) }, uniquingKeysWith: { first, _ in first })
            let bySlug = Dictionary(
                removed.map { (Self.slug($0.path), $0) }, uniquingKeysWith: { first, _ in first })
            let byText = Dictionary(grouping: removed) { texts[$0.content]?.key }
            var taken = Set((commits[number].former ?? [:]).values.map(\.path))
            for event in commits[number].added {
                guard let text = texts[event.content], commits[number].former?[event.path] == nil else {
                    continue
                }
                let alike = (byText[text.key] ?? []).filter { !taken.contains($0.path) }
                guard
                    let former = text.aliases.lazy.compactMap({ byName[$0] ?? bySlug[$0] }).first
                        ?? alike.first(where: { Self.name($0.path) == Self.name(event.path) }) ?? alike.first
                else {
                    continue
                }
                setFormer(former, of: event.path, in: number)
                taken.insert(former.path)
            }
        }
    }

    /// The slug of a guide whose folders are part of its address, such as `mail/spf`.
    ///
    /// - Parameter path: in the repository.
    private static func slug(_ path: String) -> String {
        let folder = path.firstRange(of: ContentTree.guides + "/")
        return Naming(form: .folders).slug(of: folder.map { String(path[$0.upperBound...]) } ?? path)
    }

    private static func aliases(in bytes: [UInt8]) -> [String] {
        guard GuideText.mayHaveAliases(bytes) else { return [] }
        let source = SourceText(bytes)
        guard let range = FrontMatterSplit(source).yaml,
            case .mapping(let entries, _)? = try? YAML.read(source, range),
            case .sequence(let items, _)? = entries.first(where: { $0.key == "aliases" })?.value
        else { return [] }
        return items.compactMap { if case .scalar(let scalar) = $0 { scalar.text } else { nil } }
    }

    /// Events that left the text as readers see it, by path and commit.
    private func withSameText(_ events: [Event]) -> Set<String> {
        let all = events.compactMap { event -> (event: Event, former: Event)? in
            switch event.kind {
            case .changed: (event, event)
            case .added: commits[event.commit].former?[event.path].map { (event, $0) }
            case .moved, .removed: nil
            }
        }
        // Where a guide came from is known by now, also of a commit that does not count.
        var same = Set(
            all.filter { $0.event.new == $0.former.old || commits[$0.event.commit].isIgnored }
                .map { $0.event.path + "\u{0}\($0.event.commit)" })
        let pairs = all.filter { !same.contains($0.event.path + "\u{0}\($0.event.commit)") }
        var now: [UInt8] = []
        // Of a clone without old contents nothing is known, and each commit counts.
        try? source.git.blobs(pairs.flatMap { [$0.event.new, $0.former.old] }) { number, size, output in
            guard number % 2 == 1 else {
                now = try output.bytes(size)
                return
            }
            let (event, former) = pairs[number / 2]
            let states = GuideText.States(
                old: try output.bytes(size), new: now,
                folders: (Disk.parent(of: former.path) ?? "", Disk.parent(of: event.path) ?? ""))
            if GuideText.isSameToReaders(states, after: commits[event.commit].renamed) {
                same.insert(event.path + "\u{0}\(event.commit)")
            }
        }
        return same
    }
}
