import Markdown

/// An image or a download that does not exist.
package enum UnknownFile: LibraryCheck {
    package static let id = "links/unknown-file"
    package static let severity = Severity.error
    package static let finds = "An image or a download that does not exist."

    package static func run(_ library: Library) -> [Finding] {
        library.findings(self) { guide, target in
            guard case .unknownFile(let path) = target else { return nil }
            let near = Nearest.match(
                path, among: library.files.map { UnknownGuide.path(to: $0, from: guide.folder) })
            return (
                "no file lies at \"\(path)\"",
                near.map { "did you mean \($0)?" }
                    ?? "put it beside the guides and name its path from this guide"
            )
        }
    }
}
