import Content
import Findings
import Library

/// A picture whose file is not what its name says.
enum LinksBrokenPicture: LinkCheck {
    static let check = CheckID.linksBrokenPicture
    static let finds =
        "A file with the name of a picture (PNG, JPEG, GIF, WebP, AVIF or SVG) that browsers cannot show as one."
    static let why =
        "Browsers show a broken picture, and the page moves when they notice, since it has no size to keep free."
    static let examples = [
        Example(
            .described, bad: "A link to `dot.png`, which was saved as text or is empty.",
            good: "The same link, after the picture was saved as a PNG.")
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        library.findings(self, of: index) { _, _, target in
            guard let broken = library.pictures(of: target).first(where: { !$0.picture.isWhole }) else {
                return nil
            }
            return LinkFault(
                message: "\"\(broken.file)\" is not a picture that browsers can show",
                help: "save it again as a PNG, JPEG, GIF, WebP, AVIF or SVG")
        }
    }
}
