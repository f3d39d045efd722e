import ArgumentParser
import Starter
import Support

/// `guides new`.
struct NewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Start a guide: a file with front matter and today's date.",
        discussion: "Example: guides new spf-records --title \"SPF Records\" --category dns")

    @Argument(
        help: ArgumentHelp(
            "Slug of the guide, with a folder before it if you like: mail/spf.", valueName: "slug"))
    var slug: String

    @OptionGroup var options: SiteOptions

    @Option(help: ArgumentHelp("Title of the guide. (default: the words of the slug)", valueName: "title"))
    var title: String?

    @Option(
        help: ArgumentHelp("Id of its category. (default: the first one in site.yml)", valueName: "id"))
    var category: String?

    func run() async throws {
        let guide = NewGuide(slug, title: title, category: category)
        let file = try await guide.write(options.reading, today: .current)
        Terminal.output("wrote \(options.folder.path(of: file))\n\nNext: guides preview --open")
    }
}
