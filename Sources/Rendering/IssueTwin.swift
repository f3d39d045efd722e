import Library
import Markdown
import Support

/// The twin of one issue, at an address of its own: the issue's part of the guide's twin, with the way up.
package struct IssueTwin {
    /// Written into the buffer that it was given.
    package let markdown: ByteWriter
    /// Why it is no part of what the page says, if it is none.
    package let difference: Proof.Difference?
    /// The line of `markdown`, from 1, on which the part starts.
    package let bodyLine: Int

    /// - Parameters:
    ///   - guide: the finished twin of the guide, and what it has otherwise than the author's file.
    ///   - page: the body of the guide's page, and which part of it is the issue's.
    ///   - references: definitions and footnotes of the guide's twin, where it has any.
    package init(
        _ issue: Issue, of index: Int, in library: Library, guide twin: Proof.Twin, edits: [Edit],
        page: ByteWriter, part: Range<Int>, references: TwinReferences?, proof: Proof, markdown: ByteWriter,
        frame: ByteWriter
    ) {
        let addresses = library.addresses
        let guide = library.guides[index]
        self.markdown = markdown
        var writer = TwinWriter(markdown: markdown, frame: frame)
        writer.heading(1, issue.heading.text)
        writer.list(
            [
                // Links, since an id may hold marks that a bare address would have to escape.
                .link(
                    title: "Human page",
                    twin: "\(addresses.full(library.pages[index]))#\(issue.anchor)", page: "#\(issue.anchor)",
                    note: ""),
                .link(
                    title: "Markdown page", twin: "\(addresses.full(addresses.issue(issue.id))).md",
                    page: addresses.issue(issue.id), note: ""),
                .link(
                    title: guide.title, twin: library.twins[index], page: library.pages[index],
                    note: "The guide that this is a part of."),
                .text("Guide index: \(addresses.guideIndex)"),
            ], isTight: true)
        // What the guide is about; and a list that opens the part stays apart from the list above.
        writer.quote(guide.summary)
        bodyLine = markdown.bytes.count { $0 == 10 } + 3
        let start = Self.location(of: issue.body.lowerBound, in: twin, guide, edits)
        let end = Self.location(of: issue.body.upperBound, in: twin, guide, edits)
        let lent = Self.trimmed(twin.bytes.bytes(start..<max(start, end)))
        let before = writer.blocks
        _ = writer.body { $0.append(lent) }
        for definition in references?.needed(by: lent, outside: start..<end) ?? [] {
            _ = writer.body { $0.append(definition) }
        }
        writer.finish()
        difference = proof.compareIssue(
            markdown, blocksBefore: before, frame: frame, page: page, part: part,
            address: library.pages[index])
    }

    /// Where a byte of the guide's file is in its twin.
    private static func location(of offset: Int, in twin: Proof.Twin, _ guide: Guide, _ edits: [Edit]) -> Int
    {
        var location = twin.body.lowerBound + offset - guide.document.body.lowerBound
        for edit in edits {
            // What is put in right here belongs before the offset: the end of a term's link at the end of a section.
            guard edit.range.lowerBound < offset || edit.range.isEmpty && edit.range.lowerBound == offset
            else {
                break
            }
            // An offset within bytes that were replaced is after what is there now.
            location += edit.replacement.count - (min(edit.range.upperBound, offset) - edit.range.lowerBound)
        }
        return min(max(location, twin.body.lowerBound), twin.body.upperBound)
    }

    /// Without lines before and after it that hold nothing; the first line's own indent stays.
    fileprivate static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        var part = bytes[...]
        while let line = part.firstIndex(of: 10),
            part[..<line].allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 })
        {
            part = part[(line + 1)...]
        }
        while let last = part.last, last == 10 || last == 13 { part = part.dropLast() }
        return part
    }
}

/// What parts of a guide's twin may name and what is elsewhere in it: reference definitions and footnotes.
package struct TwinReferences {
    private struct Reference {
        /// Where it is in the twin.
        var start: Int
        var label: String
        var text: ArraySlice<UInt8>
        /// What it names itself.
        var names: Set<String>
    }

    private let references: [String: Reference]

    /// Nil where the guide has none.
    package init?(_ twin: Proof.Twin, of guide: Guide) {
        guard guide.document.footnotes > 0 || guide.document.links.contains(where: { $0.kind == .definition })
        else { return nil }
        let bytes = twin.bytes.bytes
        let source = SourceText(bytes)
        let document = Document(source, body: 0..<bytes.count, parser: Parser(), out: ByteWriter())
        var all: [Reference] = []
        for definition in document.definitions {
            let text = IssueTwin.trimmed(Array(bytes[definition.range]))
            all.append(
                Reference(start: definition.range.lowerBound, label: definition.label, text: text, names: []))
        }
        for block in document.blocks where block.kind == .footnote {
            let start = source.line(block.lines.lowerBound).lowerBound
            let text = IssueTwin.trimmed(
                Array(bytes[start..<source.line(block.lines.upperBound - 1).upperBound]))
            guard let label = Self.labels(in: text.prefix { $0 != UInt8(ascii: ":") }).first else { continue }
            all.append(Reference(start: start, label: label, text: text, names: Self.labels(in: text)))
        }
        // Of two with one label the first counts.
        references = Dictionary(all.map { ($0.label, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Those that a part names and that are outside it, in the order of the twin.
    package func needed(by part: ArraySlice<UInt8>, outside: Range<Int>) -> [ArraySlice<UInt8>] {
        var found: [String: Reference] = [:]
        var wanted = Self.labels(in: part)
        // A footnote may name another one.
        while let label = wanted.popFirst() {
            guard found[label] == nil, let reference = references[label] else { continue }
            found[label] = reference
            wanted.formUnion(reference.names)
        }
        return found.values.filter { !outside.contains($0.start) }.sorted { $0.start < $1.start }.map(\.text)
    }

    /// Everything in square brackets, folded as labels are.
    private static func labels(in bytes: ArraySlice<UInt8>) -> Set<String> {
        var labels: Set<String> = []
        var open: Int?
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "[") { open = index + 1 }
            if bytes[index] == UInt8(ascii: "]"), let start = open {
                labels.insert(Document.label(String(decoding: bytes[start..<index], as: UTF8.self)))
                open = nil
            }
        }
        return labels
    }
}
