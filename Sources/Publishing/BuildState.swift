import Content
import Findings
import Hosts
import Support

/// The inputs and outputs of the last build, kept in the site's `.guides/` folder. It tells which published files are the
/// tool's own, and whether anything has changed at all since.
///
/// One that is missing, of another version or cut short costs time, never truth.
struct BuildState: Sendable {
    /// All that the output depends on besides the files: options, and the tool itself.
    var key = ""
    /// When the build began, in nanoseconds since 1970.
    var started: Int64 = 0
    var inputs: [ContentTree.File] = []
    /// git's own files; nil where no day came from git.
    var gitFingerprint: [Disk.Stamp]?
    /// The published files, by path; a stamp is nil while a build is under way.
    var outputs: [(path: String, stamp: Disk.Stamp?)] = []
    var findings: [Finding] = []
    var guides = 0
    var links = 0
    /// Notices from git about the days of changes.
    var notices: [String] = []
    /// The files of rules for hosts beside the output folder.
    var rules: [Rules] = []

    /// A file of rules, such as `Public.nginx.conf`, as a build wrote it.
    struct Rules: Sendable {
        /// Such as `nginx.conf`.
        let ending: String
        fileprivate let stamp: Disk.Stamp?

        fileprivate init(ending: String, stamp: Disk.Stamp?) { (self.ending, self.stamp) = (ending, stamp) }

        /// The file that is there now.
        ///
        /// - Parameter output: the output folder.
        init(ending: String, beside output: String) {
            self.init(
                ending: ending, stamp: Disk.status(Self.path(beside: output, ending: ending))?.stamp)
        }

        /// The path of the file with an ending, without a slash between the two.
        static func path(beside output: String, ending: String) -> String {
            let cut = output.utf8.lastIndex { $0 != UInt8(ascii: "/") }
            return "\(cut.map { output[...$0] } ?? "").\(ending)"
        }

        /// Whether it is there as it was written.
        func isUnchanged(beside output: String) -> Bool {
            stamp != nil && Rules(ending: ending, beside: output).stamp == stamp
        }
    }

    private static let magic = "guides build state 7"
    /// Magic texts of former versions, whose states still tell which files are the tool's own.
    private static let formerMagics = [
        "guides build state 2", "guides build state 3", "guides build state 4", "guides build state 5",
        "guides build state 6",
    ]

    /// The state's file for one output folder: a site may be built into several. It is the same however the folder is
    /// named, and whether or not it is there yet.
    static func path(site folder: String, output: String) -> String {
        name(site: folder, output: output) + ".state"
    }

    /// The path of what a build into an output folder keeps, without the ending.
    static func name(site folder: String, output: String) -> String {
        let name = ContentHash.hexadecimal(Array(Disk.canonicalPath(output).utf8)).prefix(16)
        return "\(folder)/.guides/build-\(name)"
    }

    /// Whether a path is one that a build can have written below its output folder, such as `guides/tls.html`. A state from
    /// elsewhere, such as a cache of CI, may name any file, and a build removes what it names.
    static func isOutput(_ path: String) -> Bool {
        // No part of a path is empty or begins with a dot: nothing that does is published, and `.` and `..` lead elsewhere.
        var startsName = true
        for byte in path.utf8 {
            let isSlash = byte == UInt8(ascii: "/")
            if byte < 32 || byte == 127 || startsName && (isSlash || byte == UInt8(ascii: ".")) {
                return false
            }
            startsName = isSlash
        }
        return !startsName
    }

    /// Whether all inputs are surely unchanged.
    func matches(_ tree: ContentTree, key: String) -> Bool {
        guard self.key == key, tree.findings.isEmpty, inputs == tree.files else { return false }
        return !inputs.contains { $0.stamp.isRacy(at: started) }
    }

    /// A state as it was read before the site was locked.
    struct Early: Sendable {
        private let path: String
        private let state: BuildState?
        private let stamp: Disk.Stamp?

        init(_ path: String) {
            self.path = path
            stamp = Disk.status(path)?.stamp
            state = BuildState.load(path)
        }

        /// The state that is there now, which another build may have written meanwhile.
        var present: BuildState? { Disk.status(path)?.stamp == stamp ? state : BuildState.load(path) }
    }

    /// Reads a state; nil where there is none, or none that can be read.
    static func load(_ path: String) -> BuildState? {
        guard let bytes = try? Disk.read(path), bytes.count > 32 else { return nil }
        let body = bytes.dropLast(32)
        guard ContentHash.digest(body) == Array(bytes.suffix(32)) else { return nil }
        return try? BuildState(body)
    }

    private init(_ bytes: ArraySlice<UInt8>) throws(BinaryReader.Broken) {
        var reader = BinaryReader(bytes)
        let version = try reader.longText()
        guard version == Self.magic || Self.formerMagics.contains(version) else {
            throw BinaryReader.Broken()
        }
        key = try reader.longText()
        started = Int64(bitPattern: try reader.number())
        let usesGit = try reader.number() == 1
        var stamps: [Disk.Stamp] = []
        for _ in 0..<(try reader.count()) { stamps.append(try reader.stamp()) }
        gitFingerprint = usesGit ? stamps : nil
        let inputCount = try reader.count()
        inputs.reserveCapacity(inputCount)
        for _ in 0..<inputCount {
            inputs.append(ContentTree.File(path: try reader.longText(), stamp: try reader.stamp()))
        }
        let outputCount = try reader.count()
        outputs.reserveCapacity(outputCount)
        for _ in 0..<outputCount {
            let path = try reader.longText()
            guard Self.isOutput(path) else { throw BinaryReader.Broken() }
            let isKnown = try reader.number() == 1
            outputs.append((path, isKnown ? try reader.stamp() : nil))
        }
        guard version == Self.magic else {
            // Of another version of the tool, so that nothing else of it counts.
            key = ""
            return
        }
        findings = try reader.list()
        guides = try reader.int()
        links = try reader.int()
        for _ in 0..<(try reader.count()) { notices.append(try reader.longText()) }
        for _ in 0..<(try reader.count()) {
            let ending = try reader.longText()
            // A state from elsewhere may name any file, and a build removes what it names.
            guard Hosts.endings.contains(ending) else { throw BinaryReader.Broken() }
            rules.append(Rules(ending: ending, stamp: try reader.number() == 1 ? try reader.stamp() : nil))
        }
    }

    init() {}

    /// Writes the state whole or not at all.
    func save(_ path: String) throws(DiskError) {
        var writer = BinaryWriter()
        writer.reserve(
            outputs.reduce(1024) { $0 + $1.path.utf8.count + 48 }
                + inputs.reduce(0) { $0 + $1.path.utf8.count + 40 })
        writer.write(long: Self.magic)
        writer.write(long: key)
        writer.write(UInt64(bitPattern: started))
        writer.write(long: gitFingerprint == nil ? 0 : 1)
        writer.write(long: gitFingerprint?.count ?? 0)
        for stamp in gitFingerprint ?? [] { writer.write(stamp) }
        writer.write(long: inputs.count)
        for input in inputs {
            writer.write(long: input.path)
            writer.write(input.stamp)
        }
        writer.write(long: outputs.count)
        for output in outputs {
            writer.write(long: output.path)
            writer.write(long: output.stamp == nil ? 0 : 1)
            if let stamp = output.stamp { writer.write(stamp) }
        }
        writer.write(findings)
        writer.write(long: guides)
        writer.write(long: links)
        writer.write(long: notices.count)
        for notice in notices { writer.write(long: notice) }
        writer.write(long: rules.count)
        for file in rules {
            writer.write(long: file.ending)
            writer.write(long: file.stamp == nil ? 0 : 1)
            if let stamp = file.stamp { writer.write(stamp) }
        }
        writer.append(ContentHash.digest(writer.bytes[...]))
        try Disk.replace(path, with: writer.bytes)
    }
}
