import Findings

/// What the argument parser says about wrong usage, in the words of all other messages of this tool, and with the name that
/// was probably meant: the parser knows no misspelled value, and takes swapped letters for two mistakes.
enum UsageMessage {
    /// A whole message with other words in its first line. A reason that is none of the parser's own stays as it is.
    ///
    /// - Parameters:
    ///   - message: as `fullMessage(for:)` gives it: `Error: ` with a reason, then lines about the usage of the command.
    ///   - options: those of the command, such as `--site`.
    static func reworded(_ message: String, options: [String]) -> String {
        let label = "Error: "
        guard message.hasPrefix(label) else { return message }
        let text = message.dropFirst(label.count)
        let reason = String(text.prefix { $0 != "\n" })
        let words = ofOption(reason, options) ?? ofValue(reason) ?? ofArgument(reason) ?? reason
        return "error: \(words)\(text.dropFirst(reason.count))"
    }

    /// `there is no option --titel; did you mean --title?`
    private static func ofOption(_ reason: String, _ options: [String]) -> String? {
        guard let match = reason.wholeMatch(of: /Unknown option '(.*?)'(?:\. Did you mean '.*'\?)?/) else {
            return nil
        }
        let near = Nearest.match(String(match.1), among: options)
        return "there is no option \(match.1)\(near.map { "; did you mean \($0)?" } ?? "")"
    }

    /// `--format must be text or json, not jsn; did you mean json?`
    private static func ofValue(_ reason: String) -> String? {
        if let match = reason.wholeMatch(of: /Missing value for '(\S+)(?: <.*>)?'/) {
            return "\(match.1) needs a value"
        }
        if let match = reason.wholeMatch(
            of: /The option '(.*?)' does not take any value, but '(.*)' was specified\./)
        {
            return "\(match.1) takes no value, but \(named(match.2)) was given"
        }
        let form = /The value '(.*)' is invalid for '(\S+)(?: <[^']*>)?'(?:\. Please provide one of (.*)\.)?/
        guard let match = reason.wholeMatch(of: form) else { return nil }
        let names = (match.3 ?? "").matches(of: /'([^']+)'/).map { String($0.1) }
        guard let last = names.last else { return "\(match.2) cannot be \(named(match.1))" }
        let list = names.count == 1 ? last : "\(names.dropLast().joined(separator: ", ")) or \(last)"
        let advice = Nearest.match(String(match.1), among: names).map { "; did you mean \($0)?" } ?? ""
        return "\(match.2) must be \(list), not \(named(match.1))\(advice)"
    }

    /// `<slug> is missing`, `unexpected argument two`.
    private static func ofArgument(_ reason: String) -> String? {
        if let match = reason.wholeMatch(of: /Missing expected argument '(.*?)(?: \.\.\.)?'/) {
            return "\(match.1) is missing"
        }
        if let match = reason.wholeMatch(of: /Unexpected argument '(.*)'/) {
            return "unexpected argument \(named(match.1))"
        }
        if let match = reason.wholeMatch(of: /[0-9]+ unexpected arguments: '(.*)'/) {
            return "unexpected arguments \(match.1.replacingBytes("', '", with: ", "))"
        }
        return nil
    }

    /// A word of the command line; quotes where there is nothing to see.
    private static func named(_ word: Substring) -> String { word.isEmpty ? "\"\"" : String(word) }
}
