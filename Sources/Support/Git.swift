import CGNU
import FoundationEssentials
import Glibc

/// A git repository, and the only place that runs git.
///
/// A site may come from a stranger, and git runs programs that a repository's own settings name. So git is started
/// where `.git` is, never where a folder only looks like a repository, and does not go up from there: a `.git` that is
/// none is refused, not passed over for the repository around it. Settings win over the repository's, turn off every
/// program and hide no commit. Only commands that use no filters and no hooks are run. git never talks to another
/// machine. Arguments are ids of objects, and literal paths after `--`, so that no name is taken for an option.
package struct Git: Sendable {
    /// Why git did not answer.
    package enum Failure: Error {
        case notInstalled
        /// git's own words, such as `detected dubious ownership in repository at '/srv/site'`, and the code it ended
        /// with; 0 where what it printed is refused.
        case refused(String, code: Int32)
    }

    /// The folder that holds `.git`, without links on its path.
    package let root: String
    /// git's folder of this work tree: `.git`, or what the file `.git` of a work tree or submodule names.
    let folder: String
    /// The folder of the repository, which work trees share.
    package let common: String

    /// The repository that a folder is in; nil outside of any.
    package static func repository(of folder: String) -> Git? {
        guard var path = Disk.realPath(folder) else { return nil }
        while true {
            if let git = Git(root: path) { return git }
            guard path != "/" else { return nil }
            path = Disk.parent(of: path) ?? "/"
        }
    }

    /// The repository whose `.git` is in this very folder; nil if there is none.
    ///
    /// - Parameter root: without links on its path.
    package init?(root: String) {
        let metadata = root == "/" ? "/.git" : "\(root)/.git"
        guard let kind = Disk.status(metadata, followsLinks: true)?.kind else { return nil }
        self.root = root
        let folder =
            kind == .folder
            ? metadata : Self.path(named: metadata, after: "gitdir:").map { Self.absolute($0, in: root) }
        self.folder = folder ?? metadata
        common =
            Self.path(named: "\(self.folder)/commondir").map { [folder = self.folder] in
                Self.absolute($0, in: folder)
            } ?? self.folder
    }

    /// The path in a file of one line (gitrepository-layout: `.git` as a file, `commondir`).
    private static func path(named file: String, after word: String = "") -> String? {
        guard let bytes = try? Disk.read(file), bytes.count <= 4096,
            let line = String(decoding: bytes, as: UTF8.self).lines.first, line.hasPrefix(word)
        else { return nil }
        let path = line.dropFirst(word.count).drop { $0 == " " }
        return path.isEmpty ? nil : String(path)
    }

    private static func absolute(_ path: String, in folder: String) -> String {
        path.hasPrefix("/") ? path : "\(folder)/\(path)"
    }

    /// The folder that holds the `.git` of the repository that a folder is in; nil outside of any.
    package static func root(of folder: String) -> String? { repository(of: folder)?.root }

    /// Whether git is changing the work tree that a folder is in, as `git switch` does.
    package static func isAtWork(in folder: String) -> Bool {
        repository(of: folder).map { Disk.status("\($0.folder)/index.lock") != nil } ?? false
    }

    /// Stamps of git's own files that change whenever a commit is made or another branch is checked out.
    package var fingerprint: [Disk.Stamp] {
        var files = ["\(folder)/HEAD", "\(folder)/logs/HEAD", "\(common)/packed-refs", "\(common)/shallow"]
        // Where no log is kept, the branch's own file alone tells of a commit.
        if let branch = Self.path(named: "\(folder)/HEAD", after: "ref:") {
            files.append("\(common)/\(branch)")
        }
        files.append("\(root)/\(Self.ignoredRevisionsFile)")
        return files.compactMap { Disk.status($0)?.stamp }
    }

    /// The file that lists commits which changed no text, as code hosts and `git blame` know it.
    static let ignoredRevisionsFile = ".git-blame-ignore-revs"

    /// The commits that `ignoredRevisionsFile` lists: full ids, one a line, with comments after `#`.
    package var ignoredRevisions: Set<String> {
        guard let bytes = try? Disk.read("\(root)/\(Self.ignoredRevisionsFile)"), bytes.count <= 1 << 20
        else {
            return []
        }
        return Set(
            String(decoding: bytes, as: UTF8.self).lines.map { line in
                line.prefix { $0 != "#" }.filter { !$0.isWhitespace }.lowercased()
            })
    }

    // MARK: Running

    /// Settings that no setting of the repository overrides. Each names or starts a program, or changes what is
    /// printed: without the commits that have no parent, of one file alone, or in another encoding, the history has no
    /// days.
    private static let settings = [
        // A folder is a repository where `.git` says so; one that has the parts of a bare repository is not.
        "safe.bareRepository=explicit",
        "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat", "core.editor=false",
        "core.askPass=", "core.sshCommand=false", "core.gitProxy=", "core.alternateRefsCommand=",
        "core.attributesFile=/dev/null", "credential.helper=", "diff.external=", "protocol.allow=never",
        "log.showSignature=false", "log.showRoot=true", "log.follow=false", "i18n.logOutputEncoding=UTF-8",
        "gpg.program=false", "gpg.openpgp.program=false", "gpg.x509.program=false",
        "gpg.ssh.program=false", "gpg.ssh.defaultKeyCommand=", "submodule.recurse=false", "gc.auto=0",
        "maintenance.auto=false", "core.quotePath=off",
    ]

    /// The environment of git: that of this process without what would lead git to another repository or make it
    /// run something. Settings of the user (`GIT_CONFIG_…`) stay, since they say which folders the user trusts.
    private var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment.filter { name, _ in
            !name.hasPrefix("GIT_") || name.hasPrefix("GIT_CONFIG_") || name == "GIT_EXEC_PATH"
        }
        environment["LC_ALL"] = "C"
        environment["GIT_TERMINAL_PROMPT"] = "0"
        environment["GIT_OPTIONAL_LOCKS"] = "0"
        environment["GIT_LITERAL_PATHSPECS"] = "1"
        // What one clone puts in the place of commits (`refs/replace`) is no history of the site.
        environment["GIT_NO_REPLACE_OBJECTS"] = "1"
        environment["GIT_CEILING_DIRECTORIES"] = Disk.parent(of: root) ?? "/"
        // The settings of a repository (`core.worktree`) could say that its files are elsewhere.
        environment["GIT_WORK_TREE"] = root
        // Objects that a partial clone left on another machine stay there. The empty list of transports also holds in
        // versions before 2.44, which do not know the first, and against `protocol.ext.allow` of the repository.
        environment["GIT_NO_LAZY_FETCH"] = "1"
        environment["GIT_ALLOW_PROTOCOL"] = ""
        return environment
    }

    /// All that git prints.
    ///
    /// - Parameter input: what git reads.
    /// - Throws: `Failure` where git cannot be run, or ends with another code than 0.
    package func output(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
        try run(arguments, input: input) { $0.rest() }
    }

    /// Whether git can be kept from looking for a repository further up: the list that does so cannot hold a path with
    /// a colon.
    private var isHeld: Bool { !(Disk.parent(of: root) ?? "/").utf8.contains(UInt8(ascii: ":")) }

    /// Makes sure that git finds this very repository.
    private func refuseOthers() throws {
        let words = try start(["rev-parse", "--absolute-git-dir"], input: []) { $0.rest() }
        let found = String(decoding: words.last == 10 ? words.dropLast() : words[...], as: UTF8.self)
        guard let resolved = Disk.realPath(folder), Disk.realPath(found) == resolved else {
            throw Failure.refused("not a git repository: \(folder)", code: 0)
        }
    }

    /// Runs git and reads what it prints as it comes.
    ///
    /// - Throws: what `read` throws, or `Failure` where git cannot be run or ends with another code than 0.
    func run<Value>(_ arguments: [String], input: [UInt8] = [], _ read: (GitOutput) throws -> Value)
        throws
        -> Value
    {
        if !isHeld { try refuseOthers() }
        return try start(arguments, input: input, read)
    }

    private func start<Value>(_ arguments: [String], input: [UInt8], _ read: (GitOutput) throws -> Value)
        throws
        -> Value
    {
        // Files, so that neither side waits for the other: git may print much before it has read all.
        let words = try Self.temporaryFile([])
        defer { close(words) }
        let questions = input.isEmpty ? nil : try Self.temporaryFile(input)
        defer { if let questions { close(questions) } }
        var pipe: [Int32] = [-1, -1]
        guard guides_pipe(&pipe) == 0 else { throw DiskError("a pipe", "open") }
        let (output, end) = (pipe[0], pipe[1])
        let process: ChildProcess
        do throws(ChildProcess.NotStarted) {
            defer { close(end) }
            process = try ChildProcess(
                ["git", "-C", root, "--no-pager", "--no-optional-locks"]
                    + Self.settings.flatMap { ["-c", $0] } + arguments,
                environment: environment, .init(input: questions, output: end, errors: words))
        } catch {
            close(output)
            guard error.code == ENOENT else { throw DiskError("git", "start", code: error.code) }
            throw Failure.notInstalled
        }
        let result = Result { try read(GitOutput(output)) }
        // A git that still prints now finds its pipe closed, and ends.
        close(output)
        let code = process.wait()
        switch result {
        case .failure(let error as GitOutput.Ended):
            guard code == 0 else { break }
            throw error
        case .failure(let error): throw error
        case .success(let value): if code == 0 { return value }
        }
        throw Failure.refused(Self.reason(words), code: code)
    }

    /// The last line of git's error output without its prefix: `fatal: bad object HEAD` is `bad object HEAD`.
    private static func reason(_ words: Int32) -> String {
        lseek(words, 0, SEEK_SET)
        let lines = String(decoding: GitOutput(words).rest(), as: UTF8.self).lines.filter { !$0.isEmpty }
        let line = lines.first { $0.hasPrefix("fatal: ") } ?? lines.last ?? "it gave no reason"
        return String((line.firstRange(of: ": ").map { line[$0.upperBound...] } ?? line[...]).prefix(300))
    }

    /// An open file without a name.
    private static func temporaryFile(_ bytes: [UInt8]) throws(DiskError) -> Int32 {
        let path = "\(FileManager.default.temporaryDirectory.path)/guides-git-\(UUID().uuidString)"
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw DiskError(path, "create") }
        unlink(path)
        guard Disk.write(bytes, to: file, at: 0) else {
            defer { close(file) }
            throw DiskError(path, "write")
        }
        return file
    }

    // MARK: Asking

    /// The id of the commit that a revision names, such as `main`, `HEAD~3` or `v1.0`.
    ///
    /// - Throws: `Failure` where there is none.
    package func commit(_ revision: String) throws -> String {
        // A NUL would end the word for git, and a line end would not be seen in what is said of it.
        guard revision.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            throw Failure.refused("the name holds a control character", code: 0)
        }
        let bytes = try output(["rev-parse", "--verify", "--end-of-options", "\(revision)^{commit}"])
        let id = String(decoding: bytes, as: UTF8.self).lines.first ?? ""
        guard Self.isID(id.utf8) else { throw Failure.refused("it names no commit", code: 0) }
        return id
    }

    /// Whether a text is the full id of an object, SHA-1 or SHA-256.
    package static func isID(_ text: some Collection<UInt8>) -> Bool {
        [40, 64].contains(text.count)
            && text.allSatisfy { $0.isASCIIHexDigit && !$0.isASCIIUppercase }
    }

    /// The names of branches and tags, and of the branches of other machines as they were last fetched: `main`,
    /// `origin/main`, `v1.0`.
    package func branchesAndTags() throws -> [String] {
        let list = try output([
            "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags",
        ])
        return String(decoding: list, as: UTF8.self).lines.filter { !$0.isEmpty }
    }

    /// Whether some of the history is missing, so that the newest commits that are there cannot be told from the first.
    package func isShallow() throws -> Bool {
        try output(["rev-parse", "--is-shallow-repository"]).starts(with: Array("true".utf8))
    }

    /// Whether any commit was made yet.
    package func hasCommits() throws -> Bool {
        do {
            _ = try output(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])
            return true
        } catch Failure.refused(_, code: 1) {
            // With `--quiet` that is the code of a name that leads to no commit.
            return false
        }
    }

    /// The files in a folder of a commit, as paths from the root of the repository.
    ///
    /// - Parameters:
    ///   - path: of the folder, relative to the repository; empty for the repository itself.
    ///   - revision: `HEAD` or an id.
    package func files(in path: String, at revision: String) throws -> Set<String> {
        let list = try output(
            ["ls-tree", "-r", "-z", "--name-only", "--full-tree", "--end-of-options", revision]
                + (path.isEmpty ? [] : ["--", path]))
        return Set(list.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
    }

    /// Reads the contents of objects, one after the other, without any filter.
    ///
    /// - Parameters:
    ///   - ids: full ids.
    ///   - read: called for each that is there, with its number in `ids`, its size, and what git prints; it reads as
    ///     many bytes as the size says.
    package func blobs(_ ids: [String], _ read: (Int, Int, GitOutput) throws -> Void) throws {
        guard !ids.isEmpty else { return }
        let input = Array((ids.joined(separator: "\n") + "\n").utf8)
        try run(["cat-file", "--batch=%(objectsize)", "--buffer"], input: input) { output in
            for number in ids.indices {
                let line = try output.line()
                // "<id> missing" has no size.
                guard let size = Int(String(decoding: line, as: UTF8.self)) else { continue }
                try read(number, size, output)
                _ = try output.bytes(1)
            }
        }
    }
}

/// The output of git, read piece by piece.
package final class GitOutput {
    /// It ended before what was asked for.
    struct Ended: Error {}

    private let file: Int32
    private var buffer: [UInt8] = []
    private var at = 0

    init(_ file: Int32) { self.file = file }

    /// Reads more; false at the end.
    private func fill() -> Bool {
        if at > 0 {
            buffer.removeSubrange(..<at)
            at = 0
        }
        let count = buffer.count
        buffer += Disk.readNext(of: file)
        return buffer.count > count
    }

    /// The bytes up to the next LF, which is read too.
    func line() throws(Ended) -> [UInt8] {
        var from = at
        while true {
            if let end = buffer[from...].firstIndex(of: 10) {
                defer { at = end + 1 }
                return Array(buffer[at..<end])
            }
            from = buffer.count - at
            guard fill() else { throw Ended() }
        }
    }

    /// The next bytes.
    package func bytes(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        try pieces(count) { (piece) throws(Never) in bytes += piece }
        return bytes
    }

    /// The next bytes, piece by piece.
    package func pieces<Failure: Error>(_ count: Int, _ take: (ArraySlice<UInt8>) throws(Failure) -> Void)
        throws
    {
        var left = count
        while left > 0 {
            if at == buffer.count, !fill() { throw Ended() }
            let piece = buffer[at..<min(buffer.count, at + left)]
            try take(piece)
            at += piece.count
            left -= piece.count
        }
    }

    /// All that is left.
    func rest() -> [UInt8] {
        while fill() {}
        defer { at = buffer.count }
        return Array(buffer[at...])
    }
}
