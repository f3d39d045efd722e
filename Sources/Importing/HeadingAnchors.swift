import Markdown
import Support

/// The rule of code hosts, which several generators share: it is that of the site.
enum CodeHostAnchor {
    static func make(_ heading: String) -> String { Anchor.make(from: heading) }
}

/// The rule of Python-Markdown (its extension `toc`): words with one hyphen between them.
enum PythonAnchor {
    static func make(_ heading: String) -> String {
        var (anchor, isGap) = ("", false)
        for scalar in NormalForm.decomposed.of(heading).lowercased().unicodeScalars {
            if scalar == "-" || scalar.properties.isWhitespace {
                isGap = true
            } else if scalar.isASCII,
                scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            {
                if isGap, !anchor.isEmpty { anchor += "-" }
                isGap = false
                anchor.unicodeScalars.append(scalar)
            }
        }
        return anchor
    }
}

/// The rule of VitePress (mdit-vue): all marks become one hyphen, and no id starts with a digit.
enum VueAnchor {
    private static let marks = Set("~`!@#$%^&*()-_+=[]{}|\\;:\"'“”‘’<>,.?/".unicodeScalars)

    static func make(_ heading: String) -> String {
        var (anchor, isGap) = ("", false)
        for scalar in NormalForm.decomposed.of(heading).lowercased().unicodeScalars {
            if scalar.properties.isWhitespace || marks.contains(scalar) {
                isGap = true
            } else if scalar.properties.generalCategory != .nonspacingMark,
                scalar.properties.generalCategory != .control
            {
                if isGap, !anchor.isEmpty { anchor += "-" }
                isGap = false
                anchor.unicodeScalars.append(scalar)
            }
        }
        return anchor.utf8.first?.isASCIIDigit ?? false ? "_" + anchor : anchor
    }
}
