import ArgumentParser
import Foundation
import LinkProbe
import Support

/// `guides links`.
struct LinksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "links", abstract: "Show what is known of links to other sites.",
        subcommands: [Show.self, Seen.self], defaultSubcommand: Show.self)

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the cache of links as a table.")

        @Option(help: ArgumentHelp("The site's folder.", valueName: "dir"))
        var site = "."

        func run() { Terminal.write(LinkCache.load(site: site).table) }
    }

    struct Seen: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that a person looked at a page and found it well.")

        @Option(help: ArgumentHelp("The site's folder.", valueName: "dir"))
        var site = "."

        @Argument(help: ArgumentHelp("The page's address.", valueName: "url"))
        var url: String

        func run() throws {
            var cache = LinkCache.load(site: site)
            guard cache.see(url, today: Day(secondsSince1970: Int(Date().timeIntervalSince1970))) else {
                Terminal.error(
                    "error: no guide was seen to link to \(url); `guides links` lists what is known")
                throw ExitCode(2)
            }
            do {
                try cache.save(site: site)
            } catch {
                Terminal.error("error: \(error)")
                throw ExitCode(2)
            }
            Terminal.output("noted")
        }
    }
}
