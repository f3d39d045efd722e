import Content
import Findings
import Library

/// An image or a download that does not exist.
enum LinksUnknownFile: LinkCheck {
    static let check = CheckID.linksUnknownFile
    static let finds = "An image or a download that does not exist."
    static let why =
        "A missing image or download shows as a broken picture or an error."
    static let examples = [
        Example(bad: "![A dot](⟦dott.png⟧)", good: "![A dot](dot.png)")
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        var found = 0
        return library.findings(self, of: index) { guide, destination, target in
            guard case .unknownFile(let path) = target,
                LinksWrongCase.match(path, from: guide?.folder ?? "", library) == nil
            else { return nil }
            found += 1
            let near = found > AppliedFindings.most ? nil : near(path, from: guide?.folder ?? "", library)
            let rest = destination.utf8.dropFirst(AddressText.split(destination).path.utf8.count)
            return LinkFault(
                message: "there is no file at \"\(path)\"",
                help: near.map { "did you mean \($0)?" }
                    ?? "put it beside the guides, and write its path relative to this guide",
                replacement: near.map { ($0 + String(decoding: rest, as: UTF8.self), false) })
        }
    }

    /// The file that was probably meant, as it is written in a guide that is in `folder`.
    private static func near(_ path: String, from folder: String, _ library: Library) -> String? {
        let plain = AddressText.normalized(path, in: folder) ?? path
        // A guide as some tools publish it.
        let guide = plain.hasSuffix(".html") ? library.resolver.guidesByFile[plain.dropLast(5) + ".md"] : nil
        if let guide { return library.link(to: guide, from: folder) }
        return library.nearest(to: plain, among: .files).map { LinksUnknownGuide.path(to: $0, from: folder) }
    }
}
