import Markdown

/// A link, a related guide, a resource or a term that names a guide which does not exist.
package enum UnknownGuide: LibraryCheck {
    package static let id = "links/unknown-guide"
    package static let severity = Severity.error
    package static let finds =
        "A link, a related guide, a resource or a term that names a guide which does not exist."

    package static func run(_ library: Library) -> [Finding] {
        let links = library.findings(self) { guide, target in
            guard case .unknownGuide(let path) = target else { return nil }
            if path.isEmpty {
                return ("the link leads nowhere", "write a destination between its parentheses")
            }
            let name = path.split(separator: "/").last.map {
                $0.hasSuffix(".md") ? String($0.dropLast(3)) : String($0)
            }
            return (
                "no guide is named \"\(name ?? path)\"", suggestion(name ?? path, from: guide.folder, library)
            )
        }
        return links + inFrontMatter(library) + inTerms(library)
    }

    private static func suggestion(_ name: String, from folder: String, _ library: Library) -> String {
        guard let index = library.index(ofSlug: name) ?? nearest(name, library) else {
            return "links lead to files, such as [TLS](tls.md)"
        }
        let file = String(library.guides[index].file.dropFirst(ContentTree.guides.count + 1))
        return "did you mean \(path(to: file, from: folder))?"
    }

    private static func nearest(_ name: String, _ library: Library) -> Int? {
        Nearest.match(name, among: library.guides.map(\.slug)).flatMap(library.index)
    }

    /// A file's path as it is written in a guide that lies in `folder`.
    static func path(to file: String, from folder: String) -> String {
        let here = folder.split(separator: "/")
        let there = file.split(separator: "/")
        var shared = 0
        while shared < here.count, shared < there.count - 1, here[shared] == there[shared] { shared += 1 }
        return (Array(repeating: "..", count: here.count - shared) + there[shared...].map(String.init))
            .joined(separator: "/")
    }

    private static func inFrontMatter(_ library: Library) -> [Finding] {
        var findings: [Finding] = []
        for guide in library.guides {
            for slug in guide.frontMatter.guideNames {
                guard library.index(ofSlug: slug.text) == nil, !library.resolver.drafts.contains(slug.text)
                else {
                    continue
                }
                findings.append(finding(slug, guide.file, library))
            }
        }
        return findings
    }

    private static func inTerms(_ library: Library) -> [Finding] {
        library.terms.compactMap(\.guide).filter {
            library.index(ofSlug: $0.text) == nil && !library.resolver.drafts.contains($0.text)
        }
        .map { finding($0, Term.file, library) }
    }

    private static func finding(_ slug: Placed, _ file: String, _ library: Library) -> Finding {
        Finding(
            self, file: file, at: slug.place, "no guide is named \"\(slug.text)\"",
            help: nearest(slug.text, library).map { "did you mean \(library.guides[$0].slug)?" }
                ?? "write the name of a guide's file, without .md")
    }
}

extension FrontMatter {
    /// Every slug that the front matter names.
    var guideNames: [Placed] {
        related
            + resources.compactMap { resource in
                guard case .guide(let slug) = resource.target else { return nil }
                return slug
            }
    }
}
