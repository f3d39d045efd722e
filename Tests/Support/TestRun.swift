import Foundation
import Glibc
import Support
import Synchronization

/// What all tests of a run share, and what goes at its end.
package enum TestRun {
    /// The repository's folder.
    package static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// The tool, as `swift build` made it beside the tests.
    package static let tool = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("guides").path

    /// The folder for everything that the tests and their programs leave lying, such as `/tmp/guides-tests-4711`.
    static let folder: String = {
        let path = NSTemporaryDirectory() + "guides-tests-\(getpid())"
        try? Disk.makeFolder(path)
        atexit {
            TestRun.endPrograms()
            Disk.removeTree(TestRun.folder)
        }
        return path
    }()

    /// The programs that have not ended yet. What lives as long as the whole run has nobody else to end it.
    static let programs = Mutex<Set<pid_t>>([])

    private static func endPrograms() {
        let left = programs.withLock { $0 }
        for program in left { kill(program, SIGTERM) }
        for program in left {
            var tries = 0
            while waitpid(program, nil, WNOHANG) == 0 {
                tries += 1
                if tries == 200 { kill(program, SIGKILL) }
                usleep(10_000)
            }
        }
    }
}

package let repository = TestRun.repository
package let tool = TestRun.tool
