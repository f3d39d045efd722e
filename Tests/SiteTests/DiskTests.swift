import Foundation
import TestSupport
import Testing

@testable import Support

/// Files, folders and links as the disk has them.
@Suite(.timeLimit(.minutes(15))) struct DiskTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path }

    init() throws { folder = try TemporaryFolder() }

    private func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: "\(path)/\(name)", withDestinationPath: target)
    }

    private func write(_ name: String, _ text: String) throws {
        if let folder = Disk.parent(of: "\(path)/\(name)") { try Disk.makeFolder(folder) }
        try Disk.writeNew(Array(text.utf8), to: "\(path)/\(name)")
    }

    /// What links lead to stays as it is, inside a tree and at its top.
    @Test func aTreeGoesWithoutWhatItsLinksLeadTo() throws {
        try write("kept/file", "x")
        try write("tree/deep/file", "x")
        try link("tree/deep/inner", to: "../../kept")
        try link("tree/file", to: "../kept/file")
        try link("top", to: "kept")
        try link("nothing", to: "nowhere")
        for name in ["tree", "top", "nothing", "away"] { Disk.removeTree("\(path)/\(name)") }
        #expect(try Disk.names(in: path) == ["kept"])
        #expect(try Disk.names(in: path + "/kept") == ["file"])
    }

    /// What a failed replacement left behind is in nobody's way.
    @Test func leftoversOfAReplacementGo() throws {
        try write("file", "one")
        try write("file.guides-new", "half of")
        try Disk.replace(path + "/file", with: Array("two".utf8))
        #expect(try Disk.read(path + "/file") == Array("two".utf8))
        #expect(try Disk.names(in: path) == ["file"])
        #expect(throws: DiskError.self) { try Disk.replace(path + "/away/file", with: [1]) }
        #expect(try Disk.names(in: path) == ["file"])
    }

    @Test func textIsAddedAtTheEnd() throws {
        for text in ["one\n", "", "two\n"] { try Disk.append(text, to: path + "/summary") }
        #expect(try Disk.read(path + "/summary") == Array("one\ntwo\n".utf8))
    }

    /// A path is that of what is there, however it is written and whatever of it is still to be made.
    @Test(arguments: [
        ("a/b", "a/b"), ("a/b/", "a/b"), ("a/./b", "a/b"), ("a/../a/b", "a/b"), ("to-a/b", "a/b"),
        ("to-a/new", "a/new"), ("new", "new"), ("new/deeper", "new/deeper"), ("new/../other", "other"),
        ("new/deeper/../../other", "other"), ("new/./deeper/..", "new"), ("a/new/../b", "a/b"),
        ("to-b/../new", "a/new"), ("a/b/../../new/x", "new/x"), ("with space/ä", "with space/ä"),
    ])
    func pathsAreThoseOfWhatIsThere(_ written: String, _ wanted: String) throws {
        try Disk.makeFolder(path + "/a/b")
        try link("to-a", to: "a")
        try link("to-b", to: "a/b")
        let real = try #require(Disk.realPath(path))
        #expect(Disk.canonicalPath("\(path)/\(written)") == "\(real)/\(wanted)")
    }

    /// Two files of one length that differ late, and files of no and of odd lengths.
    @Test(arguments: [0, 1, 1 << 18, 1 << 18 + 1, 3 << 18 - 1])
    func filesAreComparedToTheEnd(_ size: Int) throws {
        var bytes = [UInt8](repeating: 7, count: size)
        for name in ["one", "same"] { try Disk.writeNew(bytes, to: "\(path)/\(name)") }
        #expect(try Disk.holdSame(path + "/one", path + "/same"))
        for offset in Set([0, size / 2, size - 1]) where bytes.indices.contains(offset) {
            bytes[offset] = 8
            try Disk.replace(path + "/other", with: bytes)
            #expect(try !Disk.holdSame(path + "/one", path + "/other"), "\(offset)")
            bytes[offset] = 7
        }
        #expect(throws: DiskError.self) { try Disk.holdSame(path + "/one", path + "/away") }
    }

    /// A reader of stamps goes from folder to folder, also between those with names of one length.
    @Test func stampsAreThoseOfTheirFiles() throws {
        let names = [
            "a", "one/a", "two/a", "one/b", "two/b", "one/deep/a", "two/deep/a", "a\u{301}", "with space/#",
        ]
        for (number, name) in names.enumerated() {
            try write(name, String(repeating: "x", count: number + 1))
        }
        try link("one/link", to: "a")
        let reader = Disk.StampReader(path)
        for name in names + names.reversed() + ["one/link"] {
            #expect(reader.stamp(of: name) == Disk.status("\(path)/\(name)")?.stamp, "\(name)")
        }
        for name in ["away", "one/away", "away/a", "two/\(String(repeating: "x", count: 300))"] {
            #expect(reader.stamp(of: name) == nil, "\(name)")
        }
        #expect(reader.stamp(of: "two/a")?.size == 3)
    }

    @Test func partsOfFilesAreRead() throws {
        try write("file", "abcdef")
        #expect(try Disk.read(path + "/file", first: 3) == Array("abc".utf8))
        #expect(try Disk.read(path + "/file", first: 10) == Array("abcdef".utf8))
        #expect(try Disk.read(path + "/file", first: 0) == [])
        #expect(mkfifo(path + "/pipe", 0o600) == 0)
        for name in ["", "pipe", "away"] {
            #expect(throws: DiskError.self) { try Disk.read("\(path)/\(name)") }
        }
        let file = try Disk.NewFile(path + "/pieces")
        let pieces = (0..<5).map { [UInt8](repeating: UInt8($0), count: 100_000) }
        for piece in pieces { try file.append(piece[...]) }
        #expect(try file.close().size == 500_000)
        #expect(try Disk.read(path + "/pieces") == pieces.flatMap { $0 })
    }

    /// What waits is read again where it was put.
    @Test func spooledPiecesAreReadWhereTheyWerePut() throws {
        let stores: [any ByteStore] = [MemoryStore(), try Spool(path + "/spool")]
        for store in stores {
            let pieces = [[1, 2, 3], [], [4], [UInt8](repeating: 9, count: 70_000)]
            let ranges = try pieces.map { try store.append($0) }
            for (range, piece) in zip(ranges, pieces).reversed() { #expect(try store.read(range) == piece) }
        }
        #expect(try Disk.names(in: path) == [])
    }

    @Test(arguments: [
        (ENOSPC, "Free some disk space and try again."), (EDQUOT, "Free some disk space and try again."),
        (EACCES, "Give this user the right to do so, or choose another folder."),
        (EPERM, "Give this user the right to do so, or choose another folder."),
        (EROFS, "Give this user the right to do so, or choose another folder."), (ENOENT, "Check the path."),
        (EMFILE, "Raise the limit on open files (ulimit -n)."),
        (ENFILE, "Raise the limit on open files (ulimit -n)."), (EIO, "Check that path, and try again."),
    ])
    func errorsSayWhatToDo(_ code: Int32, _ advice: String) {
        let reason = String(cString: strerror(code))
        #expect("\(DiskError("/a b", "write", code: code))" == "cannot write /a b: \(reason). \(advice)")
        #expect("\(DiskError("/a", "make", code: code, because: "it is so."))" == "cannot make /a: it is so.")
    }
}
