import ArgumentParser
import Support

/// `--site`: the folder that a command is about.
struct SiteFolder: ParsableArguments {
    @Option(
        help: ArgumentHelp("Folder of the site, with Content/ and any Templates/ in it.", valueName: "dir"),
        completion: .directory)
    var site = "."

    func validate() throws {
        if site.isEmpty {
            throw ValidationError("--site must name a folder; leave it out for the current one")
        }
    }

    /// A file of the site as the user would name it.
    func path(of file: String) -> String { Self.path(of: file, in: site) }

    /// A file of a folder as the user would name it: `help/Content/site.yml`, or `Content/site.yml` in this folder.
    static func path(of file: String, in folder: String) -> String {
        folder == "." ? file : folder.hasSuffix("/") ? folder + file : "\(folder)/\(file)"
    }
}
