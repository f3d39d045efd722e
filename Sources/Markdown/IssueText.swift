import Glibc

/// What an issue says, as plain text: read from the very HTML that its page shows.
package struct IssueText: Sendable, Hashable {
    /// The first paragraph: what a checker saw. Empty where the issue opens with something else.
    package var signal = ""
    /// The items of its ordered lists, in order.
    package var steps: [String] = []
    /// Where its section starts in the page's body.
    package var start = 0
    /// The bytes of the page's body below its heading.
    package var html = 0..<0

    /// The issues of a page's body, in order, as `Renderer` wrote them.
    package static func all(in page: ByteWriter) -> [IssueText] {
        var issues: [IssueText] = []
        var reader = Reader(html: page.view)
        let tag: StaticString = "<section class=\"issue\""
        while reader.skip(past: tag) {
            let start = reader.at - tag.utf8CodeUnitCount
            issues.append(reader.issue())
            issues[issues.count - 1].start = start
        }
        return issues
    }

    /// Reads the renderer's own HTML, in which every `<` starts a tag and every tag is closed.
    private struct Reader {
        let html: UnsafeBufferPointer<UInt8>
        private(set) var at = 0

        init(html: UnsafeBufferPointer<UInt8>) { self.html = html }

        /// Stops after a tag.
        mutating func skip(past tag: StaticString) -> Bool {
            while nextBracket() {
                if starts(with: tag) {
                    at += tag.utf8CodeUnitCount
                    return true
                }
                at += 1
            }
            return false
        }

        private mutating func nextBracket() -> Bool {
            guard let base = html.baseAddress,
                let found = memchr(base + at, Int32(UInt8(ascii: "<")), html.count - at)
            else { return false }
            at = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
            return true
        }

        /// The issue whose section has just been opened.
        mutating func issue() -> IssueText {
            var issue = IssueText()
            guard skip(past: "</h3>\n") else { return issue }
            let start = at
            if starts(with: "<p>") { issue.signal = text(through: "</p>") }
            /// Lists, quotes and tables that are open.
            var depth = 0
            while let tag = nextTag() {
                if tag.elementsEqual("</section".utf8) {
                    issue.html = start..<tag.startIndex
                    break
                }
                let isClosing = tag[tag.startIndex + 1] == UInt8(ascii: "/")
                let name = tag.dropFirst(isClosing ? 2 : 1)
                let isList = name.elementsEqual("ol".utf8)
                if isList
                    || ["ul", "blockquote", "aside", "table"].contains(where: { name.elementsEqual($0.utf8) })
                {
                    if !isClosing, isList, depth == 0 {
                        issue.steps += items()
                    } else {
                        depth += isClosing ? -1 : 1
                    }
                }
            }
            return issue
        }

        private func starts(with text: StaticString) -> Bool {
            html.count - at >= text.utf8CodeUnitCount
                && memcmp(
                    html.baseAddress.map { $0 + at } ?? text.utf8Start, text.utf8Start, text.utf8CodeUnitCount
                ) == 0
        }

        /// The next tag from its bracket through its name. Stops after the name.
        private mutating func nextTag() -> UnsafeBufferPointer<UInt8>.SubSequence? {
            guard nextBracket() else { return nil }
            let start = at
            let end =
                html[start...].firstIndex { $0 == UInt8(ascii: ">") || $0 == 32 || $0 == 10 } ?? html.count
            at = end
            return html[start..<end]
        }

        /// The items of the list that has just been opened.
        private mutating func items() -> [String] {
            var items: [String] = []
            var depth = 1
            var text: [UInt8] = []
            if let end = html[at...].firstIndex(of: UInt8(ascii: ">")) { at = end + 1 }
            while depth > 0, at < html.count {
                guard html[at] == UInt8(ascii: "<") else {
                    appendText(to: &text)
                    continue
                }
                guard let tag = nextTag() else { break }
                if let end = html[at...].firstIndex(of: UInt8(ascii: ">")) { at = end + 1 }
                if tag.elementsEqual("<ol".utf8) || tag.elementsEqual("<ul".utf8) { depth += 1 }
                if tag.elementsEqual("</ol".utf8) || tag.elementsEqual("</ul".utf8) { depth -= 1 }
                if depth == 1, tag.elementsEqual("</li".utf8) {
                    items.append(Self.trimmed(text))
                    text = []
                } else if !Self.isInline(tag) {
                    Self.appendSpace(to: &text)
                }
            }
            return items
        }

        /// The text up to a closing tag.
        private mutating func text(through tag: StaticString) -> String {
            var text: [UInt8] = []
            while at < html.count, !starts(with: tag) {
                if html[at] == UInt8(ascii: "<") {
                    at = html[at...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? html.count
                } else {
                    appendText(to: &text)
                }
            }
            return Self.trimmed(text)
        }

        /// The text up to the next tag, with what is escaped read, and white space as one space.
        private mutating func appendText(to text: inout [UInt8]) {
            while at < html.count {
                let start = at
                while at < html.count, Self.isPlain(html[at]) { at += 1 }
                text.append(contentsOf: html[start..<at])
                guard at < html.count, html[at] != UInt8(ascii: "<") else { return }
                if html[at] == UInt8(ascii: "&") {
                    appendEscaped(to: &text)
                } else {
                    Self.appendSpace(to: &text)
                }
                at += 1
            }
        }

        private static func isPlain(_ byte: UInt8) -> Bool {
            byte > 32 && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<")
        }

        /// What an escape stands for. Stops at its last byte.
        private mutating func appendEscaped(to text: inout [UInt8]) {
            for (name, letter) in Self.escapes where html[(at + 1)...].starts(with: name.utf8) {
                at += name.utf8.count
                text.append(letter)
                return
            }
            text.append(html[at])
        }

        /// As `HTMLEscaping` writes them.
        private static let escapes = [
            ("lt;", UInt8(ascii: "<")), ("gt;", UInt8(ascii: ">")), ("amp;", UInt8(ascii: "&")),
            ("quot;", UInt8(ascii: "\"")), ("#39;", UInt8(ascii: "'")), ("#x27;", UInt8(ascii: "'")),
        ]

        private static func appendSpace(to text: inout [UInt8]) {
            if let last = text.last, last != 32 { text.append(32) }
        }

        private static func isInline(_ tag: UnsafeBufferPointer<UInt8>.SubSequence) -> Bool {
            let name = tag.drop { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "/") }
            return ["a", "em", "strong", "code", "del", "sup", "img"].contains { name.elementsEqual($0.utf8) }
        }

        private static func trimmed(_ text: [UInt8]) -> String {
            String(decoding: text.last == 32 ? text.dropLast() : text[...], as: UTF8.self)
        }
    }
}
