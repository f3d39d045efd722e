/// What a host shows for an address that does not exist.
enum NotFoundPage {
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        var values = PageWriter.Values(.notFound)
        values["title"] = "Page not found"
        values["summary"] = "No page has this address."
        values["is-inner"] = "yes"
        return [OutputFile("404.html", PageWriter(theme).page(values))]
    }
}
