import Markdown
import Support

/// An id as a guide may have it: letters, digits, hyphens, underscores and dots, whatever its generator took.
///
/// Ids and the links to them are fitted by one rule, so that they still meet.
enum FittedID {
    private static let longest = 200

    /// The id itself where a guide may have it, else one with a hyphen for each other character. Nil for one with white
    /// space, which is none in HTML, and for one of which nothing is left.
    static func make(_ id: String) -> String? {
        guard !id.isEmpty, id.utf8.count <= longest else { return nil }
        if GuideBody.isID(id), id.utf8.allSatisfy({ $0 < 128 }) { return id }
        var out = ""
        for scalar in Anchor.named(by: id).unicodeScalars {
            let properties = scalar.properties
            if properties.isWhitespace { return nil }
            let isFit =
                scalar.isASCII
                ? "-_.".unicodeScalars.contains(scalar) || UInt8(scalar.value).isASCIILetterOrDigit
                : properties.isAlphabetic || properties.numericType != nil
            out.unicodeScalars.append(isFit ? scalar : "-")
        }
        return out.utf8.allSatisfy { $0 == UInt8(ascii: "-") } || out.utf8.count > longest ? nil : out
    }

    /// A fragment of a link as it is after all ids are fitted; nil where it stays what it is.
    static func fragment(_ suffix: String) -> String? {
        guard let hash = suffix.cut(at: "#"), let id = PercentEncoding.decode(hash.after),
            // Footnotes, and texts that a browser looks for.
            !id.begins("fn:"), !id.begins("fnref:"), !id.contains(":~:"), let fitted = make(id), fitted != id
        else { return nil }
        return hash.before + "#" + PercentEncoding.encode(fitted, .readablePath)
    }
}
