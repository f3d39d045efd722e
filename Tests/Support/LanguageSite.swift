import Content
import Foundation
import Support

/// A whole site in another language, with every kind of page, and no Latin letters but for technical terms that are known here.
package struct LanguageSite: Sendable, CustomStringConvertible {
    /// The subtag of the language.
    package let language: String
    /// Words in Latin letters that its pages may have.
    private let known: Set<String>

    package static let all = [LanguageSite("ar"), LanguageSite("ja")]

    package var description: String { language }

    private init(_ language: String) {
        self.language = language
        let file = Strings(of: language)
        let own = StringKey.allCases.flatMap { key -> [String] in
            let template = file.template(key)
            return template.pieces.flatMap { piece -> [String] in
                if case .words(let words) = piece { Self.words(in: words) } else { [] }
            }
        }
        // What is in the guides' code; what format files of agents call a list that may be skipped; directives of robots.txt.
        known = Set(own).union(["TXT", "dns", "v", "spf", "all", "llms", "txt", "Optional"])
    }

    /// The site in a folder of its own.
    ///
    /// - Parameter settings: lines of `site.yml` to write otherwise, each with what to write.
    package func make(_ settings: [String: String] = [:]) throws -> TemporarySite {
        var files: [String: String] = [:]
        for (path, bytes) in try TestSupport.files(in: "\(repository)/Tests/Fixtures/languages/\(language)") {
            files[path] = String(decoding: bytes, as: UTF8.self)
        }
        for (line, other) in settings {
            files["Content/site.yml"] = files["Content/site.yml"]?.replacing(line, with: other)
        }
        return try TemporarySite(files, templates: false)
    }

    private static func words(in text: String) -> [String] {
        text.matches(of: /[A-Za-z]+/).map { String($0.0) }
    }

    /// Words in Latin letters that a text has and that are not known.
    package func unknownWords(in text: String) -> Set<String> { Set(Self.words(in: text)).subtracting(known) }

    /// What people and agents read of a published file, without tags and addresses.
    package static func readText(_ path: String, _ text: String) -> String {
        switch path.split(separator: ".").last {
        case "html": html(text)
        case "xml": path.hasSuffix("feed.xml") ? tagless(text) : ""
        case "md": addressless(text)
        case "txt": path.hasSuffix("robots.txt") ? comments(text) : addressless(text)
        default: ""
        }
    }

    /// The texts of a page, with those of its attributes and of its structured data.
    private static func html(_ page: String) -> String {
        var texts = page.matches(of: /(?:aria-label|title|alt|placeholder)="([^"]*)"/).map { String($0.1) }
        texts += page.matches(
            of:
                /<meta (?:name="description"|property="og:(?:title|description|site_name|image:alt)") content="([^"]*)"/
        ).map { String($0.1) }
        texts += page.matches(of: /"(?:name|description|headline|keywords|articleSection)":"([^"]*)"/).map {
            String($0.1)
        }
        let shown = page.replacing(/(?s)<script.*?<\/script>/, with: " ")
        return tagless(shown) + " " + addressless(texts.joined(separator: "\n"))
    }

    private static func tagless(_ text: String) -> String {
        addressless(text.replacing(/<[^>]*>/, with: " ").replacing(/&[a-z]+;/, with: " "))
    }

    private static func addressless(_ text: String) -> String {
        text.replacing(/\]\([^)]*\)/, with: "] ").replacing(/https?:[^\s)]*/, with: " ")
            .replacing(/llms-full\.txt|\/llms\.txt/, with: " ").replacing(/\[!WARNING\]/, with: " ")
            .replacing(/\d{4}-\d\d-\d\dT[0-9:]*Z/, with: " ")
    }

    private static func comments(_ text: String) -> String {
        addressless(text.split(separator: "\n").filter { $0.hasPrefix("#") }.joined(separator: "\n"))
    }
}
