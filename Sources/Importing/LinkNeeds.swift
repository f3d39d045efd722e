import Content
import Support

/// What the links of a guide need besides other guides.
struct LinkNeeds: Sendable {
    /// Files of the source that are no guides.
    var files: Set<String> = []
    /// Images that were within the text, by where they go.
    var images: [String: [UInt8]] = [:]
    /// Patterns of paths of other parts of the host.
    var elsewhere: Set<String> = []
}

extension GuideBody {
    /// Gives an image that is within the text a file of its own.
    mutating func file(
        of image: DataImage, _ range: Range<Int>, _ number: Int, _ pages: SourcePages,
        _ page: SourcePages.Page, _ needs: inout LinkNeeds
    ) -> MappedText.Edit? {
        let out = pages.freeOut("files/\(page.out)-\(needs.images.count + 1).\(image.ending)")
        if let reason = ActiveContent.reasonToRefuse(out, image.bytes) {
            left(number, "the image within the page has no file of its own: \(reason)")
            return nil
        }
        needs.images[out] = image.bytes
        changed(number, "the image within the page is a file of its own: `\(MessageWords.short(out))`")
        let path = PercentEncoding.encode(RelativePath.from(page.out.folder, to: out), .readablePath)
        return MappedText.Edit(range: range, text: path)
    }
}
