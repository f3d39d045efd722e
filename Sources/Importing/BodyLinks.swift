import Content
import Markdown
import Support

/// Links, images and headings of a body in markdown.
extension GuideBody {
    /// Writes links to files of the source as links to where these are in the site.
    ///
    /// - Returns: what the guide needs besides other guides.
    mutating func convertLinks(_ pages: SourcePages, _ page: SourcePages.Page) -> LinkNeeds {
        let text = MappedText(lines)
        guard let document = text.document() else { return LinkNeeds() }
        var edits: [MappedText.Edit] = []
        var needs = LinkNeeds()
        for link in document.links {
            let number = text.number(at: link.location)
            if link.isImage, let edit = alternative(link, text.source, number) { edits.append(edit) }
            guard let range = link.range else { continue }
            if let image = DataImage(link.destination) {
                if let edit = file(of: image, range, number, pages, page, &needs) { edits.append(edit) }
            } else if let new = destination(link.destination, number, pages, page, &needs),
                new != link.destination
            {
                edits.append(MappedText.Edit(range: range, text: new))
            }
        }
        if !edits.isEmpty { lines = text.applying(edits) }
        return needs
    }

    /// Where a link leads in the site; nil where it stays as it is.
    private mutating func destination(
        _ old: String, _ number: Int, _ pages: SourcePages, _ page: SourcePages.Page, _ needs: inout LinkNeeds
    ) -> String? {
        if let id = page.titleID, old == "#\(id)" {
            carried(number, "the link to the title is a link to the guide")
            return page.out.fileName + ".md"
        }
        if old.begins("#") { return FittedID.fragment(old) }
        guard let named = Self.local(old, pages.facts) else { return nil }
        let followed = pages.followed(named, of: page)
        guard let local = Self.local(followed, pages.facts) else {
            return MarkdownText.destination(followed)
        }
        var (path, suffix) = AddressText.split(local)
        guard !path.isEmpty, let decoded = PercentEncoding.decode(path) else { return nil }
        switch pages.target(of: decoded, in: page, byNameAlone: syntax.contains(.shortcodes)) {
        case .page(let file):
            path = (pages.pages[file]?.out ?? file) + ".md"
            if let id = pages.pages[file]?.titleID, suffix == "#\(id)" { suffix = "" }
            suffix = FittedID.fragment(suffix) ?? suffix
        case .file(let file):
            needs.files.insert(file)
            path = pages.out(ofFile: file)
        case nil:
            let outside = destination(outside: decoded, old, number, pages, page, &needs)
            if outside == nil, named == old {
                let words = "the link `\(MessageWords.short(old))` leads"
                left(
                    number,
                    pages.leadsOut(decoded, of: page)
                        ? "\(words) out of the pages: pass the address that they had with --url"
                        : "\(words) to nothing in the source")
            }
            return outside.map { $0 + suffix }
        }
        let way = PercentEncoding.encode(RelativePath.from(page.out.folder, to: path), .readablePath)
        let new = way.replacingBytes("(", with: "%28").replacingBytes(")", with: "%29") + suffix
        if new != old {
            carried(number, "the link `\(MessageWords.short(old))` is `\(MessageWords.short(new))`")
        }
        return new
    }

    /// Where a link leads that leads to nothing in the source, without its query and fragment; nil where nothing tells.
    private mutating func destination(
        outside path: String, _ old: String, _ number: Int, _ pages: SourcePages, _ page: SourcePages.Page,
        _ needs: inout LinkNeeds
    ) -> String? {
        if let address = pages.repositoryAddress(path, of: page) {
            let words = "the link `\(MessageWords.short(old))`"
            changed(number, "\(words) out of the pages leads to that file of the repository")
            return address
        }
        guard let other = pages.otherPart(path, of: page) else { return nil }
        needs.elsewhere.insert(other.pattern)
        return PercentEncoding.encode(other.path, .readablePath)
    }

    /// A destination that may be in the source, as a path; nil for one elsewhere, or in the guide itself.
    private static func local(_ destination: String, _ facts: SourceFacts) -> String? {
        if destination.begins("#") || destination.begins("//") || destination.isEmpty { return nil }
        if let origin = facts.origin, let rest = destination.after(origin) {
            return rest.begins("/") ? rest : rest.isEmpty ? "/" : nil
        }
        return AddressText.scheme(of: destination).map { $0 == "xref" } ?? true ? destination : nil
    }

    /// The words of its file's name for an image without a text.
    private mutating func alternative(_ link: Document.Link, _ source: SourceText, _ number: Int)
        -> MappedText.Edit?
    {
        guard let range = link.range ?? source.offset(of: link.location).map({ $0..<$0 }) else { return nil }
        let mark = Array("![](".utf8)
        let ends = [range.lowerBound, range.lowerBound - 1].filter { end in
            end >= mark.count && source.bytes[(end - mark.count)..<end].elementsEqual(mark)
        }
        guard let end = ends.first else { return nil }
        let start = end - mark.count
        let isData = AddressText.scheme(of: link.destination) == "data"
        let words = isData ? "image" : MarkdownText.words(ofFile: link.destination)
        changed(
            number, "an image without a text got the words of its file's name: \(MessageWords.short(words))")
        return MappedText.Edit(range: start..<(start + 3), text: "![\(MarkdownText.escaped(words))]")
    }

    // MARK: Headings

    /// Takes the heading of the first level out, which is the title of the page, and keeps the ids that headings had.
    ///
    /// - Returns: the text of that heading; nil where there is none.
    mutating func convertHeadings(_ ids: HeadingIDs) -> String? {
        let text = MappedText(lines)
        guard let document = text.document() else { return nil }
        let title = Self.title(of: document, text)
        let shift = Self.shift(document.headings, title)
        var edits: [MappedText.Edit] = []
        var ids = ids
        for heading in document.headings {
            guard let start = Self.start(of: heading, text.source) else { continue }
            let line = text.source.lineIndex(of: start)
            let number = text.number(at: start)
            if heading == title {
                ids.countTitle(heading.text)
                edits.append(MappedText.Edit(range: Self.lines(of: heading, line, text.source), text: ""))
                continue
            }
            var given = HeadingIDs.Given()
            if Self.id(in: heading.text) == nil {
                let isAtStart = start == text.source.line(line).lowerBound
                let place = line > 0 && isAtStart ? Self.anchorAlone(text.lines[line - 1].text) : nil
                given = ids.next(heading.text, after: place)
                if given.takesPlace, let place {
                    let before = text.source.line(line - 1).lowerBound..<start
                    edits.append(MappedText.Edit(range: before, text: ""))
                    carried(number, "the place before the heading is its id: `\(MessageWords.short(place))`")
                }
            }
            let suffix = given.written.map { " {#\($0)}" } ?? ""
            guard shift != 0 || !suffix.isEmpty else { continue }
            let level = max(2, min(6, heading.level + shift))
            guard let edit = Self.rewritten(heading, level, suffix, start, text.source) else { continue }
            edits.append(edit)
            if !suffix.isEmpty, !given.takesPlace {
                carried(number, "the heading keeps the id that it had:\(suffix)")
            }
        }
        if shift != 0 {
            changed(
                title.map { text.number(at: $0.location) } ?? 1,
                shift > 0
                    ? "several headings have the first level, so all after the title are one level lower"
                    : "the heading of the title has level \(1 - shift), so all after it are higher")
        }
        if !edits.isEmpty { lines = text.applying(edits) }
        while let first = lines.first, first.text.isBlank { lines.removeFirst() }
        return title.map { Self.withoutID($0.text) }
    }

    /// The heading that is the title: the first one of the first level; without any, a heading that the body starts with,
    /// where all others are below it.
    private static func title(of document: Document, _ text: MappedText) -> Document.Heading? {
        if let title = document.headings.first(where: { $0.level == 1 }) { return title }
        guard let first = document.headings.first,
            document.headings.dropFirst().allSatisfy({ $0.level > first.level })
        else { return nil }
        let line = Int(first.location.line) - 1
        let isFirst = text.lines.prefix(line).allSatisfy { $0.text.isBlank || isRemark($0.text) }
        return isFirst ? first : nil
    }

    /// How many levels the other headings move down; less than 0 for up.
    private static func shift(_ headings: [Document.Heading], _ title: Document.Heading?) -> Int {
        guard let title else { return 0 }
        if title.level > 1 { return 1 - title.level }
        return headings.count { $0.level == 1 } > 1 ? 1 : 0
    }

    /// Whether a line is a comment or an anchor alone.
    static func isRemark(_ line: String) -> Bool {
        let text = line.trimmed
        return text.begins("<!--") && text.ends("-->") || text.begins("<a ") && text.ends("></a>")
    }

    /// Headings with a component in them keep the id that their text alone made.
    mutating func keepComponentIDs(_ anchor: (String) -> String) {
        guard syntax.contains(.components) else { return }
        var fence = FenceState()
        for index in lines.indices {
            let text = lines[index].text
            guard !fence.take(text), text.begins("#"), text.position(of: "<") != nil, Self.id(in: text) == nil
            else {
                continue
            }
            var hasTag = false
            // What code shows is text of the heading.
            let plain = OutsideCode.map(String(text.drop { $0 == "#" })) {
                Self.withoutTags($0) { hasTag = hasTag || $0.isClosed }
            }
            let id = FittedID.make(anchor(plain.trimmed.replacingBytes("`", with: "")))
            if hasTag, let id { lines[index].text = "\(text) {#\(id)}" }
        }
    }

    private static func withoutTags(_ text: String, _ found: (HTMLTag) -> Void) -> String {
        var (plain, rest) = ("", text[...])
        while let open = rest.position(of: "<") {
            plain += rest[..<open]
            rest = rest[open...]
            if let tag = HTMLTag(rest) {
                found(tag)
                rest = rest[rest.utf8.index(open, offsetBy: tag.length)...]
            } else {
                plain += "<"
                rest = rest.dropFirst()
            }
        }
        return plain + rest
    }

    /// The first byte of a heading: its first `#`, or that of its text where a line below marks it.
    private static func start(of heading: Document.Heading, _ source: SourceText) -> Int? {
        guard let text = source.offset(of: heading.location) else { return nil }
        let line = source.line(source.lineIndex(of: text)).lowerBound
        var start = text
        while start > line, source.bytes[start - 1].isSpaceOrTab { start -= 1 }
        let end = start
        while start > line, source.bytes[start - 1] == UInt8(ascii: "#") { start -= 1 }
        return start < end ? start : text
    }

    /// Whether a text can be written as `{#id}`.
    static func isID(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { $0.isASCIILetterOrDigit || "-_.".utf8.contains($0) || $0 >= 128 }
    }

    /// `id` of `Title {#id}`.
    static func id(in heading: String) -> String? {
        guard heading.ends("}"), let open = heading.cut(at: "{#") else { return nil }
        let id = String(open.after.dropLast())
        return isID(id) ? id : nil
    }

    static func withoutID(_ heading: String) -> String {
        id(in: heading) == nil ? heading : (heading.cut(at: "{#")?.before ?? heading).trimmed
    }

    /// The whole lines of a heading.
    private static func lines(of heading: Document.Heading, _ line: Int, _ source: SourceText) -> Range<Int> {
        let start = source.line(line).lowerBound
        if source.bytes[source.line(line)].drop(while: \.isSpaceOrTab).first == UInt8(ascii: "#") {
            return start..<source.line(line).upperBound
        }
        var last = line + 1
        while last < source.lineStarts.count, !isUnderline(source, last) { last += 1 }
        return start..<source.line(min(last, source.lineStarts.count - 1)).upperBound
    }

    private static func isUnderline(_ source: SourceText, _ line: Int) -> Bool {
        let bytes = source.bytes[source.line(line)].filter { !$0.isWhiteSpace }
        return !bytes.isEmpty
            && (bytes.allSatisfy { $0 == UInt8(ascii: "=") } || bytes.allSatisfy { $0 == UInt8(ascii: "-") })
    }

    /// A heading at another level, or with an id after its text.
    private static func rewritten(
        _ heading: Document.Heading, _ level: Int, _ suffix: String, _ start: Int, _ source: SourceText
    ) -> MappedText.Edit? {
        let line = source.lineIndex(of: start)
        let range = lines(of: heading, line, source)
        let whole = start..<range.upperBound
        let marks = String(repeating: "#", count: level)
        if source.bytes[start] == UInt8(ascii: "#") {
            var text = String(decoding: source.bytes[whole], as: UTF8.self).drop { $0 == "#" }.trimmed
            var bare = text
            while bare.ends("#") { bare.removeLast() }
            if bare.isEmpty || bare.ends(" ") { text = bare.trimmed }
            return MappedText.Edit(range: whole, text: "\(marks) \(text)\(suffix)")
        }
        let last = source.lineIndex(of: range.upperBound)
        guard last > line else { return nil }
        let text = (line..<last).map { index in
            String(decoding: source.bytes[source.line(index)], as: UTF8.self).trimmed
        }
        return MappedText.Edit(range: whole, text: "\(marks) \(text.joined(separator: " "))\(suffix)")
    }
}
