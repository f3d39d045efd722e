import ArgumentParser
import Findings
import OutputChecks
import Reports

/// `guides explain`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain what a check finds and why, with a bad and a good example.",
        discussion: "Example: guides explain links/vague-text")

    @Argument(
        help: ArgumentHelp("Id of the check, such as links/vague-text.", valueName: "id"),
        completion: .list(CheckCatalog.all.map { $0.id }))
    var id: String

    func run() throws {
        guard let check = CheckCatalog.named(id) else {
            if CheckID.groups.contains(id) {
                throw CommandError("\(id) is a group of checks; `guides checks \(id)` lists them")
            }
            let near = Nearest.match(id, among: CheckCatalog.all.map { $0.id })
            throw CommandError(
                "no check is named \(id)\(near.map { "; did you mean \($0)?" } ?? "; `guides checks` lists them")"
            )
        }
        Terminal.write(CheckText.plain(check))
    }
}
