import ArgumentParser

/// `--site`: the folder that a command is about.
struct SiteFolder: ParsableArguments {
    @Option(
        help: ArgumentHelp("Folder of the site, with Content/ and any Templates/ in it.", valueName: "dir"))
    var site = "."
}
