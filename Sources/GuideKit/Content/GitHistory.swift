import Glibc
import Markdown

/// The commits that touched the guides of one repository, and which of them changed what a reader can see.
struct GitHistory {
    private struct Commit {
        /// Nil where its time is no number, or in no year that a date can name.
        var day: Day?
        var isIgnored: Bool
        var added: [Event] = []
        var removed: [Event] = []
        /// Guides that it gave another path, besides those that it changed in no byte: the former path by the present one.
        var former: [String: Event]?
        /// Names of guides before and after, such as `ssl` and `tls`.
        var renamed: [(from: String, to: String)] = []
    }

    /// What a commit did to a file.
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
    }

    /// A guide on its way back through its history.
    private struct Walk {
        var file: String
        /// What is looked at; nil where the history ends.
        var event: Event?
        /// The day of the last commit that was passed over.
        var passed: Day?
    }

    private let source: GitDates.Source
    private var commits: [Commit] = []
    /// What was done to each path, the newest first.
    private var events: [String: [Event]] = [:]

    /// Asks git for all commits at once. Moves are found where no byte changed, which needs no look at contents: a clone
    /// may be without them.
    ///
    /// - Throws: `Git.Failure` where git does not answer.
    init(_ source: GitDates.Source) throws {
        self.source = source
        let ignored = source.git.ignoredRevisions
        var arguments = [
            "log", "-z", "--raw", "--no-abbrev", "-M100%", "--no-show-signature", "--no-ext-diff",
            "--no-textconv",
            "--no-color", "--no-notes", "--no-decorate", "--no-mailmap", "--no-diff-merges",
            "--format=tformat:%x01%H %ct", "--end-of-options", source.revision, "--",
        ]
        if !source.path.isEmpty { arguments.append(source.path) }
        let text = try source.git.output(arguments)
        var fields = text.split(separator: 0, omittingEmptySubsequences: false)[...]
        while let field = fields.popFirst() {
            let words = field.drop { $0 == 10 || $0 == 1 }.split(separator: 32)
            if field.first == 1 {
                // A commit without a time is one too: what it did is not what the commit after it did.
                let seconds = words.dropFirst().first.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
                commits.append(
                    Commit(
                        day: seconds.flatMap(Day.init(ofTime:)),
                        isIgnored: words.first.map { ignored.contains(String(decoding: $0, as: UTF8.self)) }
                            ?? false))
            } else if words.count == 5, let status = words[4].first, let path = fields.popFirst() {
                // `:100644 100644 <id before> <id after> R100`, the path, and for a move the new one.
                let moved = status == UInt8(ascii: "R") ? fields.popFirst() : nil
                record(status, path, moved, words[2], words[3])
            }
        }
    }

    private mutating func record(
        _ status: UInt8, _ path: ArraySlice<UInt8>, _ moved: ArraySlice<UInt8>?, _ old: ArraySlice<UInt8>,
        _ new: ArraySlice<UInt8>
    ) {
        guard !commits.isEmpty, (moved ?? path).suffix(3).elementsEqual(".md".utf8) else { return }
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
            commits[number].renamed.append((Self.name(former), Self.name(event.path)))
        default: break
        }
        events[event.path, default: []].append(event)
    }

    /// A guide's name, from its path: `tls` of `Content/guides/tls.md`.
    private static func name(_ path: String) -> String {
        String((path.split(separator: "/").last ?? "").dropLast(3))
    }

    // MARK: Which commit counts

    /// The day of the last change of each guide, by its file.
    mutating func days() -> [String: Day] {
        var days: [String: Day] = [:]
        var walks = source.files.map { file in
            Walk(file: file, event: events[source.path(of: file)]?.first)
        }
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
    private func passOver(_ walk: inout Walk) {
        while let event = walk.event, event.kind != .removed,
            commits[event.commit].isIgnored || event.kind == .moved
        {
            walk = advanced(walk, past: event)
        }
    }

    /// Goes on to what was done to a guide before an event.
    private func advanced(_ walk: Walk, past event: Event) -> Walk {
        var walk = walk
        walk.passed = commits[event.commit].day
        let former = event.former ?? commits[event.commit].former?[event.path]?.path
        let path = former ?? (event.kind == .added ? nil : event.path)
        walk.event = path.flatMap { events[$0]?.first { $0.commit > event.commit } }
        return walk
    }

    /// More files than this are not looked through for guides that moved and got an alias at once.
    private static let mostMoves = 200

    /// Finds guides that were renamed as `guides rename` does it: gone under one name, new under another one, with the
    /// first among its aliases.
    private mutating func findFormer(of events: [Event]) {
        var numbers: Set<Int> = []
        for event in events where commits[event.commit].former == nil {
            commits[event.commit].former = [:]
            let commit = commits[event.commit]
            guard !commit.removed.isEmpty, !commit.added.isEmpty, commit.added.count <= Self.mostMoves else {
                continue
            }
            numbers.insert(event.commit)
        }
        guard !numbers.isEmpty else { return }
        let added = numbers.sorted().flatMap { commits[$0].added }
        var aliases = [[String]](repeating: [], count: added.count)
        try? source.git.blobs(added.map(\.new)) { number, size, output in
            aliases[number] = Self.aliases(in: try output.bytes(size))
        }
        for (event, names) in zip(added, aliases) where !names.isEmpty {
            let commit = commits[event.commit]
            guard let former = commit.removed.first(where: { names.contains(Self.name($0.path)) }) else {
                continue
            }
            commits[event.commit].former?[event.path] = former
            commits[event.commit].renamed.append((Self.name(former.path), Self.name(event.path)))
        }
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

    /// Those of the events that left the text as readers see it, by path and commit.
    private func withSameText(_ events: [Event]) -> Set<String> {
        let pairs = events.compactMap { event -> (event: Event, old: String)? in
            switch event.kind {
            case .changed: (event, event.old)
            case .added: commits[event.commit].former?[event.path].map { (event, $0.old) }
            case .moved, .removed: nil
            }
        }
        var same: Set<String> = []
        var now: [UInt8] = []
        // Of a clone without old contents nothing is known, and each commit counts.
        try? source.git.blobs(pairs.flatMap { [$0.event.new, $0.old] }) { number, size, output in
            guard number % 2 == 1 else {
                now = try output.bytes(size)
                return
            }
            let event = pairs[number / 2].event
            if GuideText.reads(try output.bytes(size), as: now, after: commits[event.commit].renamed) {
                same.insert(event.path + "\u{0}\(event.commit)")
            }
        }
        return same
    }
}

/// What a reader can see of a guide's file.
enum GuideText {
    private static let key = Array("aliases".utf8)

    /// Whether the text has `aliases:` somewhere. By its colons, since this is asked of every guide and its state before:
    /// `firstRange(of:)` takes fifty times as long.
    static func mayHaveAliases(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { text in
            guard let start = text.baseAddress else { return false }
            var from = 0
            while let found = memchr(start + from, Int32(UInt8(ascii: ":")), text.count - from) {
                let colon = start.distance(to: UnsafeRawPointer(found))
                if text[..<colon].suffix(key.count).elementsEqual(key) { return true }
                from = colon + 1
            }
            return false
        }
    }

    /// Whether two states of a guide read alike: but for line ends, blank lines at the end, aliases, and the names of
    /// guides that were renamed.
    static func reads(_ old: [UInt8], as new: [UInt8], after renamed: [(from: String, to: String)]) -> Bool {
        func text(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
            let bytes = LineEnds.unified(bytes)
            return bytes[..<((bytes.lastIndex { $0 != 10 } ?? -1) + 1)]
        }
        if text(old) == text(new) { return true }
        // Most changes are changes of the text, which is told without cutting it into lines.
        guard
            !renamed.isEmpty || mayHaveAliases(old) || mayHaveAliases(new)
                || old.starts(with: FrontMatterSplit.byteOrderMark)
                    != new.starts(with: FrontMatterSplit.byteOrderMark)
        else { return false }
        let renamed = renamed.filter { $0.from != $0.to && !$0.from.isEmpty }
        return lines(old, after: renamed) == lines(new, after: [])
    }

    private static func lines(_ bytes: [UInt8], after renamed: [(from: String, to: String)]) -> [[UInt8]] {
        let source = SourceText(bytes)
        let yaml = FrontMatterSplit(source).yaml ?? 0..<0
        var lines: [[UInt8]] = []
        var isAlias = false
        for index in source.lineStarts.indices {
            let range = source.line(index)
            var line = Array(source.bytes[range])
            if index == 0, line.starts(with: FrontMatterSplit.byteOrderMark) { line.removeFirst(3) }
            let isHead = yaml.contains(range.lowerBound)
            if isHead, line.starts(with: Array("aliases:".utf8)) {
                isAlias = true
                continue
            }
            isAlias = isAlias && isHead && (line.first == 32 || line.first == UInt8(ascii: "-"))
            if isAlias { continue }
            for name in renamed { line = replacing(name, in: line, isHead: isHead) }
            lines.append(line)
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// A line with a guide's new name where links and lists have the old one: `ssl.md`, and in the front matter `ssl`.
    private static func replacing(_ name: (from: String, to: String), in line: [UInt8], isHead: Bool)
        -> [UInt8]
    {
        let (from, ending) = (Array(name.from.utf8), Array(".md".utf8))
        func isName(_ byte: UInt8?) -> Bool {
            byte.map {
                (97...122).contains($0 | 0x20) || (48...57).contains($0) || $0 == UInt8(ascii: "-")
                    || $0 == UInt8(ascii: "_")
            } ?? false
        }
        var out: [UInt8] = []
        var rest = line[...]
        while let found = rest.firstRange(of: from) {
            let tail = line[found.upperBound...]
            let isFile = tail.starts(with: ending) && !isName(tail.dropFirst(3).first)
            let isWhole =
                !isName(found.lowerBound > 0 ? line[found.lowerBound - 1] : nil)
                && (isFile || (isHead && !isName(tail.first)))
            out += rest[..<found.lowerBound]
            out += isWhole ? Array(name.to.utf8) : from
            rest = tail
        }
        return out + rest
    }
}
