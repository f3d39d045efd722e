/// Text of other sites, made fit for findings, for the cache and for a terminal.
enum ForeignText {
    /// One line without anything that a terminal would obey, that would hide itself, or that would turn the direction
    /// of writing; cut after `longest` characters.
    static func line(_ text: String, longest: Int = 200) -> String {
        var out = String.UnicodeScalarView()
        var isSpaced = true
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .spaceSeparator, .lineSeparator, .paragraphSeparator:
                if !isSpaced { out.append(" ") }
                isSpaced = true
            case .format, .privateUse, .surrogate, .unassigned: continue
            default:
                out.append(scalar)
                isSpaced = false
            }
            if out.count > 4 * longest { break }
        }
        if out.last == " " { out.removeLast() }
        let line = String(out)
        return line.count > longest ? line.prefix(longest - 1) + "…" : line
    }

    /// A `Location` that cannot be followed, without a name and a password: all that is before an `@` is left out.
    static func location(_ text: String) -> String {
        line(text.replacing(#/[^\/?#]*@/#, with: "…@"))
    }
}
