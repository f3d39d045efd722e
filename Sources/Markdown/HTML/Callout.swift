import Support

/// The five kinds of callout that code hosts know. Letter case makes no difference: `[!Note]` is `[!NOTE]`.
package enum Callout: String, CaseIterable, Sendable {
    case note, tip, important, warning, caution

    /// The kinds as they are usually written, such as `NOTE`.
    package static let names = allCases.map { $0.rawValue.uppercased() }

    init?(marker: Span<UInt8>) {
        guard marker.count > 3, marker.holds("[!", at: 0), marker[marker.count - 1] == UInt8(ascii: "]")
        else {
            return nil
        }
        self.init(rawValue: marker.extracting(2..<(marker.count - 1)).text.lowercased())
    }
}
