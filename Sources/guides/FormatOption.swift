import ArgumentParser

/// `--format` of commands that report as text or as JSON.
struct FormatOption: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Option(help: "How to report: text or json.")
    var format = Format.text
}
