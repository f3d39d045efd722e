import Content
import Findings
import Library

/// A file beside the guides that can run in a reader's browser or on the server, or steer the host.
enum ContentActiveFile: LibraryCheck {
    static let check = CheckID.contentActiveFile
    static let finds =
        "A file beside the guides that a browser or server may run as part of the site, or that a host reads as settings."
    static let why =
        "Everything beside the guides is published as it is. HTML, a script, or an SVG with script in it acts with the rights of the whole site, and a file such as `_headers` changes how the host serves it. Pictures without script are welcome. A site that needs more allows it by kind in `site.yml`: `files: {allow: [html, javascript]}`."
    static let examples = [
        Example(
            .file("Content/guides/chart.svg"),
            bad:
                "⟦<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\" onload=\"start()\"><rect width=\"1\" height=\"1\"/></svg>\n",
            good:
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><rect width=\"1\" height=\"1\"/></svg>\n"
        )
    ]

    static func run(_ library: Library) -> [Finding] {
        library.activeFiles.map { path, content in
            let what =
                content.kind == .host
                ? "this file changes how the host serves the site: "
                : "this file may run with the rights of the whole site: "
            return Finding(
                self, file: "\(ContentTree.guides)/\(path)", at: .start, what + content.reason,
                help:
                    "remove it, or allow files of its kind in site.yml: `files: {allow: [\(content.kind.rawValue)]}`"
            )
        }
        .sorted()
    }
}
