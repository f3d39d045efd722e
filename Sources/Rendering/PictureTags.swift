import Content
import Library
import Markdown
import Support

/// What browsers have to know of a page's pictures before these are loaded: width and height, so that nothing moves; that a
/// picture far down may wait; and the one to show in the dark theme instead. All of it is put into the finished page: what the
/// proof compares has none, and neither has a twin.
struct PictureTags {
    private let library: Library
    /// A picture below this many letters of text is not in view when the page opens, on a phone neither.
    private static let lettersInView = 1200

    init(_ library: Library) { self.library = library }

    /// - Parameters:
    ///   - index: the guide.
    ///   - page: the body of its page, as `Renderer` wrote it.
    func mark(_ index: Int, in page: ByteWriter) {
        guard page.withSpan({ $0.position(of: "<img ", in: 0..<$0.count) }) != nil else { return }
        let files = Dictionary(
            library.targets[index].compactMap { target -> (String, String)? in
                guard case .file(let path, let suffix) = target, library.pictures[path] != nil else {
                    return nil
                }
                let address = ByteWriter(capacity: 64)
                HTMLEscaping.appendAddress(library.addresses.file(path) + suffix, to: address)
                return (address.text, path)
            }, uniquingKeysWith: { first, _ in first })
        let marked = ByteWriter(capacity: page.count + 1024)
        var from = 0
        var letters = 0
        page.withSpan { html in
            // No text of the page has a `<` that is not escaped, and no attribute a `>` or a quotation mark.
            let opening: StaticString = "<img src=\""
            while let start = html.position(of: opening, in: from..<html.count) {
                let source = start + opening.utf8CodeUnitCount
                guard let quote = html.position(of: UInt8(ascii: "\""), from: source),
                    let bracket = html.position(of: UInt8(ascii: ">"), from: quote)
                else { break }
                marked.append(html.extracting(from..<start))
                letters += Self.letters(in: html.extracting(from..<start))
                let file = files[html.extracting(source..<quote).text]
                let dark = file.flatMap(library.darkPicture)
                if let dark {
                    marked.append(
                        "<picture><source media=\"screen and (prefers-color-scheme: dark)\" srcset=\"")
                    HTMLEscaping.appendAddress(library.addresses.file(dark), to: marked)
                    marked.append("\">")
                }
                marked.append(html.extracting(start..<bracket))
                if let size = file.flatMap({ library.pictures[$0]?.size }) {
                    marked.append(" width=\"\(size.width)\" height=\"\(size.height)\"")
                }
                if letters > Self.lettersInView { marked.append(" loading=\"lazy\"") }
                // A picture takes the room of text; one wider than the text is shown smaller.
                if let size = file.flatMap({ library.pictures[$0]?.size }) {
                    letters += min(size.height, size.height * 700 / max(size.width, 1)) * 2
                }
                marked.append(">")
                if dark != nil { marked.append("</picture>") }
                from = bracket + 1
            }
            if from > 0 { marked.append(html.extracting(from..<html.count)) }
        }
        guard from > 0 else { return }
        page.removeAll()
        page.append(marked)
    }

    /// Number of characters outside of tags.
    private static func letters(in html: Span<UInt8>) -> Int {
        var count = 0
        var isTag = false
        for index in html.indices {
            switch html[index] {
            case UInt8(ascii: "<"): isTag = true
            case UInt8(ascii: ">"): isTag = false
            default: if !isTag, !html[index].isUTF8Continuation { count += 1 }
            }
        }
        return count
    }
}
