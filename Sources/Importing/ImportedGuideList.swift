import Content
import Support

/// What can be written only once all guides are known.
extension [ImportedGuide] {
    /// Writes the lists of pages that had no text of their own.
    ///
    /// - Parameter listPages: their files in the source.
    mutating func writeLists(_ listPages: Set<String>, _ entries: inout [ImportEntry]) {
        for index in indices {
            let mark = self[index].body.firstIndex { $0.text.trimmed == "<DocCardList />" }
            guard listPages.contains(self[index].file) || mark != nil else { continue }
            let folder = self[index].file.folder
            let inside = filter { guide in
                guard guide.file != self[index].file else { return false }
                let own = guide.file.folder
                return own == folder || own.folder == folder && ImportDraft.isIndex(guide.file)
            }
            let all =
                inside.isEmpty
                ? filter { $0.file.begins(folder + "/") && $0.file != self[index].file } : inside
            let sorted = all.sorted { ($0.order ?? .max, $0.title) < ($1.order ?? .max, $1.title) }
            let from = self[index].out.folder
            let list = sorted.map { guide in
                let path = PercentEncoding.encode(
                    RelativePath.from(from, to: guide.out + ".md"), .readablePath)
                return SourceLine("- [\(MarkdownText.escaped(guide.title))](\(path))", 1)
            }
            if let mark {
                self[index].body.replaceSubrange(mark...mark, with: list)
                entries.append(
                    ImportEntry(
                        .changed, self[index].file, 1,
                        "the component `DocCardList` became a list of the guides in its folder"))
                continue
            }
            self[index].body = [SourceLine("The guides in this part:", 1), SourceLine("", 1)] + list
            entries.append(
                ImportEntry(
                    .changed, self[index].file, 1,
                    "the page has no text of its own, so it is a list of the guides in its folder"))
        }
    }

    /// Titles name guides in lists and searches, so no two may be the same.
    mutating func separateTitles(_ categories: ImportedCategories, _ entries: inout [ImportEntry]) {
        var seen: Set<String> = []
        for index in indices {
            let title = self[index].title
            guard !seen.insert(title.lowercased()).inserted else { continue }
            let folder = self[index].file.folder
            let category = categories.all.first { $0.id == self[index].category }?.title ?? ""
            let marks = [folder.isEmpty ? "" : MarkdownText.title(ofFile: folder), category].filter {
                !$0.isEmpty
            }
            let new =
                marks.map { "\(title) (\($0))" }.first { !seen.contains($0.lowercased()) }
                ?? "\(title) (\(self[index].file.withoutEnding))"
            seen.insert(new.lowercased())
            self[index].title = new
            entries.append(
                ImportEntry(
                    .changed, self[index].file, 1,
                    "another guide has the title \"\(MessageWords.short(title))\", so this one is \"\(MessageWords.short(new))\""
                ))
        }
    }

    /// Takes out keywords that several guides have: a keyword names one guide, where the tags of other generators group them.
    mutating func dropSharedKeywords(_ entries: inout [ImportEntry]) {
        let counts = Dictionary(
            flatMap { Set($0.keywords.map { $0.lowercased() }) }.map { ($0, 1) }, uniquingKeysWith: +)
        for index in indices {
            let shared = self[index].keywords.filter { counts[$0.lowercased(), default: 0] > 1 }
            guard !shared.isEmpty else { continue }
            self[index].keywords.removeAll { shared.contains($0) }
            let names = shared.map { "\"\(MessageWords.short($0))\"" }.joined(separator: ", ")
            entries.append(
                ImportEntry(
                    .left, self[index].file, 1,
                    "other guides have the \(shared.count == 1 ? "keyword" : "keywords") \(names) too; a keyword names one guide"
                ))
        }
    }
}
