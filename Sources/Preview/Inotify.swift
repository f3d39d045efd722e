import Glibc

/// The kernel's notices of changes in folders (inotify(7)): every one of its system calls is in this file.
struct Inotify {
    /// -1 where the system has none left.
    private let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))

    /// One notice.
    struct Event {
        /// The number of the watch that saw it.
        var watch: Int32
        fileprivate var mask: UInt32
        /// The name of the file in the watched folder; empty for the folder itself.
        var name: String

        func has(_ kind: Kind) -> Bool { mask & kind.bits != 0 }
    }

    enum Kind {
        case created, deleted, movedIn, movedOut, modified
        /// A file that was open for writing was closed.
        case closed
        /// The watched folder itself was moved.
        case selfMoved
        /// The watch is no more.
        case watchEnded
        /// Notices were lost.
        case overflow
        /// The file that it is about is a folder.
        case folder

        fileprivate var bits: UInt32 {
            switch self {
            case .created: UInt32(IN_CREATE)
            case .deleted: UInt32(IN_DELETE)
            case .movedIn: UInt32(IN_MOVED_TO)
            case .movedOut: UInt32(IN_MOVED_FROM)
            case .modified: UInt32(IN_MODIFY)
            case .closed: UInt32(IN_CLOSE_WRITE)
            case .selfMoved: UInt32(IN_MOVE_SELF)
            case .watchEnded: UInt32(IN_IGNORED)
            case .overflow: UInt32(IN_Q_OVERFLOW)
            case .folder: UInt32(IN_ISDIR)
            }
        }
    }

    enum Added {
        /// With the number of its watch.
        case watched(Int32)
        /// It is no folder, or may not be read.
        case refused
        /// The system has no watches left, or no memory for them.
        case exhausted
    }

    private static let mask =
        UInt32(
            IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB
                | IN_DELETE_SELF | IN_MOVE_SELF) | UInt32(IN_ONLYDIR)

    /// Ends all watches.
    func close() { if descriptor >= 0 { Glibc.close(descriptor) } }

    /// Watches a folder, without those in it.
    func add(_ path: String) -> Added {
        guard descriptor >= 0 else { return .exhausted }
        let number = inotify_add_watch(descriptor, path, Self.mask)
        if number >= 0 { return .watched(number) }
        return [ENOSPC, EMFILE, ENOMEM].contains(errno) ? .exhausted : .refused
    }

    func remove(_ watch: Int32) { inotify_rm_watch(descriptor, watch) }

    /// Waits for something to happen; false where nothing did.
    ///
    /// - Parameter time: milliseconds.
    func wait(_ time: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, time) > 0
    }

    /// The next notices, as many as are told at once; none where there are none.
    func events() -> [Event] {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return [] }
        var events: [Event] = []
        var rest = buffer[..<count]
        // Each is: the watch, what happened, a cookie, the length of the name, the name (inotify(7)).
        while rest.count >= 16 {
            let length = Int(Self.number(rest, 12))
            let name = rest.dropFirst(16).prefix(length).prefix { $0 != 0 }
            events.append(
                Event(
                    watch: Int32(bitPattern: Self.number(rest, 0)), mask: Self.number(rest, 4),
                    name: String(decoding: name, as: UTF8.self)))
            rest = rest.dropFirst(16 + length)
        }
        return events
    }

    private static func number(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> UInt32 {
        let start = bytes.startIndex + offset
        return (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
    }
}
