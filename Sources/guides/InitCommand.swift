import ArgumentParser
import Starter
import Support

/// `guides init`.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract:
            "Start a site with settings, two sample guides, schemas for editors and a workflow for GitHub.",
        discussion: """
            Existing files are not changed.

            Example: guides init my-guides
            """)

    @Argument(
        help: ArgumentHelp(
            "Folder of the site; created if it does not exist.", valueName: "dir"),
        completion: .directory)
    var folder = "."

    func validate() throws {
        // Of a variable that is not set, as a rule; the site would be at the root of the disk.
        if folder.isEmpty {
            throw ValidationError("the folder has no name; leave it out for the current one")
        }
    }

    func run() throws {
        let report = try NewSite(in: folder, today: .current).write()
        for path in report.written { Terminal.output("wrote \(SiteFolder.path(of: path, in: folder))") }
        for path in report.kept {
            Terminal.error(
                "notice: \(SiteFolder.path(of: path, in: folder)) already exists and was not changed")
        }
        if report.isWithoutWorkflow {
            Terminal.error(
                "notice: no workflow was written, since GitHub reads workflows only at the root of a repository; "
                    + "the guide \"CI and Publishing\" has one to copy")
        }
        let enter = folder == "." ? "" : "cd \(ShellWord.path(folder)) && "
        Terminal.output("\nNext: \(enter)guides preview --open")
    }
}
