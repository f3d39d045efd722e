/// What a host shows for an address that does not exist.
enum NotFoundPage {
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        var values = PageWriter.Values(.notFound)
        values.set(.title, "Page not found")
        values.set(.summary, "No page has this address.")
        values.set(.isInner, "yes")
        return [OutputFile("404.html", PageWriter(theme).page(values))]
    }
}
