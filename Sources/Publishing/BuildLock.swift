import Glibc
import Support

/// Keeps two builds of one site, or into one folder, apart. The system lets go of it when the process ends, however
/// that happens.
struct BuildLock {
    private let file: Int32

    /// Locks a site by a file of its own.
    ///
    /// - Throws: when another build holds the lock, or the disk refuses.
    init(_ path: String) throws(DiskError) {
        try self.init(
            path, open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644),
            "another build of this site is running. Wait until it ends, then build again.")
    }

    /// Locks the folder that is published into, by itself, since nothing of the tool's own belongs there.
    ///
    /// - Throws: when a build of another site holds the lock, or the disk refuses.
    init(output folder: String) throws(DiskError) {
        try self.init(
            folder, open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
            "a build of another site is publishing there. Give each site its own --output.")
    }

    private init(_ path: String, _ file: Int32, _ refusal: String) throws(DiskError) {
        guard file >= 0 else { throw DiskError(path, "open") }
        self.file = file
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(file)
            // Every other reason is the disk's.
            throw code == EWOULDBLOCK
                ? DiskError(path, "lock", code: code, because: refusal) : DiskError(path, "lock", code: code)
        }
    }

    /// Lets go of the lock itself, not only of its descriptor: a program that is being started at this moment has a
    /// copy of that for an instant.
    func unlock() {
        flock(file, LOCK_UN)
        close(file)
    }
}
