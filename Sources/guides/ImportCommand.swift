import ArgumentParser
import Content
import Importing
import Reports
import Support

extension ImportKind: ExpressibleByArgument {}

/// `guides import`.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Turn the documentation of another generator into a site.",
        discussion: """
            The source is only read. It ends with a table: what was carried, changed and left, with file and line.

            Example: guides import ~/handbook --into my-guides
            """)

    @Argument(
        help: ArgumentHelp(
            "Folder of the documentation, with the settings of its generator.", valueName: "dir"),
        completion: .directory)
    var source: String

    @Option(
        help: ArgumentHelp(
            "Generator of the source: \(ImportKind.allCases.map(\.rawValue).joined(separator: ", ")). (default: the one that the folder shows)",
            valueName: "generator"))
    var from: ImportKind?

    @Option(
        help: ArgumentHelp("Folder of the site; created if it does not exist.", valueName: "dir"),
        completion: .directory)
    var into = "."

    @Option(
        help: ArgumentHelp(
            "Address of the pages on the old site, where its settings do not say it: https://example.com/docs.",
            valueName: "url"))
    var url: String?

    @Flag(help: "Print the table and write nothing.")
    var dryRun = false

    @OptionGroup var report: FormatOption

    func validate() throws {
        if source.isEmpty { throw ValidationError("the folder of the documentation has no name") }
        if let url, AddressText.scheme(of: url).map({ !["http", "https"].contains($0) }) ?? true {
            throw ValidationError("--url must be a web address, such as https://example.com/docs")
        }
        if into.isEmpty {
            throw ValidationError("--into must name a folder; leave it out for the current one")
        }
    }

    func run() throws {
        let folder = try SourceFolder(source)
        let name = Disk.canonicalPath(source).split(separator: "/").last.map(String.init) ?? "Guides"
        let plan = try ImportPlan(folder, kind: from, name: name, today: .current, address: url)
        let writer = try ImportWriter(plan, into: into, source: source)
        let outcome = try writer.write(isDryRun: dryRun)
        let table = ImportReport(plan, outcome, source: source, site: into, isDryRun: dryRun)
        switch report.format {
        case .text: Terminal.output(table.text())
        case .json: Terminal.json(try table.json())
        }
    }
}
