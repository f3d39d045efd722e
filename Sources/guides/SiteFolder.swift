import ArgumentParser

/// `--site`: the folder that a command is about.
struct SiteFolder: ParsableArguments {
    @Option(help: ArgumentHelp("The site's folder, which holds Content/ and Templates/.", valueName: "dir"))
    var site = "."
}
