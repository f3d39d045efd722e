import Foundation
import TestSupport

@testable import Support

/// The real tool, ended by SIGKILL right before a step that changes the disk: making, moving or removing a file or a folder.
struct StoppedBuild {
    /// A library that is loaded before the C library and counts the tool's steps below some folders.
    private static let source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <fcntl.h>
        #include <signal.h>
        #include <stdarg.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/stat.h>
        #include <sys/types.h>
        #include <unistd.h>

        static int count;

        static void step(const char *path) {
            const char *last = getenv("STOPPED_BEFORE"), *within = getenv("STOPPED_WITHIN");
            if (!last || !path || !strstr(path, within)) return;
            if (__sync_add_and_fetch(&count, 1) == atoi(last)) kill(getpid(), SIGKILL);
        }

        #define REAL(name) ((__typeof__(name) *)dlsym(RTLD_NEXT, #name))

        int rename(const char *from, const char *to) { step(from); return REAL(rename)(from, to); }
        int unlink(const char *path) { step(path); return REAL(unlink)(path); }
        int rmdir(const char *path) { step(path); return REAL(rmdir)(path); }
        int mkdir(const char *path, mode_t mode) { step(path); return REAL(mkdir)(path, mode); }

        int open(const char *path, int flags, ...) {
            va_list list;
            va_start(list, flags);
            mode_t mode = va_arg(list, mode_t);
            va_end(list);
            if (flags & O_CREAT) step(path);
            return REAL(open)(path, flags, mode);
        }

        int open64(const char *path, int flags, ...) {
            va_list list;
            va_start(list, flags);
            mode_t mode = va_arg(list, mode_t);
            va_end(list);
            if (flags & O_CREAT) step(path);
            return REAL(open64)(path, flags, mode);
        }
        """

    private let folder: TemporaryFolder
    private let library: String

    /// - Throws: where there is no compiler, which every Swift toolchain has.
    init() throws {
        folder = try TemporaryFolder()
        library = folder.path + "/steps.so"
        try Disk.writeNew(Array(Self.source.utf8), to: folder.path + "/steps.c")
        let made = try Program.run([
            "clang", "-shared", "-fPIC", "-O1", "-D_GNU_SOURCE", "-o", library, folder.path + "/steps.c",
            "-ldl",
        ])
        guard made.code == 0 else { throw Program.Failure("the library was not made: \(made.error)") }
    }

    /// Builds a site, and ends the build before a step.
    ///
    /// - Parameter step: from 1.
    /// - Returns: whether the build came to its end first.
    func run(_ site: String, before step: Int, _ arguments: [String] = []) throws -> Bool {
        let result = try TestSupport.run(
            ["build", "--site", site, "--jobs", "1"] + arguments,
            environment: [
                "LD_PRELOAD": library, "STOPPED_BEFORE": "\(step)", "STOPPED_WITHIN": "guides-",
            ])
        switch result.code {
        case 0: return true
        case 128 + SIGKILL: return false
        default: throw Program.Failure("the build failed: \(result)")
        }
    }
}
