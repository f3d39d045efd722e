import ArgumentParser
import Reports

/// `guides checks`.
struct ChecksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checks", abstract: "List all checks.",
        discussion: "Example: guides checks | grep links/")

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown }

    @Option(help: "Format of the list: text, or markdown for Documentation/checks.md.")
    var format = Format.text

    func run() {
        switch format {
        case .text: Terminal.output(CheckText.list())
        case .markdown: Terminal.data(CheckText.documentation())
        }
    }
}
