import ArgumentParser
import Foundation
import Support

/// The command line: one file a command.
@main
struct Guides: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guides",
        abstract: "Publish a folder of markdown guides as pages for people and proven twins for agents.",
        discussion: "Exit codes: 0 success, 1 errors in the content, 2 wrong usage or a disk error.",
        version: Version.current,
        subcommands: [
            BuildCommand.self, PreviewCommand.self, ChangedCommand.self, CheckCommand.self,
            ExplainCommand.self, ChecksCommand.self,
            KeywordsCommand.self, LinksCommand.self, TokensCommand.self, HostCommand.self, RenameCommand.self,
            IssueCommand.self,
        ])

    /// The argument parser writes `Error:`, and every other message of this tool `error:`.
    private static func reworded(_ message: String) -> String {
        message.hasPrefix("Error: ") ? "error: " + message.dropFirst("Error: ".count) : message
    }

    /// Runs the command as `AsyncParsableCommand` does, but for the exit codes: 2 for wrong usage, and for every error
    /// of a command that has no code of its own.
    static func main() async {
        MallocTuning.keepFreed()
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
            Foundation.exit(2)
        }
    }

    /// Ends as the argument parser says.
    private static func end(_ error: any Error) -> Never {
        let code = exitCode(for: error)
        let message = fullMessage(for: error)
        if code == .success {
            if !message.isEmpty { Terminal.data(message + "\n") }
            Foundation.exit(0)
        }
        if !message.isEmpty { Terminal.error(reworded(message)) }
        Foundation.exit(code == .validationFailure ? 2 : code.rawValue)
    }
}
