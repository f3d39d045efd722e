/// The label of a reference or a footnote, such as `rfc` or `^1`.
package enum ReferenceLabel {
    /// A label as labels are compared: case folded, each run of white space one space (CommonMark section 4.7).
    package static func folded(_ label: some StringProtocol) -> String {
        label.split(whereSeparator: \.isWhitespace).joined(separator: " ").uppercased().lowercased()
    }
}
