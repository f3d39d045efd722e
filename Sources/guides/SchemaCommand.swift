import ArgumentParser
import Content

/// `guides schema`.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of a file, which lets an editor complete and check its keys.",
        discussion: """
            `guides init` puts the schemas into Content/.schemas/, and adds a line for YAML language servers to site.yml, \
            terms.yml and queries.yml.

            Example: guides schema site >Content/.schemas/site.json
            """)

    @Argument(help: "The file: front-matter, site, terms or queries.")
    var file: JSONSchema

    func run() throws { Terminal.data(try file.text()) }
}

extension JSONSchema: ExpressibleByArgument {}
