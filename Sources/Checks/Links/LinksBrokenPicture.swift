import Content
import Findings
import Library

/// A picture whose file is not what its name says.
enum LinksBrokenPicture: LinkCheck {
    static let check = CheckID.linksBrokenPicture
    static let finds =
        "A picture whose file does not hold what its name says: a PNG, JPEG, GIF, WebP, AVIF or SVG."
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
                message: "the file \"\(broken.file)\" does not hold such a picture",
                help: "save it again in the format of its name, or give it the name of its format")
        }
    }
}
