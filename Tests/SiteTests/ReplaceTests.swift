import Foundation
import TestSupport
import Testing

@testable import Support

/// A file is replaced whole or stays as it is, and nothing is left beside it.
@Suite(.timeLimit(.minutes(15))) struct ReplaceTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [false, true]) func replacesAndKeepsRightsWhereAsked(_ keepsRights: Bool) throws {
        let folder = folder.path
        let path = folder + "/file"
        try Disk.writeNew([1], to: path)
        #expect(chmod(path, 0o600) == 0)
        try Disk.replace(path, with: [2, 3], keepsRights: keepsRights)
        #expect(try Disk.read(path) == [2, 3])
        #expect(try Disk.names(in: folder) == ["file"])
        let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect((rights == 0o600) == keepsRights)
    }

    @Test func leavesNothingBehindWhereItFails() throws {
        let folder = folder.path
        // A folder with something in it cannot be replaced by a file.
        try Disk.makeFolder(folder + "/file")
        try Disk.writeNew([1], to: folder + "/file/inside")
        #expect(throws: DiskError.self) { try Disk.replace(folder + "/file", with: [2]) }
        #expect(try Disk.names(in: folder) == ["file"])
        #expect(try Disk.read(folder + "/file/inside") == [1])
    }
}
