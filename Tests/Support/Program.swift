import Foundation
import Glibc
import Support
import Synchronization

/// A program that a test started, and what it wrote; ended with the value, or with the run.
///
/// Not started by Foundation's `Process`, which up to Swift 6.3.1 reads past a buffer where some 1,350 descriptors are
/// open (swift-corelibs-foundation#5472), and whose processes nobody can ask to have a fourth descriptor.
///
/// It gets no descriptor but its own: one that held the lock of a site would keep it locked. It blocks and ignores no
/// signal, as threads of a test run do. Its temporary files are in the run's folder.
package final class Program: Sendable {
    package struct Failure: Error, CustomStringConvertible {
        package let description: String

        package init(_ description: String) { self.description = description }
    }

    package let processID: pid_t
    private let outputFile: FileHandle
    private let errorFile: FileHandle
    private let code = Mutex<Int32?>(nil)

    /// - Parameters:
    ///   - command: a program by its name or path, and its arguments.
    ///   - environment: what is added to this process's.
    ///   - descriptors: more descriptors of the program, by their number in it, such as 3.
    /// - Throws: `Failure` where there is no such program.
    package init(
        _ command: [String], in folder: String? = nil, environment: [String: String] = [:],
        descriptors: [Int32: Int32] = [:]
    ) throws {
        let path = try Self.path(of: command[0])
        // The folder of a process is one for all its threads; `env` changes that of the program alone.
        let words = folder.map { ["env", "-C", $0, path] + command.dropFirst() } ?? command
        (outputFile, errorFile) = (try Self.unnamedFile(), try Self.unnamedFile())
        var own: [Int32: Int32] = [1: outputFile.fileDescriptor, 2: errorFile.fileDescriptor]
        own.merge(descriptors) { $1 }
        processID = try Self.spawn(
            folder == nil ? path : "/usr/bin/env", words,
            Self.environment.merging(["TMPDIR": TestRun.folder]) { $1 }.merging(environment) { $1 }, own)
    }

    deinit { end() }

    // MARK: Its end

    package var isRunning: Bool { reap() == nil }

    /// Waits for its end.
    ///
    /// - Returns: its exit code as a shell gives it: 137 where SIGKILL, 9, ended it.
    @discardableResult
    package func wait() -> Int32 {
        while true {
            // It is reaped under the lock, so that its number is nobody else's while a signal is sent.
            var info = siginfo_t()
            waitid(P_PID, id_t(processID), &info, WEXITED | WNOWAIT)
            if let code = reap() { return code }
        }
    }

    package func signal(_ number: Int32) {
        code.withLock { if $0 == nil { kill(processID, number) } }
    }

    /// Asks it to end, and does not ask again after five seconds.
    package func end() {
        signal(SIGTERM)
        for _ in 0..<500 where isRunning { usleep(10_000) }
        signal(SIGKILL)
        wait()
    }

    private func reap() -> Int32? {
        code.withLock { code in
            var status: Int32 = 0
            if code == nil, waitpid(processID, &status, WNOHANG) == processID {
                code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
                _ = TestRun.programs.withLock { $0.remove(processID) }
            }
            return code
        }
    }

    // MARK: Its words

    /// What it wrote so far.
    package var outputBytes: [UInt8] { Self.content(outputFile) }
    package var output: String { String(decoding: outputBytes, as: UTF8.self) }
    package var error: String { String(decoding: Self.content(errorFile), as: UTF8.self) }

    /// Opened again, since the program's own descriptors share one place in the file with ours.
    private static func content(_ file: FileHandle) -> [UInt8] {
        Array(FileManager.default.contents(atPath: "/proc/self/fd/\(file.fileDescriptor)") ?? Data())
    }

    /// A file and not a pipe, so that nobody waits for anybody to read.
    private static func unnamedFile() throws -> FileHandle {
        let path = "\(TestRun.folder)/words-\(UUID().uuidString)"
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Failure("cannot make \(path)") }
        unlink(path)
        return FileHandle(fileDescriptor: file, closeOnDealloc: true)
    }

    // MARK: Its start

    private static let environment = ProcessInfo.processInfo.environment

    /// Web servers are where only root's `PATH` leads.
    private static let folders =
        ((environment["PATH"] ?? "/usr/bin:/bin") + ":/usr/sbin:/sbin").split(separator: ":")

    private static func path(of program: String) throws -> String {
        let paths = program.contains("/") ? [program] : folders.map { "\($0)/\(program)" }
        guard let path = paths.first(where: { access($0, X_OK) == 0 }) else {
            throw Failure("\(program) is missing; `.ci/setup tests` installs what tests need")
        }
        return path
    }

    private static func spawn(
        _ path: String, _ arguments: [String], _ environment: [String: String], _ descriptors: [Int32: Int32]
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        // Copies above all numbers that are given, lest one takes the place of another that is still needed.
        var copies: [Int32] = []
        defer { for copy in copies { close(copy) } }
        for (number, descriptor) in descriptors {
            let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 16)
            copies.append(copy)
            posix_spawn_file_actions_adddup2(&actions, copy, number)
        }
        for number in 3..<1024 as Range<Int32> where descriptors[number] == nil {
            posix_spawn_file_actions_addclose(&actions, number)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let words = arguments.map { strdup($0) }
        let variables = environment.map { strdup("\($0)=\($1)") }
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, path, &actions, &attributes, words + [nil], variables + [nil])
        guard code == 0 else {
            throw Failure("\(path) did not start: \(String(cString: strerror(code)))")
        }
        TestRun.programs.withLock { [process] in _ = $0.insert(process) }
        return process
    }
}

// MARK: - Running to the end

extension Program {
    /// What a program that has ended leaves.
    package struct Result: Sendable {
        /// The exit code as a shell gives it: 137 where SIGKILL, 9, ended it.
        package var code: Int32
        package var output: String
        package var error: String
    }

    /// Runs a program to its end.
    package static func run(
        _ command: [String], in folder: String? = nil, environment: [String: String] = [:]
    ) throws -> Result {
        let program = try Program(command, in: folder, environment: environment)
        let code = program.wait()
        return Result(code: code, output: program.output, error: program.error)
    }
}

/// Runs the real tool to its end.
package func run(_ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]) throws
    -> Program.Result
{
    try Program.run([tool] + arguments, in: folder, environment: environment)
}

/// Runs lines of shell to their end.
package func shell(_ lines: String, in folder: String? = nil, environment: [String: String] = [:]) throws
    -> Program.Result
{
    try Program.run(["bash", "-c", lines], in: folder, environment: environment)
}
