import ArgumentParser
import Starter
import Support

/// `guides new`.
struct NewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Start a guide: a draft with front matter and today's date.",
        discussion: "Example: guides new spf-records --title \"SPF Records\" --category dns")

    @Argument(
        help: ArgumentHelp(
            "Slug of the guide, with a folder before it if you want: mail/spf.", valueName: "slug"))
    var slug: String

    @OptionGroup var options: SiteOptions

    // So that a title may start with a hyphen.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Title of the guide. (default: the words of the slug)", valueName: "title"))
    var title: String?

    @Option(
        help: ArgumentHelp("Id of its category. (default: the first one in site.yml)", valueName: "id"),
        completion: .categories)
    var category: String?

    func validate() throws {
        if let title, title.allSatisfy(\.isWhitespace) {
            throw ValidationError("--title must not be empty")
        }
    }

    func run() async throws {
        let guide = NewGuide(slug, title: title, category: category)
        let file = try await guide.write(options.reading, today: .current)
        let site = options.site == "." ? "" : " --site \(ShellWord.path(options.site))"
        Terminal.output(
            "wrote \(options.folder.path(of: file)), a draft until you remove `draft: true`\n\nNext: guides preview --open --drafts\(site)"
        )
    }
}
