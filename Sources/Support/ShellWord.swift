/// A text as one word of a line of shell, for commands that a message tells the user to run.
package enum ShellWord {
    /// The word in quotes: `it's` is `'it'\''s'` (POSIX, Shell Command Language, 2.2.2).
    package static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}
