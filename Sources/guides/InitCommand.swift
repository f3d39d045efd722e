import ArgumentParser
import Starter
import Support

/// `guides init`.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Start a site: settings, two guides that show how it is done, and schemas for editors.",
        discussion: """
            Files that are there stay as they are.

            Example: guides init my-guides
            """)

    @Argument(
        help: ArgumentHelp(
            "Folder of the site; it is made if need be. (default: this folder)", valueName: "dir"),
        completion: .directory)
    var folder = "."

    func run() throws {
        let report = try NewSite(in: folder, today: .current).write()
        for path in report.written { Terminal.output("wrote \(folder == "." ? path : "\(folder)/\(path)")") }
        for path in report.kept { Terminal.error("notice: \(path) was there and stays as it is") }
        let enter = folder == "." ? "" : "cd \(folder) && "
        Terminal.output("\nNext: \(enter)guides preview --open")
    }
}
