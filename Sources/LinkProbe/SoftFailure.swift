/// Tells a page that answers 200 and is not what was meant: a "soft 404".
enum SoftFailure {
    /// Why an answer is suspect; nil where it is not.
    static func reason(_ start: WebAddress, _ end: WebAddress, title: String?, wasRedirected: Bool) -> String?
    {
        if wasRedirected, depth(start.path) > 0, depth(end.path) == 0 {
            return "ends on the start page of \(end.host)"
        }
        if wasRedirected, saysNotFound(lastPart(end.path)) { return "ends on \(end.path)" }
        if let title, saysNotFound(title) { return "says \"\(title)\"" }
        return nil
    }

    /// How many parts a path has; a start page's file counts as none.
    private static func depth(_ path: String) -> Int {
        path.split(separator: "/").filter {
            !["index.html", "index.htm", "index.php", "home"].contains($0.lowercased())
        }.count
    }

    private static func lastPart(_ path: String) -> String {
        path.split(separator: "/").last.map { String($0).replacing("-", with: " ").replacing("_", with: " ") }
            ?? ""
    }

    private static let phrases = [
        "not found", "notfound", "page not found", "does not exist", "doesn't exist", "no longer available",
        "no longer exists", "page unavailable", "nicht gefunden", "introuvable", "no encontrada",
        "non trovata",
    ]

    private static func saysNotFound(_ text: String) -> Bool {
        let lower = text.lowercased()
        if phrases.contains(where: lower.contains) { return true }
        return lower.split { !$0.isLetter && !$0.isNumber }.contains { $0 == "404" }
    }
}

/// Tells a wall against programs by what it says.
enum Wall {
    private static let marks = [
        "cf-chl", "challenge-platform", "just a moment...", "attention required! | cloudflare", "px-captcha",
        "g-recaptcha",
        "h-captcha", "hcaptcha", "captcha-delivery", "pardon our interruption", "_incapsula_",
        "are you a robot", "enable javascript and cookies",
        "verify you are human", "awswaf", "ddos-guard",
    ]

    static func isChallenge(_ body: [UInt8]) -> Bool {
        let text = String(decoding: body.prefix(64 << 10), as: UTF8.self).lowercased()
        return marks.contains(where: text.contains)
    }
}
