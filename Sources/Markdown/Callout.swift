/// The five kinds of callout that code hosts know. Letter case makes no difference: `[!Note]` is `[!NOTE]`.
package enum Callout: CaseIterable {
    case note, tip, important, warning, caution

    /// The kinds as they are usually written, such as `NOTE`.
    package static let names = allCases.map { $0.title.description.uppercased() }

    package init?(marker: UnsafeBufferPointer<UInt8>) {
        guard marker.count > 3, marker[0] == UInt8(ascii: "["), marker[1] == UInt8(ascii: "!"),
            marker[marker.count - 1] == UInt8(ascii: "]")
        else { return nil }
        let name = String(decoding: marker[2..<(marker.count - 1)], as: UTF8.self).uppercased()
        for callout in Self.allCases where callout.title.description.uppercased() == name {
            self = callout
            return
        }
        return nil
    }

    package var name: StaticString {
        switch self {
        case .note: "note"
        case .tip: "tip"
        case .important: "important"
        case .warning: "warning"
        case .caution: "caution"
        }
    }

    package var title: StaticString {
        switch self {
        case .note: "Note"
        case .tip: "Tip"
        case .important: "Important"
        case .warning: "Warning"
        case .caution: "Caution"
        }
    }
}
