import ArgumentParser
import Glibc
import Support

/// The command line: one file a command.
@main
struct Guides: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guides",
        abstract: "Publish markdown guides as pages for people, each with a proven twin for AI agents.",
        discussion: """
            Exit codes: 0 success, 1 errors in the content, 2 usage or I/O error.

            Documentation and help: https://github.com/mailrith/guides

            Example: guides init my-guides && cd my-guides && guides preview --open
            """,
        version: Version.current,
        groupedSubcommands: [
            CommandGroup(
                name: "Start",
                subcommands: [InitCommand.self, ImportCommand.self, NewCommand.self, SchemaCommand.self]),
            CommandGroup(
                name: "Write",
                subcommands: [
                    PreviewCommand.self, CheckCommand.self, ChecksCommand.self, ExplainCommand.self,
                    RenameCommand.self,
                ]),
            CommandGroup(
                name: "Publish", subcommands: [BuildCommand.self, HostCommand.self, ChangedCommand.self]),
            CommandGroup(
                name: "Inspect",
                subcommands: [
                    DiagnoseCommand.self, IssueCommand.self, KeywordsCommand.self, LinksCommand.self,
                    QueriesCommand.self,
                    TokensCommand.self,
                ]),
        ])

    /// Runs the command as `AsyncParsableCommand` does, but for the exit codes: 2 for wrong usage, and for every error
    /// of a command that has no code of its own.
    static func main() async {
        MallocTuning.keepFreed()
        ContentHash.keepLibrary()
        Terminal.holdClosedFiles()
        if let complaint = AskedCommand(CommandLine.arguments.dropFirst()).complaint {
            Terminal.error("error: \(complaint)")
            Glibc.exit(2)
        }
        let command: any ParsableCommand
        do {
            command = try parseAsRoot()
        } catch {
            end(error)
        }
        do {
            var command = command
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            // Help is a command too, and ends by an error of the parser's own.
            if error is ExitCode || [.success, .validationFailure].contains(exitCode(for: error)) {
                end(error)
            }
            Terminal.error("error: \(error)")
            Glibc.exit(2)
        }
    }

    /// Ends as the argument parser says.
    private static func end(_ error: any Error) -> Never {
        let code = exitCode(for: error)
        let message = fullMessage(for: error)
        if code == .success {
            if !message.isEmpty { Terminal.data(message + "\n") }
            Glibc.exit(0)
        }
        if !message.isEmpty {
            let options = AskedCommand(CommandLine.arguments.dropFirst()).options
            Terminal.error(UsageMessage.reworded(message, options: options))
        }
        Glibc.exit(code == .validationFailure ? 2 : code.rawValue)
    }
}
