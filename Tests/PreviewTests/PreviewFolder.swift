import Foundation

@testable import Support

/// The repository's folder.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

/// A small site in a folder of its own, removed with the value.
final class PreviewFolder: Sendable {
    let path: String

    init(guides: [String: String] = [:]) throws {
        path = NSTemporaryDirectory() + "guides-preview-\(UUID().uuidString)"
        try Disk.makeFolder(path + "/Content/guides")
        try FileManager.default.copyItem(atPath: repository + "/Templates", toPath: path + "/Templates")
        try write(
            "Content/site.yml",
            """
            name: Test Guides
            summary: Guides for a test.
            base-url: https://example.org
            categories:
              - {id: one, title: Category One, summary: The first.}

            """)
        try write("Content/terms.yml", "[]\n")
        if guides.isEmpty { try write("Content/guides/one.md", Self.guide("Guide One", "A body.")) }
        for (file, text) in guides { try write("Content/guides/\(file)", text) }
    }

    deinit { Disk.removeTree(path) }

    /// Two guides with an issue, a former address and a picture, and a draft.
    static func example() throws -> PreviewFolder {
        try PreviewFolder(guides: [
            "one.md": PreviewFolder.guide(
                "Guide One",
                more: "aliases: [former]\nissues: [{issue: missing-record, former-ids: [no-record]}]",
                "A body.  See [it](https://example.org/guides/two).\n\n## Fix Common Issues\n\n### Missing Record\n\nNo `TXT` record.\n\n1. Add it.\n"
            ),
            "two.md": PreviewFolder.guide("Guide Two", "A body. See [one](one.md)."),
            "draft.md": PreviewFolder.guide("Guide Three", more: "draft: true", "A body."),
            "img/dot.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ])
    }

    /// A guide's file with a front matter and `body`.
    static func guide(_ title: String, more: String = "", _ body: String) -> String {
        """
        ---
        title: "\(title)"
        summary: "What \(title) is about, and what else a reader may want to know of it."
        category: one
        \(more)
        ---

        \(body)

        """
    }

    func write(_ file: String, _ text: String) throws {
        let location = "\(path)/\(file)"
        if let slash = location.lastIndex(of: "/") { try Disk.makeFolder(String(location[..<slash])) }
        try Disk.removeFile(location)
        try Disk.writeNew(Array(text.utf8), to: location)
    }

    func read(_ file: String) throws -> String {
        String(decoding: try Disk.read("\(path)/\(file)"), as: UTF8.self)
    }
}
