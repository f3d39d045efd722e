/// A text as one word of a line of shell, for commands that a message tells the user to run.
package enum ShellWord {
    /// The word in quotes: `it's` is `'it'\''s'` (POSIX, Shell Command Language, 2.2.2).
    package static func quoted(_ text: String) -> String {
        "'" + text.replacingBytes("'", with: "'\\''") + "'"
    }

    /// A path, in quotes only where a shell would read something into it, and never like an option: `./-x` for `-x`.
    package static func path(_ text: String) -> String {
        let path = text.hasPrefix("-") ? "./" + text : text
        let isPlain = path.utf8.allSatisfy { $0.isASCIILetterOrDigit || "._-/+:,@".utf8.contains($0) }
        return isPlain && !path.isEmpty ? path : quoted(path)
    }
}
