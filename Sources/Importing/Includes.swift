import Content
import Support

/// Files of the source that guides include, put in their places: a site has no other template language.
struct IncludeReader: Sendable {
    let folder: SourceFolder
    let facts: SourceFacts

    /// The most files that include each other, and the most lines that a guide takes from others.
    static let deepestInclude = 8
    static let mostLines = 200_000

    /// The file that a guide names; nil where there is none.
    func file(_ path: String, of guide: String) -> String? {
        let plain = path.unquoted
        var roots: [String] = []
        if let rest = plain.after("@site/") {
            return RelativePath.resolve(rest, in: "").flatMap { folder.has($0) ? $0 : nil }
        }
        // Of DocFX the folder of its settings.
        if let rest = plain.after("~/") {
            return RelativePath.resolve(rest, in: facts.home ?? facts.docs).flatMap {
                folder.has($0) ? $0 : nil
            }
        }
        if let rest = plain.after("@/") ?? plain.after("@docs/") {
            return RelativePath.resolve(rest, in: facts.docs).flatMap { folder.has($0) ? $0 : nil }
        }
        if !plain.begins("/") { roots.append(guide.folder) }
        roots += facts.includes + [facts.docs, ""]
        let name = plain.begins("/") ? String(plain.dropFirst()) : plain
        let paths = roots.compactMap { RelativePath.resolve(name, in: $0) }
        return paths.first(where: folder.has) ?? paths.map { $0 + ".md" }.first(where: folder.has)
    }

    /// A part of a file: lines, a named part, or all.
    ///
    /// - Returns: nil where the file has no such part.
    func lines(_ file: String, _ part: Include.Part) -> [String]? {
        guard let all = folder.lines(file)?.map(\.text) else { return nil }
        var lines = all
        if let last = lines.last, last.isEmpty { lines.removeLast() }
        switch part {
        case .all: break
        case .lines(let from, let to):
            guard from >= 1, from <= lines.count else { return nil }
            lines = Array(lines[(from - 1)..<max(from - 1, min(to ?? lines.count, lines.count))])
        case .named(let name):
            guard let start = lines.firstIndex(where: { Self.starts($0, name) }) else { return nil }
            let end = lines[(start + 1)...].firstIndex { Self.ends($0, name) } ?? lines.count
            lines = Array(lines[(start + 1)..<end])
        }
        // The marks of parts are no text.
        return lines.filter { line in
            !["ANCHOR: ", "ANCHOR_END: ", "--8<-- [", "#region ", "#endregion"].contains {
                line.position(of: $0) != nil
            }
        }
    }

    private static func starts(_ line: String, _ name: String) -> Bool {
        ["ANCHOR: \(name)", "[start:\(name)]", "#region \(name)"].contains { isMark($0, in: line) }
    }

    private static func ends(_ line: String, _ name: String) -> Bool {
        ["ANCHOR_END: \(name)", "[end:\(name)]", "#endregion \(name)"].contains { isMark($0, in: line) }
            || line.trimmed.ends("#endregion")
    }

    /// Whether a line has a mark whose name does not go on after it.
    private static func isMark(_ mark: String, in line: String) -> Bool {
        guard let after = line.cut(at: mark)?.after else { return false }
        guard let next = after.utf8.first else { return true }
        return !(next.isASCIILetterOrDigit || next == UInt8(ascii: "_") || next == UInt8(ascii: "-"))
    }
}

/// A line that includes a file.
struct Include: Sendable {
    enum Part: Sendable, Equatable {
        case all
        /// From one line through another, both from 1; nil for the last one.
        case lines(Int, Int?)
        case named(String)
    }

    var path: String
    var part = Part.all
    /// The language of the block of code that it becomes; nil where its lines are put as they are.
    var code: String?
    var label: String?
    /// Whether a block of code shows it as it is.
    var isOutsideCodeAlone = false
    /// Whether it stands for all lines of its file, as they are.
    var isWhole: Bool { part == .all && code == nil }

    /// The include that a line is, without what is before it on the line; nil for any other line.
    init?(_ text: String, _ syntax: BodySyntax) {
        if syntax.contains(.bookIncludes), let include = Self.book(text) {
            self = include
        } else if syntax.contains(.snippets), let rest = text.after("--8<-- "),
            rest.trimmed.utf8.first == 34 || rest.trimmed.utf8.first == 39
        {
            self.init(snippet: rest.trimmed.unquoted)
        } else if syntax.contains(.snippets), let path = Self.plugin(text) {
            self.init(path)
        } else if syntax.contains(.shortcodes), let code = Shortcode(text),
            ["include", "readfile", "render"].contains(code.name.lowercased()),
            let path = code["file"] ?? code["path"] ?? code.values.first
        {
            self.init(path)
        } else if syntax.contains(.docfx), let include = Self.docfx(text) {
            self = include
        } else if syntax.contains(.codeImports), let include = Self.codeImport(text) {
            self = include
        } else {
            return nil
        }
    }

    init(_ path: String) { self.path = path }

    /// `file`, `file:2:10` or `file:name`.
    init(snippet: String) {
        let parts = snippet.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        path = parts.first ?? ""
        guard parts.count > 1 else { return }
        if let from = Int(parts[1]) {
            let to = parts.count > 2 ? Int(parts[2]) : nil
            part = .lines(from, parts.count > 2 ? to : from)
        } else if parts[1].isEmpty, parts.count > 2 {
            part = .lines(1, Int(parts[2]))
        } else if !parts[1].isEmpty {
            part = .named(parts[1])
        }
    }

    /// `{% include-markdown "file" %}` of a plugin for MkDocs, without options that change the text.
    private static func plugin(_ text: String) -> String? {
        guard let inner = text.after("{%")?.cut(at: "%}"), inner.after.isEmpty else { return nil }
        let tag = inner.before.trimmed
        guard let path = (tag.after("include-markdown ") ?? tag.after("include "))?.trimmed,
            path.utf8.first == 34 || path.utf8.first == 39, path.unquoted != path,
            !path.unquoted.utf8.contains(where: { $0 == 34 || $0 == 39 })
        else { return nil }
        return path.unquoted
    }

    private static func book(_ text: String) -> Include? {
        guard text.begins("{{#"), text.ends("}}") else { return nil }
        let words = text.dropFirst(3).dropLast(2).split(separator: " ").map(String.init)
        guard words.count >= 2 else { return nil }
        var include = Include(snippet: words[1])
        switch words[0] {
        case "include", "rustdoc_include": break
        case "playground", "playpen": include.code = "rust"
        default: return nil
        }
        return include
    }

    /// `<<< @/file#part{1,3 js} [label]` and `<!--@include: file{1,3}-->`.
    private static func codeImport(_ text: String) -> Include? {
        if let rest = text.after("<!--")?.trimmed.after("@include:"), let inner = rest.cut(at: "-->") {
            var include = Include(inner.before.trimmed)
            include.takeBraces()
            return include
        }
        guard let rest = text.after("<<<")?.trimmed, !rest.isEmpty else { return nil }
        var include = Include(rest)
        include.isOutsideCodeAlone = true
        if let label = rest.cut(at: " ["), label.after.ends("]") {
            include.path = label.before.trimmed
            include.label = String(label.after.dropLast())
        }
        let braces = include.takeBraces()
        let language = braces?.split(separator: " ").map(String.init).first { word in
            word.utf8.first?.isASCIILetter ?? false
        }
        if case .lines = include.part { include.part = .all }
        if let hash = include.path.cut(at: "#") {
            include.path = hash.before
            include.part = .named(hash.after)
        }
        include.code = language.map { String($0.prefix { $0 != ":" }) } ?? include.path.ending
        return include
    }

    /// Takes `{…}` off the end of the path; numbers in it are lines.
    @discardableResult
    private mutating func takeBraces() -> String? {
        guard let brace = path.cut(at: "{") else {
            if let hash = path.cut(at: "#") {
                path = hash.before
                part = .named(hash.after)
            }
            return nil
        }
        path = brace.before.trimmed
        let inner = String(brace.after.prefix { $0 != "}" })
        let ends = inner.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
        if ends.count == 2 { part = .lines(Int(ends[0]) ?? 1, Int(ends[1])) }
        return inner
    }
}

/// A file whose lines are put at the place of an include.
private struct IncludeLevel {
    /// Those that are still to be put.
    var lines: ArraySlice<SourceLine>
    var file: String
    var part = Include.Part.all
    /// What is before each line.
    var lead = ""
}

extension GuideBody {
    /// Puts what is included in its place.
    mutating func putIncludes(_ reader: IncludeReader) {
        var out: [SourceLine] = []
        var open = [IncludeLevel(lines: lines[...], file: file)]
        var components: [String: String] = [:]
        var isList = false
        var budget = IncludeReader.mostLines
        // Code that shows how to include.
        var fence = FenceState()
        func put(_ text: String, _ number: Int) {
            _ = fence.take(text)
            out.append(SourceLine(text, number))
        }
        while var level = open.popLast() {
            guard let line = level.lines.popFirst() else { continue }
            open.append(level)
            let text = Fence.withoutContainers(line.text)
            // A list of snippets between two marks.
            if syntax.contains(.snippets), text.trimmed == "--8<--" {
                isList.toggle()
                continue
            }
            if !fence.isOpen, let part = Self.importedPart(line.text, syntax) {
                components[part.name] = part.path
                continue
            }
            let found = include(text, isList: isList, isCode: fence.isOpen, components)
            guard let include = found else {
                let escaped = syntax.contains(.snippets) && text.begins(";--8<--")
                let own = escaped ? line.text.replacingBytes(";--8<--", with: "--8<--") : line.text
                put(own.isBlank ? own : level.lead + own, line.number)
                continue
            }
            guard let path = reader.file(include.path, of: level.file) ?? reader.file(include.path, of: file),
                let lines = reader.lines(path, include.part)
            else {
                left(
                    line.number,
                    "the file or the part `\(MessageWords.short(include.path))` is not there to include")
                put(level.lead + line.text, line.number)
                continue
            }
            budget -= lines.count
            let isCycle = open.contains { $0.file == path && $0.part == include.part }
            guard !isCycle, open.count <= IncludeReader.deepestInclude, budget >= 0 else {
                left(line.number, Self.reasonNotToInclude(path, isCycle: isCycle))
                continue
            }
            carried(line.number, "the included text of `\(path)` is in its place")
            let lead = level.lead + line.text[..<text.startIndex]
            if open.count == 1, lead.isEmpty, include.isWhole, SourcePages.isMarkdown(path) {
                includes.append((line.number, path))
            }
            if include.code != nil, let label = include.label {
                out += [SourceLine("\(lead)**\(label)**", line.number), SourceLine("", line.number)]
            }
            let put = self.text(of: include, path, lines, line.number)
            open.append(IncludeLevel(lines: put[...], file: path, part: include.part, lead: lead))
        }
        lines = out
    }

    private static func reasonNotToInclude(_ path: String, isCycle: Bool) -> String {
        let name = MessageWords.short(path)
        return isCycle
            ? "`\(name)` includes itself in a cycle: the second time it is left out"
            : "too much is included here: `\(name)` is left out"
    }

    /// The include that a line is, without what is before it on the line; nil for any other line.
    private func include(
        _ text: Substring, isList: Bool, isCode: Bool, _ components: [String: String]
    ) -> Include? {
        if isList, !text.isBlank { return Include(snippet: text.trimmed) }
        if let include = Include(text.trimmed, syntax), !isCode || !include.isOutsideCodeAlone {
            return include
        }
        guard !isCode, syntax.contains(.components), let tag = HTMLTag(text), tag.isClosed,
            tag.length == text.trimmed.utf8.count
        else { return nil }
        return components[tag.name].map(Include.init(snippet:))
    }

    /// The lines that are put in the place of an include: in a block of code, or the body of a guide.
    private mutating func text(of include: Include, _ path: String, _ lines: [String], _ number: Int)
        -> [SourceLine]
    {
        let put = lines.map { SourceLine($0, number) }
        if let code = include.code {
            return [SourceLine("```\(code)", number)] + put + [SourceLine("```", number)]
        }
        return SourcePages.isMarkdown(path) ? SourceGuide(path, put, entries: &entries).body : put
    }

    /// `import Part from './_part.mdx'`: the name of a component that is a file of markdown.
    private static func importedPart(_ line: String, _ syntax: BodySyntax) -> (name: String, path: String)? {
        guard syntax.contains(.components), let rest = line.after("import "), let cut = rest.cut(at: " from ")
        else {
            return nil
        }
        var path = cut.after.trimmed
        if path.ends(";") { path.removeLast() }
        path = path.trimmed.unquoted
        return SourcePages.isMarkdown(path) ? (cut.before.trimmed, path) : nil
    }
}
