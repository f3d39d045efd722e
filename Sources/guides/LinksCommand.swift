import ArgumentParser
import LinkProbe
import Support

/// `guides links`.
struct LinksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "links", abstract: "Show what is known about links to other sites.",
        subcommands: [Show.self, Seen.self], defaultSubcommand: Show.self)

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the cache of links as a table.")

        @OptionGroup var folder: SiteFolder

        func run() { Terminal.write(LinkCache.load(site: folder.site).table) }
    }

    struct Seen: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record that a person looked at a page and found it in order.")

        @OptionGroup var folder: SiteFolder

        @Argument(help: ArgumentHelp("The page's address.", valueName: "url"))
        var url: String

        func run() throws {
            var cache = LinkCache.load(site: folder.site)
            guard cache.see(url, today: .current) else {
                throw CommandError("no known link leads to \(url); `guides links` lists what is known")
            }
            try cache.save(site: folder.site)
            Terminal.output("noted")
        }
    }
}
