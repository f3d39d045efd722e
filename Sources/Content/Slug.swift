import Findings
import Markdown
import Support

/// The name of a guide in its addresses.
package enum Slug {
    /// Whether a name is lower-case letters and digits in groups, with single hyphens between them.
    package static func isValid(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= mostCharacters, name.utf8.first != UInt8(ascii: "-"),
            name.utf8.last != UInt8(ascii: "-")
        else { return false }
        var previous: UInt8 = 0
        for byte in name.utf8 {
            switch byte {
            case _ where byte.isASCIILowercase || byte.isASCIIDigit: break
            case UInt8(ascii: "-") where previous != UInt8(ascii: "-"): break
            default: return false
            }
            previous = byte
        }
        return true
    }

    /// What `isValid` tells, but for the length, as a regular expression (ECMA 262).
    static let pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"

    /// The most characters of a name.
    private static let mostCharacters = 100

    /// Letters that no accent makes of a letter from a to z.
    private static let spelledOut: [Unicode.Scalar: String] = [
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i",
    ]

    /// The slug that `name` should probably have been, such as `grosse` for `Große`; nil where no letter of it is one of a
    /// slug's.
    ///
    /// - Parameter naming: where it has folders, each part of `name` stays one.
    package static func suggestion(for name: String, _ naming: Naming = Naming()) -> String? {
        guard naming.hasFolders else { return suggestion(forName: name) }
        let parts = name.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
            .filter { $0.contains { $0.isLetter || $0.isNumber } }
        let names = parts.compactMap { naming.isValid($0) ? $0 : suggestion(forName: $0) }
        return names.count == parts.count && !names.isEmpty ? names.joined(separator: "/") : nil
    }

    private static func suggestion(forName name: String) -> String? {
        // The anchor of nothing has a name of its own.
        guard name.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
        let plain = name.replacingBytes(".", with: "-").replacingBytes("_", with: "-").replacingBytes(
            "/", with: "-")
        var slug = ""
        for scalar in NormalForm.decomposed.of(Anchor.make(from: plain)).unicodeScalars {
            if let letters = spelledOut[scalar] {
                slug += letters
            } else if scalar.isASCII {
                slug.unicodeScalars.append(scalar)
            }
        }
        let words = slug.split(separator: "-").joined(separator: "-").prefix(mostCharacters)
        let whole = words.split(separator: "-").joined(separator: "-")
        return isValid(whole) ? whole : nil
    }

    /// Why a name cannot be in an address.
    ///
    /// - Parameters:
    ///   - naming: the rule for names.
    ///   - isReserved: whether it could, but for the site that needs it itself.
    package static func finding(
        _ name: Located, in file: String, what: String, _ naming: Naming = Naming(), isReserved: Bool = false
    ) -> Finding {
        let parts = naming.hasFolders ? name.text.split(separator: "/") : [name.text[...]]
        let isLong = parts.contains { $0.utf8.count > mostCharacters }
        let rule = isLong ? "it has more than \(mostCharacters) characters" : naming.rule
        let help =
            isReserved
            ? "choose another name"
            : suggestion(for: name.text, naming).map { "call it \"\($0)\"" }
                ?? "choose a name such as \"mail-size\""
        return Finding(
            .contentBadSlug, file: file, at: name.location,
            isReserved
                ? "\(what) is \"\(name.text)\", a name that the site itself needs"
                : "\(what) is \"\(name.text)\": \(rule)",
            help: help)
    }
}
