import Foundation

extension WebServer.Answer {
    /// The directives of a header, in lower case.
    package func list(_ name: String) -> [String] {
        (headers[name] ?? "").lowercased().split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
    }

    /// Seconds that a cache may keep it; nil where it has to ask first, or may not keep it.
    package var maxAge: Int? {
        list("cache-control").lazy.compactMap { $0.hasPrefix("max-age=") ? Int($0.dropFirst(8)) : nil }.first
    }

    /// Holds an answer to the contract of its kind; the lines of this file that it breaks.
    ///
    /// - Parameter isPreview: whether the preview answers, of which nothing is kept.
    package func faults(
        against outcome: RequestRow.Outcome, method: String, isPreview: Bool = false
    ) -> [Int] {
        var faults: [Int] = []
        func check(_ holds: Bool, line: Int = #line) { if !holds { faults.append(line) } }
        let link = headers["link"] ?? ""
        func varies() { check(list("vary").contains("accept")) }
        func isSafe() {
            check(headers["x-content-type-options"] == "nosniff")
            check(headers["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
            check(headers["referrer-policy"] == "strict-origin-when-cross-origin")
        }
        func isBrief() {
            check(isPreview ? headers["cache-control"] == "no-cache" : maxAge.map { $0 < 3600 } == true)
            check(headers["etag"] != nil)
            check(!list("cache-control").contains("private"))
        }
        func isMarkdown(canonical: String?) {
            check(status == 200)
            check(type == "text/markdown; charset=utf-8")
            check(Int(headers["x-markdown-tokens"] ?? "") ?? 0 > 10)
            if let canonical { check(link.contains("<https://example.org\(canonical)>; rel=\"canonical\"")) }
            check(link.contains("</llms.txt>; rel=\"describedby\""))
            check(!link.contains("alternate"))
            if method == "GET" { check(text.hasPrefix("# ")) }
        }
        if method == "HEAD" { check(body.isEmpty) }
        switch outcome {
        case .page(let twin):
            check(status == 200)
            check(type == "text/html; charset=utf-8")
            check(link.contains("<\(twin)>; rel=\"alternate\"; type=\"text/markdown\""))
            check(link.contains("</llms.txt>; rel=\"describedby\""))
            check(headers["content-location"] == nil && headers["x-markdown-tokens"] == nil)
            if method == "GET" { check(text.hasPrefix("<!doctype html>")) }
            varies()
            isSafe()
            isBrief()
        case .negotiated(let path, let canonical):
            isMarkdown(canonical: canonical)
            if canonical == nil { check(!link.contains("canonical")) }
            check(headers["content-location"] == path)
            check(list("cache-control").contains("private") || isPreview)
            check(maxAge == nil)
            check(headers["etag"] != nil)
            varies()
            isSafe()
        case .twin(let canonical):
            isMarkdown(canonical: canonical)
            check(headers["content-location"] == nil)
            varies()
            isSafe()
            isBrief()
        case .markdown:
            isMarkdown(canonical: nil)
            check(!link.contains("canonical"))
            isBrief()
        case .redirect(let code, let location, let variant):
            check(status == code)
            check(headers["location"] == location)
            if variant {
                // It is for one client, so a cache must not hand it to others.
                varies()
                check(isPreview || list("cache-control").contains("private") && maxAge == nil)
            }
            isSafe()
        case .missing(let markdown):
            check(status == 404)
            check(type == (markdown ? "text/markdown; charset=utf-8" : "text/html; charset=utf-8"))
            check(headers["link"] == nil)
            check((headers["x-markdown-tokens"] != nil) == markdown)
            check((maxAge ?? 0) < 3600)
            if method == "GET" {
                check(text.hasPrefix(markdown ? "# Page not found" : "<!doctype html>"))
                check(text.contains("/llms.txt"))
            }
            varies()
            isSafe()
        case .file(let type):
            check(status == 200)
            check(self.type == type)
            check(headers["link"] == nil)
            isSafe()
            isBrief()
        case .asset(let type):
            check(status == 200)
            check(self.type == type)
            check(isPreview || maxAge == 31_536_000 && list("cache-control").contains("immutable"))
            isSafe()
        case .rejected:
            check(status == 400 || status == 404)
            check(!text.contains("root:"))
        case .refused:
            check(status == 405)
            check(list("allow").contains("get"))
            isSafe()
        }
        return faults
    }
}
