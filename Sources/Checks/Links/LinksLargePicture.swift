import Content
import Findings
import Library

/// A picture that takes long to load.
enum LinksLargePicture: LinkCheck {
    static let check = CheckID.linksLargePicture
    static let finds =
        "A picture of more than 300 KB that a page shows. Links to a picture, for a download, may lead to a larger one."
    static let why =
        "A whole page has less than 50 KB without its pictures. On a phone, a large picture is what readers wait for."
    static let examples = [
        Example(
            .described, bad: "`![The panel](panel.png)`, a screenshot of 2 MB.",
            good:
                "The same picture, after the screenshot was cut to the part that matters and saved as WebP, with 60 KB."
        )
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        guard let index else { return [] }
        let shown = library.picturesShown(in: index)
        return library.findings(self, of: index) { _, _, target in
            guard case .file(let path, _) = target, shown.contains(path),
                let large = library.pictures(of: target).first(where: { $0.picture.bytes > Picture.largest })
            else {
                return nil
            }
            return LinkFault(
                message: "the picture \"\(large.file)\" has \(large.picture.bytes / 1000) KB",
                help:
                    "show it smaller, or save it as WebP or AVIF, so that it has less than \(Picture.largest / 1000) KB"
            )
        }
    }
}
