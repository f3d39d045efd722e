import CGNU
import Glibc

/// A program that runs beside this one, in a process group of its own, so that Ctrl-C at a terminal ends this one alone.
///
/// It gets the three standard files, and no other file that is open here.
package struct ChildProcess: Sendable {
    /// The program is not installed, or the system cannot start another one.
    package struct NotStarted: Error {
        /// The system's error number (errno), such as `ENOENT`.
        package let code: Int32
    }

    /// The open files that become its standard files; `/dev/null` where nil.
    package struct Files: Sendable {
        var input: Int32?
        var output: Int32?
        var errors: Int32?

        package init(input: Int32? = nil, output: Int32? = nil, errors: Int32? = nil) {
            (self.input, self.output, self.errors) = (input, output, errors)
        }
    }

    private let id: pid_t

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - arguments: its name, which is looked for in the folders of PATH, and what it is given: `["git", "log"]`.
    ///   - environment: that of this process where nil.
    package init(_ arguments: [String], environment: [String: String]? = nil, _ files: Files)
        throws(NotStarted)
    {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        var copies: [Int32] = []
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
            for copy in copies { close(copy) }
        }
        for (number, file) in [files.input, files.output, files.errors].enumerated() {
            guard let file else {
                posix_spawn_file_actions_addopen(&actions, Int32(number), "/dev/null", O_RDWR, 0)
                continue
            }
            // Where this process was started without standard files, others have their numbers.
            let copy = fcntl(file, F_DUPFD_CLOEXEC, 3)
            guard copy >= 0 else { throw NotStarted(code: errno) }
            copies.append(copy)
            posix_spawn_file_actions_adddup2(&actions, copy, Int32(number))
        }
        guides_close_from(&actions, 3)
        // What is ignored here would be ignored there too.
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for signal in [SIGINT, SIGPIPE, SIGTERM] { sigaddset(&defaults, signal) }
        var unblocked = sigset_t()
        sigemptyset(&unblocked)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setsigmask(&attributes, &unblocked)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
        let list = CStrings(arguments)
        let variables = environment.map { CStrings($0.map { "\($0.key)=\($0.value)" }) }
        var id: pid_t = 0
        let code = withExtendedLifetime((list, variables)) {
            posix_spawnp(
                &id, arguments.first ?? "", &actions, &attributes, list.pointers,
                variables?.pointers ?? environ)
        }
        guard code == 0 else { throw NotStarted(code: code) }
        self.id = id
    }

    /// Waits for its end.
    ///
    /// - Returns: the code that it exits with, or 128 and the number of the signal that ends it, as shells have it.
    package func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 {
            guard errno == EINTR else { return 127 }
        }
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }
}

/// Texts as C has lists of them: each ends with a NUL, and the list with a null pointer.
private final class CStrings {
    let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    init(_ texts: [String]) {
        count = texts.count
        pointers = .allocate(capacity: count + 1)
        for (index, text) in texts.enumerated() { (pointers + index).initialize(to: strdup(text)) }
        (pointers + count).initialize(to: nil)
    }

    deinit {
        for index in 0..<count { free(pointers[index]) }
        pointers.deallocate()
    }
}
