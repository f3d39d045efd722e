import Support

extension IssueText {
    /// The issues of a page's body, in order, as `Renderer` wrote them.
    package static func all(in page: ByteWriter) -> [IssueText] {
        page.withSpan { html in
            var issues: [IssueText] = []
            var reader = IssueTextReader(html)
            while let start = reader.skip(past: "<section class=\"issue\"") {
                var issue = reader.issue()
                issue.start = start
                issues.append(issue)
            }
            return issues
        }
    }
}

/// Reads issues from the renderer's own HTML, in which every `<` starts a tag and every tag is closed.
private struct IssueTextReader: ~Escapable {
    private let html: Span<UInt8>
    private var at = 0

    @_lifetime(copy html)
    init(_ html: Span<UInt8>) { self.html = html }

    /// Stops after a tag. Returns its first byte; nil where it does not come any more.
    mutating func skip(past tag: StaticString) -> Int? {
        guard let start = html.position(of: tag, in: at..<html.count) else { return nil }
        at = start + tag.utf8CodeUnitCount
        return start
    }

    /// The issue whose section has just been opened.
    mutating func issue() -> IssueText {
        var issue = IssueText()
        guard skip(past: "</h3>\n") != nil else { return issue }
        let start = at
        if html.holds("<p>", at: at) {
            issue.signal = text(through: "</p>")
            issue.endOfSignal = at
        }
        /// Lists, quotes and tables that are open.
        var depth = 0
        while let tag = nextTag() {
            if name(tag, is: "</section") {
                issue.html = start..<tag.lowerBound
                break
            }
            let isClosing = html.holds("</", at: tag.lowerBound)
            let element = (tag.lowerBound + (isClosing ? 2 : 1))..<tag.upperBound
            let isList = name(element, is: "ol")
            if isList || isOne(of: Self.containers, element) {
                if !isClosing, isList, depth == 0 {
                    issue.steps += items()
                } else {
                    depth += isClosing ? -1 : 1
                }
            }
        }
        return issue
    }

    private static let containers: [StaticString] = ["ul", "blockquote", "div", "table", "details"]

    private func name(_ part: Range<Int>, is name: StaticString) -> Bool {
        part.count == name.utf8CodeUnitCount && html.holds(name, at: part.lowerBound)
    }

    private func isOne(of names: [StaticString], _ part: Range<Int>) -> Bool {
        for name in names where self.name(part, is: name) { return true }
        return false
    }

    /// The next tag from its bracket through its name. Stops after the name.
    private mutating func nextTag() -> Range<Int>? {
        guard let start = html.position(of: UInt8(ascii: "<"), from: at) else { return nil }
        at = html.firstIndex(from: start) { $0 == UInt8(ascii: ">") || $0 == 32 || $0 == 10 } ?? html.count
        return start..<at
    }

    private mutating func skipBracket() {
        at = html.position(of: UInt8(ascii: ">"), from: at).map { $0 + 1 } ?? html.count
    }

    /// The items of the list that has just been opened.
    private mutating func items() -> [String] {
        var items: [String] = []
        var depth = 1
        var text: [UInt8] = []
        skipBracket()
        while depth > 0, at < html.count {
            guard html[at] == UInt8(ascii: "<") else {
                appendText(to: &text)
                continue
            }
            if skipFootnoteNumber() { continue }
            guard let tag = nextTag() else { break }
            skipBracket()
            if name(tag, is: "<ol") || name(tag, is: "<ul") { depth += 1 }
            if name(tag, is: "</ol") || name(tag, is: "</ul") { depth -= 1 }
            if depth == 1, name(tag, is: "</li") {
                items.append(Self.trimmed(text))
                text = []
            } else if !isInline(tag) {
                Self.appendSpace(to: &text)
            }
        }
        return items
    }

    /// The text up to a closing tag.
    private mutating func text(through tag: StaticString) -> String {
        var text: [UInt8] = []
        while at < html.count, !html.holds(tag, at: at) {
            if html[at] == UInt8(ascii: "<") {
                if html.holds("<br", at: at) { Self.appendSpace(to: &text) }
                if !skipFootnoteNumber() { skipBracket() }
            } else {
                appendText(to: &text)
            }
        }
        return Self.trimmed(text)
    }

    /// Passes over the number of a footnote, which is no part of the text. Returns whether there is one.
    private mutating func skipFootnoteNumber() -> Bool {
        html.holds("<sup class", at: at) && skip(past: "</sup>") != nil
    }

    /// The text up to the next tag, with what is escaped read, and white space as one space.
    private mutating func appendText(to text: inout [UInt8]) {
        while at < html.count {
            let start = at
            while at < html.count, Self.isPlain(html[at]) { at += 1 }
            text.append(contentsOf: html.extracting(start..<at))
            guard at < html.count, html[at] != UInt8(ascii: "<") else { return }
            if html[at] == UInt8(ascii: "&") {
                at = HTMLText.appendEscaped(html, at, to: &text)
            } else {
                Self.appendSpace(to: &text)
            }
            at += 1
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > 32 && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<")
    }

    private static func appendSpace(to text: inout [UInt8]) {
        if let last = text.last, last != 32 { text.append(32) }
    }

    /// Whether a tag, opening or closing, is within a line of text.
    private func isInline(_ tag: Range<Int>) -> Bool {
        HTMLText.isInline(
            html, (tag.lowerBound + (html.holds("</", at: tag.lowerBound) ? 2 : 1))..<tag.upperBound)
    }

    private static func trimmed(_ text: [UInt8]) -> String {
        String(decoding: text.last == 32 ? text.dropLast() : text[...], as: UTF8.self)
    }
}
