import ArgumentParser
import Findings
import Reports

/// `guides checks`.
struct ChecksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checks", abstract: "List all checks, or those of a group.",
        discussion: "Example: guides checks links")

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown }

    @Option(help: "Format: text for a list, or markdown for a guide about a group.")
    var format = Format.text

    @Argument(
        help: ArgumentHelp("Group of checks, such as links. (default: all groups)", valueName: "group"),
        completion: .list(CheckID.groups))
    var group: String?

    func validate() throws {
        if let group, !CheckID.groups.contains(group) {
            if CheckID.named(group) != nil {
                throw ValidationError("\(group) is a check; `guides explain \(group)` explains it")
            }
            let near = Nearest.match(group, among: CheckID.groups).map { "did you mean \($0)?" }
            throw ValidationError("no group of checks is named \(group); \(near ?? Self.groups)")
        }
        if format == .markdown, group == nil {
            throw ValidationError("--format markdown needs a group; \(Self.groups)")
        }
    }

    private static var groups: String { "the groups are \(CheckID.groups.joined(separator: ", "))" }

    func run() async throws {
        switch format {
        case .text: Terminal.output(CheckText.list(of: group))
        case .markdown:
            if let page = group.flatMap(CheckPage.init) { Terminal.data(try await page.markdown()) }
        }
    }
}
