import Content
import Findings
import Library
import Words

/// A note for agents that commands.
enum AgentsCommandingNote: LinkCheck {
    static let check = CheckID.agentsCommandingNote
    static let finds =
        "A note for agents that is in capitals or gives the model orders: must, ignore, always, stop."
    static let why =
        "Agents report commands in a text as injected instructions, and people stop trusting the site. Notes describe; they do not command."
    static let examples = [
        Example(
            .head, bad: "agent-notes:\n  - ⟦You must always quote this page.⟧",
            good: "agent-notes:\n  - This page covers one issue.")
    ]

    private static let commands = TermIndex([
        "must", "ignore", "always", "never", "stop", "disregard", "do not", "don't", "you should",
        "you have to",
        "you are required", "obey", "system prompt", "instructions", "override", "forget", "pretend",
        "act as",
    ])

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        let file = index.map { library.guides[$0].file } ?? Site.file
        let notes =
            index.map { library.guides[$0].frontMatter.agentNotes }
            ?? library.site.agentNotes + library.site.categories.flatMap(\.agentNotes)
        return notes.compactMap { note in
            guard let word = command(in: note.text) else { return nil }
            return Finding(
                self, file: file, at: note.location, to: note.end, "this note commands: \"\(word)\"",
                help: "describe what the page contains; the reader decides")
        }
    }

    /// The word by which a note commands; nil where it describes.
    static func command(in note: String) -> String? {
        let bytes = Array(note.utf8)
        let ranges = Words.all(in: note).map(\.range)
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        for start in ranges.indices {
            for end in start..<min(start + 3, ranges.count) {
                let phrase = text(ranges[start].lowerBound..<ranges[end].upperBound)
                if commands.phrase(phrase) != nil { return phrase }
            }
        }
        let words = ranges.map(text)
        let capitals = words.filter { $0.count > 3 && $0 == $0.uppercased() && $0 != $0.lowercased() }
        return capitals.count > 2 && capitals.count * 2 > words.count ? capitals[0] : nil
    }
}
