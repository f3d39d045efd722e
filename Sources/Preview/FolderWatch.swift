import Content
import Dispatch
import Glibc
import Support
import Synchronization

/// Tells when anything in a site's folders changes, however it is saved: in place, by a rename over the old file, or
/// many files at once.
///
/// It asks the kernel (inotify(7)); where that has no watches left, it looks through the folders itself, a few times a
/// second.
package final class FolderWatch: Sendable {
    /// One element for each time that something changed and all was quiet again; `take` says what.
    let changes: AsyncStream<Void>

    /// Changes since they were last taken.
    struct Changes: Sendable, Equatable {
        /// Files, relative to the site's folder.
        var files: Set<String> = []
        /// Whether anything else may have changed too, such as folders.
        var isEverything = false
    }

    private let pending = Mutex(Changes())
    private let isScanning = Mutex(false)

    /// The reason why the folders are looked through instead of watched, for the user; nil where they are watched.
    package var notice: String? {
        isScanning.withLock { $0 }
            ? "the system has no watches left for these folders, so they are scanned three times a second; "
                + "raise the limit with: sysctl fs.inotify.max_user_watches=524288"
            : nil
    }

    private let site: String
    private let folders: [String]
    private let isEnded = Mutex(false)
    private let continuation: AsyncStream<Void>.Continuation

    /// After a file was closed or moved, this long without another change makes a change (milliseconds).
    private static let quiet: Int32 = 8
    /// While a file that is being written stays open, it takes this long (milliseconds).
    private static let quietWhileOpen: Int32 = 80
    /// The interval (milliseconds) at which folders are looked through where they cannot be watched, and lost ones
    /// looked for.
    private static let scanning: Int32 = 300

    /// - Parameter folders: the folders to watch with all that is in them, relative to `site`.
    package init(site: String, folders: [String] = ["Content", "Templates"], watchLimit: Int = .max) {
        self.site = site
        self.folders = folders
        (changes, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        var kernel = KernelWatch(limit: watchLimit)
        kernel.watch(folders.map { "\(site)/\($0)" })
        isScanning.withLock { $0 = kernel.isExhausted }
        let moved = kernel
        let first = kernel.isExhausted ? try? ContentTree(site: site) : nil
        // A queue of its own, since waiting for the kernel would block a thread that all tasks share.
        DispatchQueue(label: "folders").async { [self] in
            if !moved.isExhausted {
                waitForKernel(moved)
                guard goesOn else { return }
                // The watches ran out under way.
                isScanning.withLock { $0 = true }
                tell(Changes(isEverything: true))
                scan(after: nil)
            } else {
                moved.close()
                scan(after: first)
            }
        }
    }

    /// The changes since they were last taken.
    func take() -> Changes {
        pending.withLock { changes in
            defer { changes = Changes() }
            return changes
        }
    }

    private func tell(_ change: Changes) {
        pending.withLock { changes in
            changes.files.formUnion(change.files)
            changes.isEverything = changes.isEverything || change.isEverything
        }
        continuation.yield()
    }

    /// Stops watching.
    func end() {
        isEnded.withLock { $0 = true }
        continuation.finish()
    }

    private var goesOn: Bool { !isEnded.withLock { $0 } }

    /// Tells of changes until it is ended, or the kernel has no watches left.
    private func waitForKernel(_ watch: KernelWatch) {
        var watch = watch
        defer { watch.close() }
        var home = Disk.realPath(site)
        while goesOn, !watch.isExhausted {
            guard watch.wait(Self.scanning) else {
                // A site folder that is a link may lead elsewhere by now, and a folder that was gone may be back.
                let now = Disk.realPath(site)
                if now != home || !watch.isWhole {
                    home = now
                    watch.restart()
                    watch.watch(folders.map { "\(site)/\($0)" })
                    tell(Changes(isEverything: true))
                }
                continue
            }
            // git writes hundreds of files in a row, under a lock of its own.
            let started = Disk.now()
            repeat {
                watch.take()
            } while goesOn
                && (watch.wait(watch.isFileOpen ? Self.quietWhileOpen : Self.quiet)
                    || (isGitAtWork && Disk.now() - started < 5_000_000_000))
            let paths = watch.changedPaths.map { String($0.dropFirst(site.utf8.count + 1)) }
            tell(Changes(files: Set(paths), isEverything: watch.isUnclear))
            watch.forget()
        }
    }

    private var isGitAtWork: Bool { Git.isAtWork(in: site) }

    private func scan(after first: ContentTree?) {
        var last = first
        while goesOn {
            usleep(UInt32(Self.scanning) * 1000)
            let now = try? ContentTree(site: site)
            if now?.files != last?.files {
                last = now
                tell(Changes(isEverything: true))
            }
        }
    }
}
