import ArgumentParser
import Content

/// `guides schema`.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of a file, so that an editor can complete and check its keys.",
        discussion: """
            `guides init` puts the schemas into Content/.schemas/, and a line into site.yml, terms.yml and queries.yml that \
            YAML language servers read.

            Example: guides schema site >Content/.schemas/site.json
            """)

    @Argument(help: "The file: front-matter, site, terms or queries.")
    var file: JSONSchema

    func run() throws { Terminal.data(try file.text()) }
}

extension JSONSchema: ExpressibleByArgument {}
