import Markdown
import Support

/// A guide's file without what moving, renaming and formatting guides rewrites: line ends, spaces before them that no
/// page shows, a byte order mark, blank lines at the end and aliases are left out, and where its links lead is kept
/// apart.
struct GuideText {
    /// All that is left. Where a link or the name of a guide was, there is a NUL.
    private let frame: [UInt8]
    private let names: [Name]

    /// A reference to a guide or a file, as it is written.
    private enum Name: Hashable {
        /// A slug in the front matter.
        case slug(String)
        case destination(String)
    }

    /// The names of guides after, by those before, such as `tls` by `ssl`.
    typealias Renamed = [String: String]

    init(_ bytes: [UInt8]) {
        var text = LineEnds.unified(bytes)
        if text.starts(with: FrontMatterSplit.byteOrderMark) { text.removeFirst(3) }
        text = Self.withoutUnseenSpaces(text)
        text.removeSubrange(((text.lastIndex { $0 != 10 } ?? -1) + 1)...)
        let source = SourceText(text)
        let split = FrontMatterSplit(source)
        var cuts: [(range: Range<Int>, name: Name?)] = []
        if Self.isParsed(source, split.body) {
            let document = Document(source, body: split.body, parser: Parser(), out: ByteWriter())
            cuts = document.links.compactMap { link in
                source.range(of: link).map { ($0, .destination(link.destination)) }
            }
        }
        if let yaml = split.yaml { cuts += Self.cuts(source, yaml) }
        var frame: [UInt8] = []
        var names: [Name] = []
        var from = 0
        for cut in cuts.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
        where cut.range.lowerBound >= from {
            frame += text[from..<cut.range.lowerBound]
            if let name = cut.name {
                frame.append(0)
                names.append(name)
            }
            from = cut.range.upperBound
        }
        self.frame = frame + text[from...]
        self.names = names
    }

    /// Whether a text is given to the parser. What is not given to it elsewhere is not given to it here: all of it
    /// counts as text.
    private static func isParsed(_ source: SourceText, _ body: Range<Int>) -> Bool {
        source.bytes.count <= SiteContent.largestGuide && UTF8Text.firstFault(in: source.bytes) == nil
            && CostlyShape.find(in: source, body) == nil
    }

    /// A text without the spaces and tabs at the ends of its lines, where its page is the same without them: two spaces
    /// may break a line of a paragraph.
    private static func withoutUnseenSpaces(_ text: [UInt8]) -> [UInt8] {
        let bare = withoutLineEndSpaces(text)
        guard bare.count != text.count else { return text }
        func page(_ bytes: [UInt8]) -> [UInt8]? {
            let source = SourceText(bytes)
            let body = FrontMatterSplit(source).body
            guard isParsed(source, body) else { return nil }
            let out = ByteWriter()
            _ = Document(source, body: body, parser: Parser(), out: out)
            return withoutLineEndSpaces(Array(out.bytes))
        }
        guard let seen = page(text), seen == page(bare) else { return text }
        return bare
    }

    private static func withoutLineEndSpaces(_ text: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.count)
        for byte in text {
            if byte == 10 { while let last = out.last, last.isSpaceOrTab { out.removeLast() } }
            out.append(byte)
        }
        while let last = out.last, last.isSpaceOrTab { out.removeLast() }
        return out
    }

    /// Aliases, and what names guides, in a front matter.
    private static func cuts(_ source: SourceText, _ yaml: Range<Int>) -> [(range: Range<Int>, name: Name?)] {
        guard case .mapping(let entries, _)? = try? YAML.read(source, yaml) else { return [] }
        var cuts: [(range: Range<Int>, name: Name?)] = []
        func add(_ value: YAML, _ name: (String) -> Name) {
            guard case .scalar(let scalar) = value, !scalar.isBlock,
                let start = source.offset(of: scalar.location),
                let end = source.offset(of: scalar.end), start < end
            else { return }
            cuts.append((start..<end, name(scalar.text)))
        }
        for (number, entry) in entries.enumerated() {
            switch (entry.key, entry.value) {
            case ("aliases", _):
                let next = number + 1 < entries.count ? source.offset(of: entries[number + 1].location) : nil
                if let start = source.offset(of: entry.location) {
                    cuts.append((start..<max(start, next ?? yaml.upperBound), nil))
                }
            case ("related", .sequence(let items, _)): for item in items { add(item, Name.slug) }
            case ("resources", .sequence(let items, _)):
                for case .mapping(let resource, _) in items {
                    for part in resource {
                        if part.key == "guide" { add(part.value, Name.slug) }
                        if part.key == "url" { add(part.value, Name.destination) }
                    }
                }
            default: break
            }
        }
        return cuts
    }

    /// A digest that is equal for two states of a guide that read the same, wherever their links lead.
    var key: String { ContentHash.hexadecimal(frame) }

    // MARK: Comparing

    /// Whether the text has `aliases:` somewhere. By its colons, since this is asked of every guide and its state
    /// before: `firstRange(of:)` takes fifty times as long.
    static func mayHaveAliases(_ bytes: [UInt8]) -> Bool {
        let text = bytes.span
        var from = 0
        while let colon = text.position(of: UInt8(ascii: ":"), from: from) {
            if text.holds("aliases", at: colon - 7) { return true }
            from = colon + 1
        }
        return false
    }

    /// Two states of a guide's file.
    struct States {
        var old: [UInt8]
        var new: [UInt8]
        /// The folders in which the file was and is.
        var folders: (old: String, new: String)
    }

    /// Whether two states of a guide read alike, once some guides were renamed.
    static func isSameToReaders(_ states: States, after renamed: Renamed) -> Bool {
        func text(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
            let bytes = LineEnds.unified(bytes)
            return bytes[..<((bytes.lastIndex { $0 != 10 } ?? -1) + 1)]
        }
        let (before, after) = (text(states.old), text(states.new))
        if before == after { return true }
        // Most changes are changes of the text, which is told without reading it.
        guard
            !renamed.isEmpty || mayHaveAliases(states.old) || mayHaveAliases(states.new)
                || states.folders.old != states.folders.new
                || differInSpacesAlone(before, after)
                || states.old.starts(with: FrontMatterSplit.byteOrderMark)
                    != states.new.starts(with: FrontMatterSplit.byteOrderMark)
        else { return false }
        let (old, new) = (GuideText(states.old), GuideText(states.new))
        guard old.frame == new.frame, old.names.count == new.names.count else { return false }
        return zip(old.names, new.names).allSatisfy { hasSameTarget($0, $1, states.folders, renamed) }
    }

    /// Whether two texts are the same but for the ends of lines and of the whole.
    private static func differInSpacesAlone(_ old: ArraySlice<UInt8>, _ new: ArraySlice<UInt8>) -> Bool {
        func bare(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
            let bare = withoutLineEndSpaces(Array(text))
            return bare[..<((bare.lastIndex { $0 != 10 } ?? -1) + 1)]
        }
        return bare(old) == bare(new)
    }

    private static func hasSameTarget(
        _ old: Name, _ new: Name, _ folders: (old: String, new: String), _ renamed: Renamed
    ) -> Bool {
        func now(_ slug: String) -> String { renamed[slug] ?? slug }
        switch (old, new) {
        case (.slug(let old), .slug(let new)): return old == new || now(old) == new
        case (.destination(let old), .destination(let new)):
            if old == new { return true }
            let (before, after) = (AddressText.split(old), AddressText.split(new))
            guard before.suffix.utf8.elementsEqual(after.suffix.utf8) else { return false }
            if let name = AddressText.guideName(in: before.path),
                let other = AddressText.guideName(in: after.path)
            {
                return now(name) == other
            }
            guard let old = PercentEncoding.decode(before.path), let new = PercentEncoding.decode(after.path),
                !old.isEmpty, !new.isEmpty, let target = AddressText.normalized(old, in: folders.old)
            else { return false }
            return target == AddressText.normalized(new, in: folders.new)
        default: return false
        }
    }
}

extension SourceText {
    /// The bytes of a link's destination, also where it is an address in the text; nil where they are not known.
    package func range(of link: Document.Link) -> Range<Int>? {
        if let range = link.range { return range }
        guard link.kind == .autolink, let start = offset(of: link.location) else { return nil }
        // The scheme of `www.example.com` is not written.
        for lead in ["", "http://", "mailto:"] where link.destination.utf8.starts(with: lead.utf8) {
            let written = link.destination.utf8.dropFirst(lead.utf8.count)
            for start in [start, start + 1] where bytes.dropFirst(start).starts(with: written) {
                return start..<(start + written.count)
            }
        }
        return nil
    }
}
