import Foundation
import TestSupport

@testable import Hosts
@testable import Support

/// A service for static sites, as far as its documentation says what it does with files and rules.
///
/// - Cloudflare Pages (developers.cloudflare.com/pages/configuration/redirects, …/headers): redirects come before files; the
///   topmost that fits counts; 2,000 static ones and 100 with `*` or a placeholder, of 1,000 characters at most. 100 rules
///   for headers, of lines of 2,000 characters at most; values of one header that several rules give are joined, and `!`
///   takes away what was given so far.
/// - Netlify (docs.netlify.com/manage/routing/redirects): the first redirect that fits counts, but where a file is at the
///   address only with `force`. Paths tell large letters from small ones, are percent-encoded, and stand for
///   themselves with a slash at their end too. Values of one header that several rules give are joined.
struct StaticService {
    enum Kind: String, CaseIterable { case cloudflare, netlify }

    struct Redirect {
        var from: String
        var to: String
        var status: Int
        /// Whether it counts where a file is.
        var isForced: Bool
    }

    struct HeaderRule {
        var path: String
        /// In their order; a value that is nil takes the header away.
        var fields: [(name: String, value: String?)] = []
    }

    struct Answer: CustomStringConvertible {
        var status: Int
        var headers: [String: String]
        /// The file that is served, relative to the published folder.
        var file: String?
        var description: String { "\(status) \(file ?? "no file") \(headers)" }
    }

    let kind: Kind
    let files: Set<String>
    private(set) var redirects: [Redirect] = []
    private(set) var rules: [HeaderRule] = []
    /// Lines that the service does not understand, or has no place for.
    private(set) var refused: [String] = []

    /// - Parameters:
    ///   - rules: as the tool makes them.
    ///   - files: of the published folder.
    init(_ kind: Kind, _ rules: HostRules, files: Set<String>) {
        self.kind = kind
        self.files = files
        for file in rules.files {
            switch file.name {
            case "_redirects": readRedirects(file.text)
            case "_headers": readHeaders(file.text)
            case "netlify.toml": readTOML(file.text)
            default: refused.append(file.name)
            }
        }
    }

    // MARK: Cloudflare

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    }

    private mutating func readRedirects(_ text: String) {
        var (plain, dynamic) = (0, 0)
        let isOrdered = kind == .cloudflare
        for line in Self.lines(text) {
            let words = line.split(separator: " ").map(String.init)
            let isDynamic = words.first.map { $0.contains("*") || $0.contains("/:") } ?? false
            if isDynamic { dynamic += 1 } else { plain += 1 }
            guard (2...3).contains(words.count), line.count <= 1000, words[0].hasPrefix("/"),
                let status = words.count == 3 ? Int(words[2].filter { isOrdered || $0 != "!" }) : 302,
                !isOrdered || plain <= 2000 && dynamic <= 100
            else {
                refused.append(line)
                continue
            }
            // At Netlify a file comes first, but where the status has an exclamation mark.
            redirects.append(
                Redirect(
                    from: words[0], to: words[1], status: status,
                    isForced: isOrdered || words.last?.hasSuffix("!") == true))
        }
    }

    private mutating func readHeaders(_ text: String) {
        for line in Self.lines(text) {
            let part = line.trimmingCharacters(in: .whitespaces)
            if !line.hasPrefix(" ") {
                rules.append(HeaderRule(path: part))
                if rules.count > 100 { refused.append(line) }
            } else if part.hasPrefix("! "), !rules.isEmpty {
                rules[rules.count - 1].fields.append((part.dropFirst(2).lowercased(), nil))
            } else if let colon = part.firstIndex(of: ":"), line.count <= 2000, !rules.isEmpty {
                let value = part[part.index(after: colon)...].trimmingCharacters(in: .whitespaces)
                rules[rules.count - 1].fields.append((part[..<colon].lowercased(), value))
            } else {
                refused.append(line)
            }
        }
        rules = Array(rules.prefix(100))
    }

    // MARK: Netlify

    /// The few forms of TOML that the rules have.
    private mutating func readTOML(_ text: String) {
        var table = ""
        for line in Self.lines(text) {
            let part = line.trimmingCharacters(in: .whitespaces)
            if part.hasPrefix("[") {
                table = part
                if part == "[[headers]]" { rules.append(HeaderRule(path: "")) }
                if part == "[[redirects]]" {
                    redirects.append(Redirect(from: "", to: "", status: 301, isForced: false))
                }
                continue
            }
            guard let match = part.wholeMatch(of: /([A-Za-z-]+) = (.+)/) else {
                refused.append(line)
                continue
            }
            let (key, value) = (String(match.1), Self.value(String(match.2)))
            switch (table, key) {
            case ("[[headers]]", "for"): rules[rules.count - 1].path = value
            case ("[headers.values]", _):
                rules[rules.count - 1].fields.append((key.lowercased(), value))
            case ("[[redirects]]", "from"): redirects[redirects.count - 1].from = value
            case ("[[redirects]]", "to"): redirects[redirects.count - 1].to = value
            case ("[[redirects]]", "status"): redirects[redirects.count - 1].status = Int(value) ?? 0
            case ("[[redirects]]", "force"): redirects[redirects.count - 1].isForced = value == "true"
            default: refused.append(line)
            }
        }
    }

    private static func value(_ text: String) -> String {
        guard text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        return String(text.dropFirst().dropLast()).replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
    }

    // MARK: Answers

    /// - Parameter target: a path and a query, as a request has them.
    func answer(_ target: String) -> Answer {
        let path = String(target.prefix { $0 != "?" })
        let query = String(target.dropFirst(path.count))
        let file = file(at: path)
        for redirect in redirects where fits(redirect.from, path) && (redirect.isForced || file == nil) {
            let parts = redirect.to.split(separator: "#", maxSplits: 1).map(String.init)
            let location = parts[0] + query + (parts.count > 1 ? "#" + parts[1] : "")
            return Answer(status: redirect.status, headers: ["location": location], file: nil)
        }
        guard let file else {
            return Answer(
                status: 404, headers: headers(path), file: files.contains("404.html") ? "404.html" : nil)
        }
        var headers = headers(path)
        if headers["content-type"] == nil { headers["content-type"] = MediaTypes.type(of: "/" + file) }
        return Answer(status: 200, headers: headers, file: file)
    }

    private func fits(_ from: String, _ path: String) -> Bool {
        if from.hasSuffix("*") { return path.hasPrefix(from.dropLast()) }
        if from == path { return true }
        return kind == .netlify && path.count > 1 && path.hasSuffix("/") && from == path.dropLast()
    }

    /// Both serve a page without the ending of its file, and the page of a folder.
    private func file(at path: String) -> String? {
        let name = String((PercentEncoding.decode(path) ?? path).drop { $0 == "/" })
        let candidates = name.isEmpty ? ["index.html"] : [name, name + ".html", name + "/index.html"]
        return candidates.first(where: files.contains)
    }

    private func headers(_ path: String) -> [String: String] {
        var headers: [String: String] = [:]
        for rule in rules where fits(rule.path, path) {
            for (name, value) in rule.fields {
                guard let value else {
                    headers[name] = nil
                    continue
                }
                headers[name] = headers[name].map { "\($0), \(value)" } ?? value
            }
        }
        return headers
    }
}
