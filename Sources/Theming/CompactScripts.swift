/// Scripts as they are published: without comments, without indentation, and without spaces and line ends that only
/// people need.
enum CompactScripts {
    /// The first line of a script that is published so. Others stay as they are.
    private static let mark = Array("/* guides: compact */\n".utf8)

    /// Whether a script is published so.
    static func applies(to bytes: [UInt8]) -> Bool { bytes.starts(with: mark) }

    static func make(_ bytes: [UInt8]) -> [UInt8] {
        guard applies(to: bytes) else { return bytes }
        return ScriptCompactor(bytes.dropFirst(mark.count)).compact
    }
}
