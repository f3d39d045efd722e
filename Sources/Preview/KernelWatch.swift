import Support

/// The kernel's watches on a tree of folders.
struct KernelWatch {
    private var inotify = Inotify()
    /// Watched folders by the number of their watch.
    private var folders: [Int32: String] = [:]
    private var roots: [String] = []
    /// Files that were written to and not closed yet.
    private var open: Set<String> = []
    /// Files that changed since they were last taken.
    private(set) var changedPaths: Set<String> = []
    /// Whether more than files changed.
    private(set) var isUnclear = false
    /// Whether the system has no more watches, or none at all: then some folders are not watched.
    private(set) var isExhausted = false
    private let limit: Int

    /// - Parameter limit: how many folders are watched at most.
    init(limit: Int) { self.limit = limit }

    /// Ends all watches.
    func close() { inotify.close() }

    /// Forgets all watches.
    mutating func restart() {
        close()
        self = KernelWatch(limit: limit)
    }

    /// Starts to note changes again.
    mutating func forget() {
        changedPaths = []
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
        guard folders.count < limit else {
            isExhausted = true
            return
        }
        switch inotify.add(path) {
        case .watched(let number): folders[number] = path
        case .exhausted:
            isExhausted = true
            return
        // A folder that is gone again needs no watch.
        case .refused: return
        }
        for name in (try? Disk.names(in: path)) ?? [] where !name.hasPrefix(".") {
            let inner = "\(path)/\(name)"
            if Disk.status(inner)?.kind == .folder { add(inner) }
        }
    }

    /// Waits for something to happen; false where nothing did.
    ///
    /// - Parameter time: milliseconds.
    func wait(_ time: Int32) -> Bool { inotify.wait(time) }

    /// Takes what the kernel tells, and watches folders that are new.
    mutating func take() {
        while true {
            let events = inotify.events()
            guard !events.isEmpty else { return }
            for event in events { note(event) }
        }
    }

    private mutating func note(_ event: Inotify.Event) {
        if event.has(.selfMoved), folders[event.watch].map(roots.contains) == true {
            inotify.remove(event.watch)
        }
        if event.has(.watchEnded) { folders[event.watch] = nil }
        if event.has(.overflow) || event.name.isEmpty { isUnclear = true }
        if event.has(.overflow) {
            // Some events are lost, and with them perhaps new folders.
            for root in roots { add(root) }
            open.removeAll()
        }
        guard let folder = folders[event.watch] else { return }
        let path = "\(folder)/\(event.name)"
        if event.has(.folder) {
            isUnclear = true
            if event.has(.created) || event.has(.movedIn) { add(path) }
            return
        }
        changedPaths.insert(path)
        if event.has(.modified) {
            open.insert(path)
        } else if event.has(.closed) || event.has(.deleted) || event.has(.movedOut) {
            open.remove(path)
        }
    }
}
