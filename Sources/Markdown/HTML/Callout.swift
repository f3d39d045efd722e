import Support

/// The five kinds of callout that code hosts know. Letter case makes no difference: `[!Note]` is `[!NOTE]`.
package enum Callout: CaseIterable {
    case note, tip, important, warning, caution

    /// The kinds as they are usually written, such as `NOTE`.
    package static let names = allCases.map { $0.title.description.uppercased() }

    init?(marker: Span<UInt8>) {
        guard marker.count > 3, marker.holds("[!", at: 0), marker[marker.count - 1] == UInt8(ascii: "]")
        else {
            return nil
        }
        let name = marker.extracting(2..<(marker.count - 1)).text.uppercased()
        for callout in Self.allCases where callout.title.description.uppercased() == name {
            self = callout
            return
        }
        return nil
    }

    var name: StaticString {
        switch self {
        case .note: "note"
        case .tip: "tip"
        case .important: "important"
        case .warning: "warning"
        case .caution: "caution"
        }
    }

    var title: StaticString {
        switch self {
        case .note: "Note"
        case .tip: "Tip"
        case .important: "Important"
        case .warning: "Warning"
        case .caution: "Caution"
        }
    }
}
