/// What a host shows for an address that does not exist.
enum NotFoundPage {
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        let context = PageContext(
            SharedContext(library, theme),
            values: ["title": "Page not found", "summary": "No page has this address."])
        return [OutputFile("404.html", theme.render(context, with: "404"))]
    }
}
