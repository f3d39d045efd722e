import Glibc

/// Keeps two builds of one site apart. The system lets go of it when the process ends, however that happens.
struct BuildLock {
    private let file: Int32

    /// - Throws: when another build holds the lock, or the disk refuses.
    init(_ path: String) throws(DiskError) {
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw DiskError(path, "open") }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw DiskError(path, "lock (another build of this site is running)")
        }
    }

    /// Lets go of the lock itself, not only of its descriptor: a program that is being started at this moment has a copy of
    /// that for an instant.
    func unlock() {
        flock(file, LOCK_UN)
        close(file)
    }
}
