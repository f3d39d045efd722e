import ArgumentParser

/// `--site`: the folder that a command is about.
struct SiteFolder: ParsableArguments {
    @Option(
        help: ArgumentHelp("Folder of the site, with Content/ and any Templates/ in it.", valueName: "dir"),
        completion: .directory)
    var site = "."

    /// A file of the site as the user would name it.
    func path(of file: String) -> String { site == "." ? file : "\(site)/\(file)" }
}
