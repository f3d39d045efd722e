import Foundation
import TestSupport
import Testing

@testable import Hosts
@testable import Support

/// How the tool starts git and the browser of the desktop.
@Suite(.timeLimit(.minutes(15))) struct ChildProcessTests {
    /// A file that can be read and written, and its number.
    private static func file(in folder: TemporaryFolder, _ text: String = "") throws -> Int32 {
        let path = "\(folder.path)/\(UUID().uuidString)"
        try Disk.writeNew(Array(text.utf8), to: path)
        return open(path, O_RDWR | O_CLOEXEC)
    }

    private static func text(_ file: Int32) -> String {
        lseek(file, 0, SEEK_SET)
        return String(decoding: Disk.readNext(of: file), as: UTF8.self)
    }

    @Test(arguments: [
        ("exit 0", Int32(0)), ("exit 7", 7), ("exit 255", 255), ("kill -9 $$", 137), ("kill -15 $$", 143),
        // Nothing that this process ignores is ignored there.
        ("kill -INT $$; sleep 5", 130), ("kill -PIPE $$; sleep 5", 141),
    ])
    func tellsHowAProgramEnds(_ script: String, _ code: Int32) throws {
        signal(SIGPIPE, SIG_IGN)
        #expect(try ChildProcess(["sh", "-c", script], .init()).wait() == code)
    }

    @Test func namesAProgramThatIsMissing() throws {
        let error = #expect(throws: ChildProcess.NotStarted.self) {
            try ChildProcess(["guides-no-such-program"], .init())
        }
        #expect(error?.code == ENOENT)
    }

    @Test func handsOverFilesAndEnvironment() throws {
        let folder = try TemporaryFolder()
        let files = try (Self.file(in: folder, "in\n"), Self.file(in: folder), Self.file(in: folder))
        let child = try ChildProcess(
            ["sh", "-c", "read word; echo \"$word $GUIDES_WORD $#\"; echo no >&2", "sh", "a b", ""],
            environment: ["GUIDES_WORD": "wörd", "PATH": "/usr/bin:/bin"],
            .init(input: files.0, output: files.1, errors: files.2))
        #expect(child.wait() == 0)
        #expect(Self.text(files.1) == "in wörd 2\n" && Self.text(files.2) == "no\n")
        for file in [files.0, files.1, files.2] { close(file) }
    }

    /// Nothing else that is open here, such as a lock or a connection, is open there.
    @Test func handsOverNothingElse() throws {
        let folder = try TemporaryFolder()
        let (output, other) = (try Self.file(in: folder), open(folder.path, O_RDONLY))
        #expect(fcntl(other, F_GETFD) & FD_CLOEXEC == 0)
        let child = try ChildProcess(["sh", "-c", "ls /proc/$$/fd"], .init(output: output))
        #expect(child.wait() == 0)
        #expect(Self.text(output).split(separator: "\n").compactMap { Int($0) }.sorted() == [0, 1, 2])
        close(other)
        close(output)
    }

    /// Ctrl-C at a terminal is for a whole process group.
    @Test func isInAGroupOfItsOwn() throws {
        let folder = try TemporaryFolder()
        let output = try Self.file(in: folder)
        let child = try ChildProcess(["sh", "-c", "ps -o pgid= -p $$; echo $$"], .init(output: output))
        #expect(child.wait() == 0)
        let numbers = Self.text(output).split { !$0.isNumber }
        #expect(numbers.count == 2 && numbers[0] == numbers[1])
        close(output)
    }

    /// A certificate is renewed by leading a link to another file.
    @Test func rulesNameTheLinksOfACertificate() throws {
        let folder = try TemporaryFolder()
        let here = try #require(Disk.realPath("."))
        let root = try #require(Disk.realPath(folder.path))
        try Disk.makeFolder("\(root)/first")
        symlink("first", "\(root)/now")
        for (path, whole) in [
            ("\(root)/now/chain.pem", "\(root)/now/chain.pem"), ("\(root)/./now//", "\(root)/now"),
            ("\(root)/now/../chain.pem", "\(root)/chain.pem"), ("\(root)/no/../now/a", "\(root)/now/a"),
            ("\(root)/now/..", root), ("/chain.pem", "/chain.pem"), ("/no/", "/no"), ("/", "/"), ("/..", "/"),
            ("no/", "\(here)/no"), ("./no", "\(here)/no"), (".", here), ("", here),
            ("../no", Disk.parent(of: here).map { "\($0)/no" } ?? "/no"),
        ] {
            #expect(HostedSite.Options.absolute(path) == whole, "\(path)")
        }
    }
}
