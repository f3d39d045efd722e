import ArgumentParser
import Findings

/// The command that a command line names: the words before its first option or argument. The argument parser takes any
/// word after `help`, and an unknown one after `links` for an argument.
struct AskedCommand {
    /// The last command that was found; `Guides` where the command line names none.
    private var type: any ParsableCommand.Type = Guides.self
    /// Its names, without that of the tool: `links`, `seen`.
    private var path: [String] = []
    /// The word that names no command though only a command can be there.
    private var unknown: String?

    /// - Parameter arguments: those of the command line, without the name of the tool.
    init(_ arguments: some Collection<String>) {
        let isHelp = arguments.first == "help"
        for word in isHelp ? arguments.dropFirst() : arguments[...] {
            let below = type.configuration.subcommands
            guard !word.hasPrefix("-"), isHelp || !below.isEmpty else { return }
            // `guides help help` explains itself.
            if isHelp, path.isEmpty, word == "help" { return }
            guard let next = below.first(where: { $0._commandName == word }) else {
                unknown = word
                return
            }
            type = next
            path.append(word)
        }
    }

    /// The message about a command that does not exist, such as ``there is no command bulid; did you mean `guides build`?``; nil
    /// where each exists.
    var complaint: String? {
        guard let unknown else { return nil }
        let command = (["guides"] + path).joined(separator: " ")
        let asked = (path + [unknown.isEmpty ? "\"\"" : unknown]).joined(separator: " ")
        let names = type.configuration.subcommands.map { $0._commandName }
        guard !names.isEmpty else {
            return "there is no command \(asked); `\(command)` has no commands of its own"
        }
        let near = Nearest.match(unknown, among: path.isEmpty ? names + ["help"] : names)
        let advice = near.map { "did you mean `\(command) \($0)`?" } ?? "`\(command) --help` lists them"
        return "there is no command \(asked); \(advice)"
    }

    /// The long options that the command takes, such as `--site`, in the order of its help.
    var options: [String] {
        let command = type.configuration.defaultSubcommand ?? type
        return Guides.helpMessage(for: command, includeHidden: false, columns: 200)
            .matches(of: /(?m)^  (?:-[a-z], )?(--[a-z-]+)/).map { String($0.output.1) }
    }
}
