import TestSupport
import Testing

@testable import LinkProbe
@testable import Support

/// Where the certificates are that a system trusts.
@Suite(.timeLimit(.minutes(15))) struct CertificateFileTests {
    /// Debian has it in the first place.
    @Test func thisSystemHasOne() throws {
        let file = try #require(CertificateFile.current)
        #expect(file == CertificateFile.usual[0])
        #expect(try Disk.read(file).starts(with: "-----BEGIN CERTIFICATE-----".utf8))
    }

    /// Another system has it elsewhere. Fedora has links, and a folder is no file.
    @Test func theFirstFileCounts() throws {
        let folder = try TemporaryFolder()
        func path(_ name: String) -> String { "\(folder.path)/\(name)" }
        let paths = ["missing", "folder", "dangling", "link", "file"].map(path)
        #expect(CertificateFile.first(of: paths) == nil)
        try Disk.makeFolder(path("folder"))
        try Disk.writeNew([], to: path("file"))
        #expect(try shell("ln -s nowhere dangling", in: folder.path).code == 0)
        #expect(CertificateFile.first(of: paths) == path("file"))
        #expect(try shell("ln -s file link", in: folder.path).code == 0)
        #expect(CertificateFile.first(of: paths) == path("link"))
    }
}
