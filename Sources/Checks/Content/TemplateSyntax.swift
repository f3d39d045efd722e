import Markdown
import Support

/// The syntax of other generators, which has no meaning here.
enum TemplateSyntax {
    /// A piece of it.
    struct Found {
        /// Offset of its first letter among those it was looked for in.
        var offset: Int
        /// The syntax itself, such as `[TOC]`, for a message.
        var mark: String
        var help: String = general
    }

    /// What helps with any syntax that has no meaning here.
    static let general = "write it in markdown, or put it between backticks to show it as it is"
    private static let contents = "remove it: the page has its contents already"
    private static let attributes =
        "remove it; an id is written behind a heading, {#id}, and nothing else takes attributes"
    private static let ids =
        "an id is written behind a heading, and has letters, digits, -, _ and . alone; remove any other"
    private static let include =
        "put the text into Content/includes, and write {{include: file.md}} on a line of its own"
    /// What helps with a line that includes code.
    static let codeInclude = "put the code itself here: only the text of guides can be included"

    /// Syntax at the start of a line of text.
    static func atStart(of letters: ArraySlice<UInt8>) -> Found? {
        let text = Line(letters)
        switch letters.first {
        case UInt8(ascii: ":"):
            if text.has(":::") { return Found(offset: 0, mark: ":::", help: callout) }
        case UInt8(ascii: "!"):
            if text.has("!!! ") || text.has("!!!+ ") { return Found(offset: 0, mark: "!!!", help: callout) }
        case UInt8(ascii: "?"):
            if text.has("??? ") || text.has("???+ ") { return Found(offset: 0, mark: "???", help: callout) }
        case UInt8(ascii: "="):
            for start in ["=== \"", "=== '", "===+ \"", "===! \""] where text.has(start) {
                return Found(offset: 0, mark: "===", help: "write a heading for each tab: ### Title")
            }
        case UInt8(ascii: "-"):
            if text.has("--8<--") { return Found(offset: 0, mark: "--8<--", help: include) }
        case UInt8(ascii: "<"):
            if text.has("<<< ") { return Found(offset: 0, mark: "<<<", help: codeInclude) }
        case UInt8(ascii: "["):
            if text.has("[!INCLUDE") || text.has("[!include") {
                return Found(offset: 0, mark: "[!INCLUDE", help: include)
            }
            for mark in ["[[toc]]", "[toc]"] where text.is(mark) {
                return Found(offset: 0, mark: text.text, help: contents)
            }
        case UInt8(ascii: "i"):
            if isImport(letters) { return Found(offset: 0, mark: "import … from") }
        default: break
        }
        return nil
    }

    private static let callout = "write a callout: > [!NOTE], with > before each line of its text"

    /// Syntax anywhere in a text, in order; each kind once.
    static func within(_ letters: ArraySlice<UInt8>) -> [Found] {
        let bytes = letters.span
        var found: [Found] = []
        if let open = bytes.position(of: "[[", in: 0..<bytes.count),
            let close = bytes.position(of: "]]", in: open..<bytes.count), close > open + 2,
            !bytes.extracting((open + 2)..<close).contains(where: { $0 == UInt8(ascii: "[") || $0 == 10 }),
            !Line(letters).isContents, bytes[open + 2].isASCIILetter || bytes[open + 2] >= 128
        {
            found.append(Found(offset: open, mark: "[[…]]", help: "write a link: [text](file.md)"))
        }
        if let open = attributeList(bytes) {
            let isID = bytes.holds("{#", at: open.lowerBound)
            found.append(
                Found(
                    offset: open.lowerBound, mark: MessageText.name(bytes.extracting(open).text),
                    help: isID ? ids : attributes))
        }
        if let icon = icon(bytes) {
            found.append(
                Found(
                    offset: icon.lowerBound, mark: bytes.extracting(icon).text,
                    help: "remove it, or write what the icon says"))
        }
        if let mark = highlight(bytes) {
            found.append(Found(offset: mark.lowerBound, mark: "==", help: "write <mark>…</mark>"))
        }
        return found.sorted { $0.offset < $1.offset }
    }

    /// Whether a fence holds nothing but lines that include code from a file, so that the page has none of it.
    static func isInclude(_ code: ArraySlice<UInt8>) -> Bool {
        let lines = code.split(separator: 10).map(Line.init).filter { !$0.isEmpty }
        return !lines.isEmpty
            && lines.allSatisfy { line in
                includes.contains { line.has($0) }
            }
    }

    /// The starts of lines that include code: of mdBook, Hugo, MkDocs, DocFX, PlantUML and Jekyll.
    private static let includes = [
        "{{#include ", "{{#rustdoc_include ", "{{#playground ", "{{< readfile ", "{{< include ", "{{< code ",
        "{{% include ", "{{% readfile ", "--8<--", "[!code", "!include ", "{% include ",
    ]

    /// Whether a text starts with a mark that this tool knows, `{{include: …}}` or `{{value: …}}`.
    static func isOwnMark(_ letters: ArraySlice<UInt8>) -> Bool {
        let name = letters.dropFirst(2).drop { $0 == 32 }
        return ["include:", "value:"].contains { name.starts(with: $0.utf8) }
    }

    /// `{: .class }`, `{.class}`, `{#id}` or `{ .class }`.
    private static func attributeList(_ bytes: Span<UInt8>) -> Range<Int>? {
        var at = 0
        while let open = bytes.position(of: UInt8(ascii: "{"), from: at) {
            at = open + 1
            // Two braces are a finding of their own.
            if open > 0, bytes[open - 1] == UInt8(ascii: "{") { continue }
            var next = at
            if bytes.holds(":", at: next) { next += 1 }
            while next < bytes.count, bytes[next] == 32 { next += 1 }
            guard next + 1 < bytes.count, ".#".utf8.contains(bytes[next]), bytes[next + 1].isASCIILetter,
                let close = bytes.firstIndex(
                    from: next, where: { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "{") }),
                bytes[close] == UInt8(ascii: "}")
            else { continue }
            return open..<(close + 1)
        }
        return nil
    }

    /// `:material-check:`, an icon with a hyphen in its name.
    private static func icon(_ bytes: Span<UInt8>) -> Range<Int>? {
        var at = 0
        while let open = bytes.position(of: UInt8(ascii: ":"), from: at) {
            at = open + 1
            guard open == 0 || !bytes[open - 1].isASCIILetterOrDigit else { continue }
            var end = at
            var hyphens = 0
            while end < bytes.count, bytes[end].isASCIILetterOrDigit || bytes[end] == UInt8(ascii: "-") {
                if bytes[end] == UInt8(ascii: "-") { hyphens += 1 }
                end += 1
            }
            guard hyphens > 0, end < bytes.count, bytes[end] == UInt8(ascii: ":"), bytes[at].isASCIILetter,
                end + 1 == bytes.count || !bytes[end + 1].isASCIILetterOrDigit
            else { continue }
            return open..<(end + 1)
        }
        return nil
    }

    /// `==text==`, without spaces within the marks.
    private static func highlight(_ bytes: Span<UInt8>) -> Range<Int>? {
        func isEqual(_ index: Int) -> Bool {
            index >= 0 && index < bytes.count && bytes[index] == UInt8(ascii: "=")
        }
        var open: Int?
        var at = 0
        while let mark = bytes.position(of: "==", in: at..<bytes.count) {
            at = mark + 2
            if isEqual(at) || isEqual(mark - 1) { continue }
            if let open, mark > open + 2, bytes[mark - 1] > 32 { return open..<at }
            let isOpening =
                at < bytes.count && bytes[at] > 32
                && (mark == 0 || bytes[mark - 1] == 32 || bytes[mark - 1] == UInt8(ascii: "("))
            open = isOpening ? mark : nil
        }
        return nil
    }

    /// `import Name from 'place'`, as a component's file starts.
    private static func isImport(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.starts(with: "import ".utf8) else { return false }
        let words = text.split(separator: 32)
        return words.count >= 4 && words[words.count - 2].elementsEqual("from".utf8)
            && (words[words.count - 1].first == UInt8(ascii: "'")
                || words[words.count - 1].first == UInt8(ascii: "\""))
    }

    /// A line without spaces around it.
    private struct Line {
        private let bytes: ArraySlice<UInt8>

        init(_ bytes: ArraySlice<UInt8>) {
            let start = bytes.drop(while: \.isSpaceOrTab)
            self.bytes = start.prefix(
                upTo: start.lastIndex { !$0.isSpaceOrTab && $0 != 13 }.map { $0 + 1 } ?? start.startIndex)
        }

        var isEmpty: Bool { bytes.isEmpty }
        var text: String { String(decoding: bytes, as: UTF8.self) }
        var isContents: Bool { self.is("[[toc]]") }
        func has(_ start: String) -> Bool { bytes.starts(with: start.utf8) }
        func `is`(_ word: String) -> Bool { bytes.count == word.utf8.count && text.lowercased() == word }
    }
}
