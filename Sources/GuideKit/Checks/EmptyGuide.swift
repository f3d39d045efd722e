import Markdown

/// A guide with nothing under its front matter.
package enum EmptyGuide: GuideCheck {
    package static let id = "content/empty-guide"
    package static let severity = Severity.error
    package static let finds = "A guide with nothing under its front matter."

    package static func run(_ reading: GuideReading) -> [Finding] {
        guard reading.document.body.isEmpty else { return [] }
        let last = Place(line: reading.document.source.lineStarts.count, column: 1)
        return [
            Finding(
                self, file: reading.file, at: last, "the guide has no text",
                help: "write it below the front matter, or set `draft: true` until then")
        ]
    }
}
