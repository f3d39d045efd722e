import ArgumentParser
import Fixing

/// `guides rename`.
struct RenameCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename",
        abstract:
            "Rename a guide: move its file, fix all links to it, and keep its old address as a redirect.",
        discussion: "Example: guides rename tls tls-and-secure-sending")

    @Argument(help: ArgumentHelp("Slug of the guide.", valueName: "old"), completion: .slugs)
    var old: String

    @Argument(help: ArgumentHelp("New slug.", valueName: "new"))
    var new: String

    @OptionGroup var options: SiteOptions

    func run() async throws {
        let done = try await Rename(options.reading).run(Self.slug(old), to: Self.slug(new))
        Terminal.output("\(done.from) is now \(done.to), and its old address redirects there")
        if done.links > 0 {
            let files = done.files.isEmpty ? "" : ": \(done.files.joined(separator: ", "))"
            Terminal.output("\(done.links, "link") fixed\(files)")
        }
        for failure in done.failures { Terminal.error(failure) }
        for mention in done.mentions { Terminal.error("look at \(mention)") }
        if !done.failures.isEmpty { throw ExitCode(1) }
    }

    private static func slug(_ name: String) -> String {
        name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    }
}
