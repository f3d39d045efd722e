import Content
import Findings
import Markdown
import Support

/// Makes bodies of authors' texts: takes comments and the ids behind headings out, and puts values and included files in.
final class BodyComposer {
    private let rules: BodyRules
    private let parser: Parser
    private let buffer: ByteWriter
    /// Included files that were composed, by name: none, or all of them.
    private var included: [String: Included] = [:]
    /// Count of their bytes.
    private var includedBytes = 0

    /// An included file as it was composed.
    private struct Included {
        let composition: Composition
        /// Its own, without those of files that it includes.
        let suppressions: [Suppression]
        let findings: [Finding]
        /// How many files are within each other from it on.
        let depth: Int
        /// How many times files are put into it, itself counted.
        let count: Int
        /// The names of the files that it includes, directly or through others.
        let names: Set<String>
    }

    /// The most files that may be within each other.
    static let mostNested = 8
    /// The most times that files may be put into one text, those within others counted.
    static let mostIncludes = 5_000
    /// The most findings of one file for which the name that was probably meant is looked for.
    private static let mostSuggestions = 100
    /// The most bytes that all included files may have once they are composed (64 MiB).
    static let largestIncludes = 64 << 20

    init(_ rules: BodyRules, parser: Parser, buffer: ByteWriter) {
        self.rules = rules
        self.parser = parser
        self.buffer = buffer
    }

    /// Reads a body.
    ///
    /// - Parameters:
    ///   - text: the author's file; `file` is its path, relative to the site's folder.
    ///   - isReadable: false where it could not be read as a guide, so that what it needs is not known.
    func body(_ text: SourceText, _ body: Range<Int>, file: String, isReadable: Bool) -> ComposedBody {
        let written = SourceText(text.bytes)
        let document = parse(written, body)
        let changes = changes(in: document, file: file, within: [])
        guard !changes.all.isEmpty, isReadable || changes.includes == 0 else {
            return ComposedBody(
                document: document, composition: nil, suppressions: [],
                findings: isReadable ? changes.findings : [])
        }
        let composition = Composition(written, body: body, file: file, changes.all)
        var (suppressions, findings) = (changes.suppressions, changes.findings)
        for name in changes.names.sorted() {
            suppressions += included[name]?.suppressions ?? []
            findings += included[name]?.findings ?? []
        }
        if let shape = CostlyShape.find(in: composition.source, composition.body) {
            // What is included or stands for a value can make a text what no author could write in one file.
            let empty = composition.body.upperBound..<composition.body.upperBound
            let finding = shape.finding(in: composition.source, file: file).inFile(of: composition.files)
            return ComposedBody(
                document: parse(composition.source, empty), composition: nil, suppressions: suppressions,
                findings: findings + [finding])
        }
        let composed = parse(composition.source, composition.body, composition.ids)
        findings += leftMarks(in: composed, composition, beside: findings)
        return ComposedBody(
            document: composed, composition: composition, suppressions: isReadable ? suppressions : [],
            findings: isReadable ? findings : [])
    }

    /// Findings for marks that are text only where they were put: by themselves, they were code.
    private func leftMarks(in document: Document, _ composition: Composition, beside found: [Finding])
        -> [Finding]
    {
        let known = Set(found.map { "\($0.file):\($0.location.line):\($0.location.column)" })
        return document.marks.filter { !$0.isCode }.compactMap { mark in
            let location = document.source.location(of: mark.range.lowerBound)
            let number = Int(location.file)
            let file =
                composition.files.indices.contains(number) ? composition.files[number] : composition.files[0]
            guard !known.contains("\(file):\(location.line):\(location.column)") else { return nil }
            return Finding(
                mark.kind == .include ? .contentUnknownInclude : .contentUnknownValue, file: file,
                at: SourceLocation(line: Int(location.line), column: Int(location.column)),
                "this mark is read as code in its own file, and as text where the file is included",
                help: "write it without spaces before it")
        }
    }

    private func parse(_ source: SourceText, _ body: Range<Int>, _ ids: [Int: String] = [:]) -> Document {
        Document(source, body: body, parser: parser, out: buffer, dialect: rules.dialect, ids: ids)
    }

    /// The changes that an author's text needs.
    private struct Changes {
        var all: [Composition.Change] = []
        var suppressions: [Suppression] = []
        var findings: [Finding] = []
        /// Count of the files that it includes, and of those within them.
        var includes = 0
        /// How many files are within each other below it.
        var depth = 0
        /// The names of the files that it includes, directly or through others.
        var names: Set<String> = []
        /// Count of the bytes that it will have.
        var size = 0
    }

    /// - Parameter outer: names of the included files in which this is, from the outside in.
    private func changes(in document: Document, file: String, within outer: [String]) -> Changes {
        var changes = Changes()
        let comments = SuppressionComments(document, file: file)
        changes.suppressions = comments.suppressions
        changes.findings = comments.findings
        for (comment, isSuppression) in zip(comments.all, comments.areSuppressions)
        where isSuppression || rules.dialect.html.contains(.comments) {
            changes.all.append(Composition.Change(.comment, comment.removal, comment.replacement))
        }
        if let joined = JoinedBlocks(document, without: changes.all, file: file, parser, buffer) {
            changes.findings.append(joined.finding)
        }
        for (id, range) in document.writtenIDs { changes.all.append(Composition.Change(.id(id), range)) }
        changes.size = document.source.bytes.count
        for mark in document.marks {
            switch mark.kind {
            case .value: addValue(mark, in: document, file: file, to: &changes)
            case .include: addInclude(mark, in: document, file: file, within: outer, to: &changes)
            }
        }
        return changes
    }

    private func addValue(_ mark: Mark, in document: Document, file: String, to changes: inout Changes) {
        guard let value = rules.values[mark.name] else {
            // In code it may well be an example of something else.
            if !mark.isCode {
                changes.findings.append(UnknownMark.value(mark, in: document.source, file, rules.values))
            }
            return
        }
        guard let text = Composition.text(of: value, in: mark.context, startsLine: mark.startsLine) else {
            changes.findings.append(UnknownMark.endsCode(mark, in: document.source, file))
            return
        }
        changes.size += text.count
        guard changes.size <= SiteContent.largestGuide else {
            changes.findings.append(UnknownMark.tooLarge(mark, in: document.source, file))
            return
        }
        changes.all.append(Composition.Change(.value(mark.name, mark.context), mark.range, text))
    }

    private func addInclude(
        _ mark: Mark, in document: Document, file: String, within outer: [String], to changes: inout Changes
    ) {
        func refuse(_ reason: UnknownMark.Reason) {
            // A name that is near is looked for only for the first.
            let names = changes.findings.count < Self.mostSuggestions ? rules.includes.names : []
            changes.findings.append(UnknownMark.include(mark, reason, in: document.source, file, names))
        }
        guard let (prefix, end) = document.surroundings(of: mark) else { return refuse(.notAlone) }
        guard rules.includes.text(of: mark.name) != nil else { return refuse(.missing) }
        guard !outer.contains(mark.name) else { return refuse(.loop) }
        guard outer.count < Self.mostNested else { return refuse(.tooDeep) }
        if outer.isEmpty, included.isEmpty {
            // In one order, so that in a circle of files it is always the same line that is refused.
            for name in rules.includes.names { _ = include(name, within: []) }
        }
        guard let found = include(mark.name, within: outer) else { return refuse(.missing) }
        guard outer.count + found.depth <= Self.mostNested else { return refuse(.tooDeep) }
        changes.size +=
            found.composition.source.bytes.count + prefix.count * found.composition.source.lineStarts.count
        guard changes.size <= SiteContent.largestGuide else { return refuse(.tooLarge) }
        guard includedBytes <= Self.largestIncludes else { return refuse(.allTooLarge) }
        guard changes.includes + found.count <= Self.mostIncludes else { return refuse(.tooMany) }
        changes.all.append(
            Composition.Change(
                .include(found.composition, name: mark.name, prefix: prefix), mark.range.lowerBound..<end))
        changes.includes += found.count
        changes.depth = max(changes.depth, found.depth)
        if changes.names.insert(mark.name).inserted { changes.names.formUnion(found.names) }
    }

    private func include(_ name: String, within outer: [String]) -> Included? {
        if let known = included[name] { return known }
        guard let source = rules.includes.text(of: name) else { return nil }
        let file = IncludedFiles.path(of: name)
        let document = parse(source.text, source.body)
        let changes = changes(in: document, file: file, within: outer + [name])
        let made = Included(
            composition: Composition(source.text, body: source.body, file: file, changes.all),
            suppressions: changes.suppressions, findings: changes.findings, depth: changes.depth + 1,
            count: changes.includes + 1, names: changes.names)
        included[name] = made
        includedBytes += made.composition.source.bytes.count
        return made
    }
}
