import CGNU

/// Settings of the process for memory.
package enum MallocTuning {
    /// Keeps freed memory for the next guide instead of handing it back to the system; for the tool, at its start.
    package static func keepFreed() { guides_keep_freed_memory() }

    /// Hands back what is kept: before a stage that wants much at once, in pieces too large for what is kept.
    package static func releaseFreed() { guides_release_freed_memory() }
}
