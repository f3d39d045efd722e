import ArgumentParser
import Foundation
import GuideKit
import Markdown

/// The command line: one file a command.
@main
struct Guides: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guides",
        abstract: "Publishes a folder of markdown guides as pages for people and proven twins for agents.",
        discussion: "Exit codes: 0 well, 1 errors in the content, 2 wrong usage or a disk that refuses.",
        subcommands: [
            BuildCommand.self, PreviewCommand.self, ChangedCommand.self, CheckCommand.self,
            ExplainCommand.self, ChecksCommand.self,
            KeywordsCommand.self, LinksCommand.self, TokensCommand.self, HostCommand.self, RenameCommand.self,
            IssueCommand.self,
        ])

    /// The argument parser writes `Error:`, and every other message of this tool `error:`.
    private static func inOwnWords(_ message: String) -> String {
        message.hasPrefix("Error: ") ? "error: " + message.dropFirst("Error: ".count) : message
    }

    /// As `AsyncParsableCommand` does it, but for the exit code of wrong usage, which is 2 here.
    static func main() async {
        MallocTuning.keepFreed()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            let code = exitCode(for: error)
            let message = fullMessage(for: error)
            if code == .success {
                if !message.isEmpty { print(message) }
                Foundation.exit(0)
            }
            if !message.isEmpty { Terminal.error(Self.inOwnWords(message)) }
            Foundation.exit(code == .validationFailure ? 2 : code.rawValue)
        }
    }
}
