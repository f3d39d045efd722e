import Support

/// Tells a page that answers 200 and is not what was meant.
enum Soft404 {
    /// The reason why an answer is taken for one, such as `says "Page not found"`; nil where it is not.
    static func reason(_ start: WebAddress, _ end: WebAddress, title: String?, wasRedirected: Bool) -> String?
    {
        if wasRedirected, depth(start.path) > 0, depth(end.path) == 0 {
            return "ends on the start page of \(end.host)"
        }
        // A page about missing pages has their words in its own address.
        if isAboutFailures(start.target) { return nil }
        if wasRedirected, isFailure(lastPart(end.path)) { return "ends on \(WebAddress.inText(end.path))" }
        if let title, saysFailure(title) { return "says \"\(title)\"" }
        return nil
    }

    /// The number of parts of a path; a start page's file counts as none.
    private static func depth(_ path: String) -> Int {
        path.split(separator: "/").filter {
            !["index.html", "index.htm", "index.php", "home"].contains($0.lowercased())
        }.count
    }

    /// The last part of a path as words, without the ending of a file: `not found` for `/errors/not-found.html`.
    private static func lastPart(_ path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        return String(name.prefix { $0 != "." })
    }

    /// Titles of error pages, or whole parts of them.
    private static let titles: Set<String> = [
        "not found", "notfound", "page not found", "file not found", "object not found", "document not found",
        "resource not found", "content not found", "does not exist", "page does not exist",
        "page doesn t exist",
        "page unavailable", "page not available", "no longer available", "page no longer exists",
        "nicht gefunden", "seite nicht gefunden", "introuvable", "page introuvable", "no encontrada",
        "página no encontrada", "non trovata", "pagina non trovata", "pagina niet gevonden",
    ]

    /// Titles without their `404`.
    private static let titlesBeside404: Set<String> = [
        "", "error", "http", "http error", "error code", "status", "error not found 1",
    ]

    /// Phrases that say so wherever they are, since they speak of the page itself.
    private static let phrases = [
        "page not found", "page could not be found", "page can not be found", "page cannot be found",
        "page can t be found", "page doesn t exist", "page does not exist", "page no longer exists",
        "page is no longer available", "page you requested", "page you were looking for",
        "couldn t find that page",
        "couldn t find the page", "could not find the page", "seite nicht gefunden",
        "seite wurde nicht gefunden", "page introuvable", "página no encontrada", "pagina non trovata",
    ]

    private static func words(_ text: some StringProtocol) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static func saysFailure(_ title: String) -> Bool {
        let line = words(title).joined(separator: " ")
        if phrases.contains(where: line.contains) { return true }
        return title.split { "|–—:·•»-".contains($0) }.contains { isFailure($0) }
    }

    /// Whether a text says that a page is missing and nothing else: `404`, `Error 404`, `404 Not Found`, `Not found!`.
    private static func isFailure(_ text: some StringProtocol) -> Bool {
        let words = words(text)
        let rest = words.filter { !["404", "oops", "sorry"].contains($0) }.joined(separator: " ")
        return titles.contains(rest) || (words.contains("404") && titlesBeside404.contains(rest))
    }

    private static func isAboutFailures(_ target: String) -> Bool {
        let words = words(PercentEncoding.decodeComponent(target) ?? target)
        return words.contains("404") || words.contains("notfound")
            || zip(words, words.dropFirst()).contains { $0 == "not" && $1 == "found" }
    }
}
