import Findings
import Markdown
import Support

/// The name of a guide in its addresses.
package enum Slug {
    /// Whether a name is lower-case letters and digits in groups, with single hyphens between them.
    package static func isValid(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= 100, name.utf8.first != UInt8(ascii: "-"),
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

    /// The slug that `name` should probably have been.
    static func suggestion(for name: String) -> String {
        Anchor.make(from: name.replacing(".", with: "-").replacing("_", with: "-").replacing("/", with: "-"))
            .split(separator: "-").joined(separator: "-")
    }

    /// Why a name cannot be in an address.
    ///
    /// - Parameter isReserved: whether it could, but for the site that needs it itself.
    package static func finding(_ name: Located, in file: String, what: String, isReserved: Bool = false)
        -> Finding
    {
        Finding(
            .contentBadSlug, file: file, at: name.location,
            isReserved
                ? "\(what) is \"\(name.text)\", a name that the site itself needs"
                : "\(what) is \"\(name.text)\": only lower-case letters, digits and single hyphens",
            help: isReserved ? "choose another name" : "call it \"\(suggestion(for: name.text))\"")
    }
}
