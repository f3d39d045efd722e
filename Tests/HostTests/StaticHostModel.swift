import Foundation
import TestSupport

@testable import Hosts
@testable import Support

/// A service for static sites as its documentation describes it, as far as the rules that the tool prints need it. Nobody can
/// run such a service here.
struct StaticHostModel {
    struct Answer {
        var status: Int
        var location: String?
        /// The published file that is sent, such as `guides/tls.html`.
        var file: String?
        /// By name in small letters; where several rules give one header, their values are joined.
        var headers: [String: String]
    }

    struct Redirect {
        var from: String
        var to: String
        var status: Int
        /// Whether it goes before a file that is there.
        var isForced: Bool
    }

    struct Headers {
        /// A path, or the beginning of paths before a `*` at its end.
        var path: String
        /// A name alone takes away what earlier rules gave.
        var fields: [(name: String, value: String?)]
    }

    var redirects: [Redirect] = []
    var headers: [Headers] = []
    let files: Set<String>

    /// Cloudflare Pages (developers.cloudflare.com/pages/configuration, redirects and headers): redirects go before files, the
    /// topmost of a path counts, of static ones 2,000 are read, and lines up to 1,000 characters; of headers 100 rules, whose
    /// lines may have 2,000.
    init(cloudflare rules: HostRules, files: Set<String>) {
        self.files = files
        func lines(_ name: String) -> [Substring] {
            (rules.files.first { $0.name == name }?.text ?? "").split(separator: "\n").filter {
                !$0.hasPrefix("#")
            }
        }
        for line in lines("_redirects") where line.count <= 1000 && redirects.count < 2000 {
            let words = line.split(separator: " ").map(String.init)
            guard (2...3).contains(words.count), !words[0].contains("*"), !words[0].contains("/:") else {
                continue
            }
            let status = words.count < 3 ? 302 : Int(words[2]) ?? 0
            redirects.append(Redirect(from: words[0], to: words[1], status: status, isForced: true))
        }
        for line in lines("_headers") {
            if !line.hasPrefix(" ") {
                headers.append(Headers(path: String(line), fields: []))
            } else if line.count <= 2000 {
                let text = line.drop { $0 == " " }
                if text.hasPrefix("! ") {
                    headers[headers.count - 1].fields.append((String(text.dropFirst(2)), nil))
                } else if let colon = text.firstIndex(of: ":") {
                    let value = text[colon...].dropFirst().drop { $0 == " " }
                    headers[headers.count - 1].fields.append((String(text[..<colon]), String(value)))
                }
            }
        }
        headers = Array(headers.prefix(100))
    }

    /// Netlify (docs.netlify.com/manage/routing, redirects and headers): the first redirect of a path counts, and a file that is
    /// there goes before it unless it is forced.
    init(netlify rules: HostRules, files: Set<String>) throws {
        struct File: Decodable {
            struct Redirect: Decodable {
                var from: String
                var to: String
                var status: Int?
                var force: Bool?
            }
            struct Header: Decodable {
                var path: String
                var values: [String: String]
                enum CodingKeys: String, CodingKey {
                    case path = "for"
                    case values
                }
            }
            var redirects: [Redirect]
            var headers: [Header]
        }
        self.files = files
        let folder = try TemporaryFolder()
        let path = folder.path + "/netlify.toml"
        try Disk.writeNew(Array((rules.files.first?.text ?? "").utf8), to: path)
        let read = try Program.run([
            "python3", "-c",
            "import json, sys, tomllib; print(json.dumps(tomllib.load(open(sys.argv[1], 'rb'))))",
            path,
        ])
        guard read.code == 0 else { throw Program.Failure(read.error) }
        let file = try JSONDecoder().decode(File.self, from: Data(read.output.utf8))
        redirects = file.redirects.map {
            Redirect(from: $0.from, to: $0.to, status: $0.status ?? 301, isForced: $0.force ?? false)
        }
        headers = file.headers.map { header in
            Headers(path: header.path, fields: header.values.map { ($0.key, $0.value) })
        }
    }

    /// What a path, without a query, is answered with.
    func ask(_ path: String) -> Answer {
        let file = file(at: path)
        if let redirect = redirects.first(where: { $0.from == path }), redirect.isForced || file == nil {
            return Answer(status: redirect.status, location: redirect.to, file: nil, headers: [:])
        }
        var sent: [String: String] = [:]
        for rule in headers where matches(rule.path, path) {
            for (name, value) in rule.fields {
                let name = name.lowercased()
                sent[name] = value.map { value in sent[name].map { "\($0), \(value)" } ?? value }
            }
        }
        return Answer(status: file == nil ? 404 : 200, location: nil, file: file ?? "404.html", headers: sent)
    }

    private func file(at path: String) -> String? {
        let name = String((PercentEncoding.decode(path) ?? path).dropFirst())
        return [name, name + ".html", name + "/index.html"].first { files.contains($0) }
    }

    private func matches(_ pattern: String, _ path: String) -> Bool {
        pattern.hasSuffix("*") ? path.hasPrefix(pattern.dropLast()) : pattern == path
    }
}
