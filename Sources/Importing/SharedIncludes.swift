import Content
import Support

/// Text that several guides include, as a file that they include here too.
extension [ImportedGuide] {
    /// A part of a guide that came from another file.
    private struct Part {
        var guide: Int
        var line: Int
        var range: Range<Int>
    }

    /// Makes a file of each text that several guides include, if it became the same in all of them: a link in it, for one,
    /// may lead another way from another folder. A file that one guide alone includes stays in its place.
    ///
    /// - Returns: the texts by the names of their files.
    mutating func shareIncludes(_ entries: inout [ImportEntry]) -> [String: String] {
        var parts: [String: [Part?]] = [:]
        for index in indices {
            for include in self[index].includes {
                let range = self[index].lines(from: include.line)
                parts[include.file, default: []].append(
                    range.map { Part(guide: index, line: include.line, range: $0) })
            }
        }
        var texts: [String: String] = [:]
        var replaced: [(part: Part, name: String)] = []
        for (file, found) in parts.sorted(by: { $0.key < $1.key }) {
            let all = found.compactMap(\.self)
            let own = Set(all.map { part in self[part.guide].body[part.range].map(\.text) })
            guard all.count == found.count, Set(all.map(\.guide)).count > 1, let text = own.first,
                own.count == 1
            else { continue }
            let base = Slug.suggestion(for: file.fileName.withoutEnding) ?? "part"
            var (name, number) = ("\(base).md", 1)
            while texts[name] != nil {
                number += 1
                name = "\(base)-\(number).md"
            }
            texts[name] = text.joined(separator: "\n") + "\n"
            for part in all {
                replaced.append((part, name))
                entries.append(
                    ImportEntry(
                        .carried, self[part.guide].file, part.line,
                        "the included file `\(file)` is \(IncludedFiles.path(of: name))"))
            }
        }
        // The last ones first, so that ranges stay what they are.
        for (part, name) in replaced.sorted(by: { $0.part.range.lowerBound > $1.part.range.lowerBound }) {
            let line = SourceLine("{{include: \(name)}}", part.line)
            self[part.guide].body.replaceSubrange(part.range, with: [line])
        }
        return texts
    }
}

extension ImportedGuide {
    /// The lines of the body that came from a line of the source, without empty ones at their ends; nil where they are not
    /// together, or no paragraphs of their own.
    fileprivate func lines(from number: Int) -> Range<Int>? {
        let own = body.indices.filter { body[$0].number == number && !body[$0].text.isBlank }
        guard let first = own.first, let last = own.last else { return nil }
        let range = first..<(last + 1)
        let isApart =
            (first == 0 || body[first - 1].text.isBlank)
            && (range.upperBound == body.count || body[range.upperBound].text.isBlank)
        guard isApart, body[range].allSatisfy({ $0.number == number }) else { return nil }
        // A mark in code stands for nothing.
        var fence = FenceState()
        for line in body[..<first] { _ = fence.take(line.text) }
        guard !fence.isOpen else { return nil }
        for line in body[range] { _ = fence.take(line.text) }
        return fence.isOpen ? nil : range
    }
}
