import ArgumentParser
import Content
import LinkProbe
import Support

/// `guides links`.
struct LinksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "links",
        abstract: "Show what `guides check --external` found out about pages of other sites.",
        discussion: "Example: guides links seen https://example.com/page",
        subcommands: [Show.self, Seen.self], defaultSubcommand: Show.self)

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the link cache as a table.")

        @OptionGroup var folder: SiteFolder

        func run() throws {
            try ContentTree.requireSite(in: folder.site)
            Terminal.write(LinkCache.load(site: folder.site).table)
        }
    }

    struct Seen: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record that a person opened a page of another site and found it working.")

        @OptionGroup var folder: SiteFolder

        @Argument(help: ArgumentHelp("Address of the page.", valueName: "url"))
        var url: String

        func run() throws {
            try ContentTree.requireSite(in: folder.site)
            var cache = LinkCache.load(site: folder.site)
            guard cache.see(url, today: .current) else {
                throw CommandError("the link cache has no \(url); `guides links` shows what it has")
            }
            try cache.save(site: folder.site)
            Terminal.output("recorded: a person found \(url) working")
        }
    }
}
