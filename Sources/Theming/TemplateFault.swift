import Findings
import Mustache
import Support

/// A fault for which mustache does not read a template, at the tag that has it.
struct TemplateFault {
    private let location: SourceLocation
    private let message: String
    private let help: String

    /// - Parameters:
    ///   - error: what mustache threw.
    ///   - source: the template.
    ///   - tags: those of the template.
    init(_ error: any Error, in source: SourceText, _ tags: [TemplateTags.Tag]) {
        let located = Self.first(in: tags, source)
        // Mustache names a fault in words of its own, and often the location after it.
        let parsing = error as? MustacheTemplate.ParserError
        location =
            located.map { source.location(of: $0.tag.offset) }
            ?? parsing.map {
                SourceLocation(line: $0.context.lineNumber, column: max(1, $0.context.columnNumber))
            } ?? .start
        message = located?.message ?? "mustache cannot read this template: \(parsing?.error ?? error)"
        help = located?.help ?? "compare the tag with the manual of mustache: https://mustache.github.io"
    }

    func finding(file: String) -> Finding {
        Finding(.templatesInvalid, file: file, at: location, message, help: help)
    }

    private typealias Located = (tag: TemplateTags.Tag, message: String, help: String)

    /// The first fault in the order in which mustache reads tags; nil where none is known.
    private static func first(in tags: [TemplateTags.Tag], _ source: SourceText) -> Located? {
        var open: [TemplateTags.Tag] = []
        for tag in tags {
            if let fault = fault(in: tag, source) { return (tag, fault.message, fault.help) }
            if tag.kind == .open { open.append(tag) }
            guard tag.kind == .close else { continue }
            guard let section = open.popLast() else {
                return (
                    tag, "{{/\(tag.name)}} closes no section",
                    "open the section with {{#\(tag.name)}}, or remove {{/\(tag.name)}}"
                )
            }
            guard section.name == tag.name else {
                let line = source.location(of: section.offset).line
                return (
                    tag,
                    "{{/\(tag.name)}} cannot close the section \"\(section.name)\", which starts in line \(line)",
                    "put {{/\(section.name)}} before it, or in its place"
                )
            }
        }
        return open.last.map {
            ($0, "the section \"\($0.name)\" is not closed", "put {{/\($0.name)}} where the section ends")
        }
    }

    /// Fault of a tag by itself; nil where it has none.
    private static func fault(
        in tag: TemplateTags.Tag, _ source: SourceText
    ) -> (message: String, help: String)? {
        guard tag.isClosed else { return ("this tag is not closed", "put }} at its end") }
        let inner = source.bytes[tag.inner]
        switch tag.kind {
        case .comment: return nil
        case .setting: return ("this setting is not known here", "remove the tag")
        case .delimiters:
            let parts = inner.split { [32, 9, 10, 13].contains($0) }
            return parts.count == 2 && inner.last == UInt8(ascii: "=")
                ? nil
                : (
                    "this tag changes no delimiters",
                    "write both new ones with a space between them, such as {{=<% %>=}}"
                )
        case .variable, .open, .close, .partial, .parent, .block: break
        }
        if inner.first == UInt8(ascii: "{"), !source.bytes[tag.inner.upperBound...].starts(with: "}}}".utf8) {
            return (
                "this tag starts with three braces and ends with two",
                "write {{{\(tag.name)}}}, or {{\(tag.name)}} to escape the value"
            )
        }
        let name = String(decoding: inner, as: UTF8.self).drop { "#^/>&{".contains($0) || $0.isWhitespace }
        return faultInName(name.reversed().drop(while: \.isWhitespace).reversed(), of: tag)
    }

    private static func faultInName(
        _ characters: [Character], of tag: TemplateTags.Tag
    ) -> (message: String, help: String)? {
        let name = String(characters)
        guard !name.contains(where: { $0.isNewline || $0 == "{" }) else {
            return ("this tag is not closed", "put }} at its end")
        }
        let isPartial = tag.kind == .partial
        guard name.unicodeScalars.allSatisfy({ isInName($0) || (isPartial && $0 == "/") }) else {
            return (
                "\"\(name)\" is not the name of a value or a template",
                "a name has only letters from a to z, digits, dots, hyphens and underscores"
            )
        }
        let opened = name.split(separator: "(", omittingEmptySubsequences: false)
        let closing = name.reversed().prefix { $0 == ")" }.count
        let isCall = opened.count > 1 || name.contains(")")
        guard isCall else { return nil }
        let isWhole =
            closing == opened.count - 1 && opened.allSatisfy { !$0.isEmpty }
            && !name.dropLast(closing).contains(")")
        return isWhole
            ? nil : ("\"\(name)\" is not a whole call of a function", "write it as in {{uppercased(title)}}")
    }

    /// Whether mustache takes a character for a part of a name.
    private static func isInName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            && (UInt8(scalar.value).isASCIILetterOrDigit || ".-_?*()".unicodeScalars.contains(scalar))
    }
}
