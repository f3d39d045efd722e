import CGNU

/// Settings of the process for memory.
package enum MallocTuning {
    /// A smaller site has too little memory to be worth the call.
    private static let fewestToRelease = 4000

    /// Keeps freed memory for the next guide instead of handing it back to the system; for the tool, at its start.
    package static func keepFreed() { guides_keep_freed_memory() }

    /// Hands back what is kept: before a stage that wants much at once, in pieces too large for what is kept.
    ///
    /// - Parameter guides: how many guides the site has.
    package static func releaseFreed(guides: Int) {
        if guides > fewestToRelease { guides_release_freed_memory() }
    }
}
