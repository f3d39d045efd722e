import Content
import Support

/// The folder that is imported: all files that may be read, by their paths in it. Nothing in it is ever written.
package struct SourceFolder: Sendable {
    /// The folder's path on the disk.
    private let root: String
    /// Relative to the folder, sorted by bytes.
    let files: [String]
    private let known: Set<String>
    /// What is in the folder and cannot be read.
    let entries: [ImportEntry]

    /// The most files that a folder may have, and the most folders within each other.
    static let mostFiles = 100_000
    static let deepestFolder = 64
    /// The most bytes of a file that is copied as it is: 64 MB.
    static let largestFile = 64 << 20

    /// Folders of programs and of what they made, which hold no documentation.
    private static let passedOver: Set<String> = ["node_modules", "__pycache__"]

    /// Looks through a folder.
    ///
    /// - Throws: `CannotImport` where it is none, or has too many files; `DiskError` where it cannot be read.
    package init(_ root: String) throws {
        guard let status = Disk.status(root, followsLinks: true) else {
            throw CannotImport("there is no folder \(MessageText.name(root)); check the path")
        }
        guard status.kind == .folder else {
            throw CannotImport(
                "\(MessageText.name(root)) is not a folder; name the folder of the documentation")
        }
        self.root = root
        var (files, entries): ([String], [ImportEntry]) = ([], [])
        var open = [""]
        while let folder = open.popLast() {
            let names: [String]
            do throws(DiskError) {
                names = try Disk.names(in: folder.isEmpty ? root : "\(root)/\(folder)")
            } catch {
                if folder.isEmpty { throw error }
                entries.append(ImportEntry(.left, folder, 1, "this folder cannot be read: \(error.reason)"))
                continue
            }
            for name in names where !Self.passedOver.contains(name) {
                // Of the settings of generators few start with a dot.
                if name.begins("."), name != ".vitepress", !name.begins(".openpublishing.") { continue }
                let path = RelativePath.join(folder, name)
                switch Self.place(of: path, in: root) {
                case .file: files.append(path)
                case .folder: open.append(path)
                case .unfit(let reason): entries.append(ImportEntry(.left, path, 1, reason))
                case .nothing: break
                }
            }
            guard files.count <= Self.mostFiles else {
                throw CannotImport(
                    "the folder has more than \(Self.mostFiles) files; name the folder of the documentation alone"
                )
            }
        }
        self.files = files.sorted { $0.precedesInBytes($1) }
        known = Set(files)
        self.entries = entries
    }

    /// What is at a path.
    private enum Place {
        case file, folder, nothing
        /// It cannot be read, for a reason.
        case unfit(String)
    }

    private static func place(of path: String, in root: String) -> Place {
        guard ContentTree.isName(path.fileName) else {
            return .unfit("the name has a character that no address can have")
        }
        guard let status = Disk.status("\(root)/\(path)") else { return .nothing }
        switch status.kind {
        case .file:
            return status.stamp.size > largestFile
                ? .unfit("the file is larger than \(largestFile >> 20) MB") : .file
        case .folder:
            return path.utf8.count(where: { $0 == UInt8(ascii: "/") }) < deepestFolder
                ? .folder : .unfit("the folder is nested deeper than \(deepestFolder) levels")
        case .link: return .unfit("this is a symbolic link; replace it with a copy of the file")
        case .other: return .unfit("this is neither a file nor a folder")
        }
    }

    func has(_ path: String) -> Bool { known.contains(path) }

    /// The bytes of a file; nil where it cannot be read.
    func bytes(_ path: String) -> [UInt8]? {
        guard known.contains(path) else { return nil }
        return try? Disk.read("\(root)/\(path)", first: Self.largestFile)
    }

    /// The text of a file, in UTF-8 and without a byte order mark; nil where it is none, or larger than a guide may be.
    func text(_ path: String) -> String? {
        guard var bytes = bytes(path), bytes.count <= SiteContent.largestGuide,
            UTF8Text.firstFault(in: bytes) == nil, UTF8Text.firstNUL(in: bytes) == nil
        else { return nil }
        if bytes.starts(with: FrontMatterSplit.byteOrderMark) { bytes.removeFirst(3) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The lines of a text file, without their ends; nil where it is none.
    func lines(_ path: String) -> [SourceLine]? { text(path).map(SourceLine.lines) }

    /// The first of some files that is there.
    func first(of paths: [String]) -> String? { paths.first(where: has) }

    /// Whether a folder has a file, in it or below.
    func hasFolder(_ path: String) -> Bool {
        let prefix = path + "/"
        return files.contains { $0.begins(prefix) }
    }
}

/// A line of a guide on its way into the site.
struct SourceLine: Sendable, Equatable {
    /// Without its line end.
    var text: String
    /// The line of the source that it comes from, from 1.
    var number: Int

    init(_ text: some StringProtocol, _ number: Int) {
        self.text = String(text)
        self.number = number
    }

    /// The lines of a text, whose ends may be LF, CR LF or CR.
    static func lines(_ text: String) -> [SourceLine] {
        let source = SourceText(Array(text.utf8))
        return source.lineStarts.indices.map { index in
            SourceLine(String(decoding: source.bytes[source.line(index)], as: UTF8.self), index + 1)
        }
    }
}
