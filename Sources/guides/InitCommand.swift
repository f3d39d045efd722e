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

    func validate() throws {
        // Of a variable that is not set, as a rule; the site would be at the root of the disk.
        if folder.isEmpty { throw ValidationError("The folder has no name; leave it out for this one.") }
    }

    func run() throws {
        let report = try NewSite(in: folder, today: .current).write()
        for path in report.written { Terminal.output("wrote \(SiteFolder.path(of: path, in: folder))") }
        for path in report.kept {
            Terminal.error("notice: \(SiteFolder.path(of: path, in: folder)) was there and stays as it is")
        }
        let enter = folder == "." ? "" : "cd \(ShellWord.path(folder)) && "
        Terminal.output("\nNext: \(enter)guides preview --open")
    }
}
