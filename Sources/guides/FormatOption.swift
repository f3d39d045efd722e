import ArgumentParser

/// `--format` of commands that report as text or as JSON.
struct FormatOption: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Option(help: "Format of the report: text or json.")
    var format = Format.text
}
