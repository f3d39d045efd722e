import Content
import Foundation
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
    package let changes: AsyncStream<Void>

    /// What changed.
    package struct Touched: Sendable, Equatable {
        /// Files, relative to the site's folder.
        package var files: Set<String> = []
        /// Whether anything else may have changed too, such as folders.
        package var isEverything = false
    }

    private let touched = Mutex(Touched())
    private let isScanning = Mutex(false)

    /// Why the folders are looked through instead of watched, for the user; nil where they are watched.
    package var notice: String? {
        isScanning.withLock { $0 }
            ? "the system has no watches left for these folders, so they are looked through three times a second; "
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
    /// How often folders are looked through where they cannot be watched, and a lost folder is looked for (milliseconds).
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
        // A thread of its own, since waiting for the kernel would block one that all tasks share.
        Thread.detachNewThread { [self] in
            if !moved.isExhausted {
                waitForKernel(moved)
                guard goesOn else { return }
                // The watches ran out under way.
                isScanning.withLock { $0 = true }
                tell(Touched(isEverything: true))
                scan(after: nil)
            } else {
                moved.close()
                scan(after: first)
            }
        }
    }

    /// What changed since it was last asked.
    package func take() -> Touched {
        touched.withLock { touched in
            defer { touched = Touched() }
            return touched
        }
    }

    private func tell(_ change: Touched) {
        touched.withLock { touched in
            touched.files.formUnion(change.files)
            touched.isEverything = touched.isEverything || change.isEverything
        }
        continuation.yield()
    }

    /// Stops watching.
    package func end() {
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
                    tell(Touched(isEverything: true))
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
            let paths = watch.touched.map { String($0.dropFirst(site.utf8.count + 1)) }
            tell(Touched(files: Set(paths), isEverything: watch.isUnclear))
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
                tell(Touched(isEverything: true))
            }
        }
    }
}

/// The kernel's watches on a tree of folders.
private struct KernelWatch {
    private var descriptor: Int32
    /// Watched folders by their number.
    private var folders: [Int32: String] = [:]
    private var roots: [String] = []
    /// Files that were written to and not closed yet.
    private var open: Set<String> = []
    /// Files that changed since it was last asked to forget them.
    private(set) var touched: Set<String> = []
    /// Whether more than files changed.
    private(set) var isUnclear = false
    /// Whether the system has no more watches, or none at all: then some folders are not watched.
    private(set) var isExhausted = false
    private let limit: Int

    private static let mask = UInt32(
        IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB
            | IN_DELETE_SELF | IN_MOVE_SELF | Int32(bitPattern: UInt32(IN_ONLYDIR)))

    init(limit: Int) {
        self.limit = limit
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    }

    func close() { if descriptor >= 0 { Glibc.close(descriptor) } }

    /// Forgets all watches.
    mutating func restart() {
        close()
        self = KernelWatch(limit: limit)
    }

    /// Starts to note changes again.
    mutating func forget() {
        touched = []
        isUnclear = false
    }

    /// Whether a file is being written right now.
    var isFileOpen: Bool { !open.isEmpty }
    /// Whether all roots are watched that are there; a site may have no templates of its own.
    var isWhole: Bool {
        roots.allSatisfy { root in
            folders.values.contains(root) || Disk.status(root, followsLinks: true) == nil
        }
    }

    /// Watches folders with all below them.
    mutating func watch(_ paths: [String]) {
        roots = paths
        for path in paths { add(path) }
    }

    private mutating func add(_ path: String) {
        guard descriptor >= 0, folders.count < limit else {
            isExhausted = true
            return
        }
        let number = inotify_add_watch(descriptor, path, Self.mask)
        // A folder that is gone again needs no watch.
        guard number >= 0 else {
            isExhausted = isExhausted || [ENOSPC, EMFILE, ENOMEM].contains(errno)
            return
        }
        folders[number] = path
        for name in (try? Disk.names(in: path)) ?? [] where !name.hasPrefix(".") {
            let inner = "\(path)/\(name)"
            if Disk.status(inner)?.kind == .folder { add(inner) }
        }
    }

    /// Waits for something to happen; false where nothing did.
    ///
    /// - Parameter time: milliseconds.
    func wait(_ time: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, time) > 0
    }

    /// Takes what the kernel tells, and watches folders that are new.
    mutating func take() {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            var rest = buffer[..<count]
            // Each is: the watch, what happened, a cookie, the length of the name, the name (inotify(7)).
            while rest.count >= 16 {
                let number = Int32(bitPattern: Self.number(rest, 0))
                let what = Self.number(rest, 4)
                let length = Int(Self.number(rest, 12))
                let name = rest.dropFirst(16).prefix(length).prefix { $0 != 0 }
                rest = rest.dropFirst(16 + length)
                note(number, what, String(decoding: name, as: UTF8.self))
            }
        }
    }

    private static func number(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> UInt32 {
        let start = bytes.startIndex + offset
        return (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
    }

    private mutating func note(_ number: Int32, _ what: UInt32, _ name: String) {
        func has(_ bit: Int32) -> Bool { what & UInt32(bitPattern: bit) != 0 }
        if has(IN_IGNORED) || has(IN_MOVE_SELF) {
            if has(IN_MOVE_SELF), folders[number].map(roots.contains) == true {
                inotify_rm_watch(descriptor, number)
            }
            if has(IN_IGNORED) { folders[number] = nil }
        }
        if has(IN_Q_OVERFLOW) || name.isEmpty { isUnclear = true }
        if has(IN_Q_OVERFLOW) {
            // Some events are lost, and with them perhaps new folders.
            for root in roots { add(root) }
            open.removeAll()
        }
        guard let folder = folders[number] else { return }
        let path = "\(folder)/\(name)"
        if has(Int32(bitPattern: UInt32(IN_ISDIR))) {
            isUnclear = true
            if has(IN_CREATE) || has(IN_MOVED_TO) { add(path) }
            return
        }
        touched.insert(path)
        if has(IN_MODIFY) {
            open.insert(path)
        } else if has(IN_CLOSE_WRITE) || has(IN_DELETE) || has(IN_MOVED_FROM) {
            open.remove(path)
        }
    }
}
