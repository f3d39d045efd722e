/// The first line of a callout that has a title of its own, or a kind that callouts do not have: `> [!NOTE]- Title`.
struct CalloutTitle: Sendable {
    /// The lines that say the same: the kind, and the title as a line of its own.
    private(set) var lines: [String]
    /// What became of it, for the table.
    private(set) var note: String

    /// - Parameter following: the line after it.
    /// - Returns: nil for a callout that stays as it is, and for any other line.
    init?(_ line: String, following: String) {
        guard let open = line.position(of: "[!") else { return nil }
        let lead = line[..<open]
        // Marks of quotes and of a list, and nothing else.
        guard lead.utf8.last(where: { !$0.isWhiteSpace }) == UInt8(ascii: ">"),
            Fence.withoutContainers(String(Fence.withoutContainers(line))).begins("[!"),
            let mark = line[open...].after("[!")?.cut(at: "]"),
            let admonition = Admonition(mark.before.trimmed)
        else { return nil }
        var title = mark.after
        // Whether it is open at first, as some say it.
        if title.begins("+") || title.begins("-") { title = String(title.dropFirst()) }
        title = title.trimmed
        let isKnown = admonition.callout == mark.before.uppercased() && mark.after.isBlank
        guard !isKnown else { return nil }
        if title.isEmpty, let usual = admonition.usualTitle { title = usual }
        lines = ["\(lead)[!\(admonition.callout)]"]
        note = "the callout `\(MessageWords.short(mark.before))` has its title as a line of its own"
        guard !title.isEmpty, title.lowercased() != admonition.callout.lowercased() else {
            note = "the callout `\(MessageWords.short(mark.before))` became one of the five kinds"
            return
        }
        let next = String(
            lead.utf8.map { $0 == UInt8(ascii: ">") || $0.isWhiteSpace ? Character(Unicode.Scalar($0)) : " " }
        )
        let isSentence = title.utf8.last.map { ".!?:".utf8.contains($0) } ?? false
        lines.append(next + (isSentence || title.contains("**") ? title : "**\(title)**"))
        let goesOn = following.trimmed.begins(">") && !Fence.withoutContainers(following).isBlank
        if goesOn { lines.append(next.trimmedAtEnd) }
    }
}
