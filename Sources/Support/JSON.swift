import FoundationEssentials

/// JSON of values: the one place that sets up Foundation's encoder and decoder. `JSONWriter` writes piece by piece what
/// is no value, or too large for one.
package enum JSON {
    /// The layout of a text. In every style keys are sorted, so that equal values are equal bytes, and slashes are
    /// plain.
    package enum Style: Sendable {
        /// One line, for programs: `{"count":1}`.
        case compact
        /// A line for each entry, for files and reports that people read too: `"count" : 1`.
        case readable
    }

    /// A value as JSON in UTF-8, without a line end after it.
    package static func encode(_ value: some Encodable, _ style: Style = .compact) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if style == .readable { encoder.outputFormatting.insert(.prettyPrinted) }
        return Array(try encoder.encode(value))
    }

    /// The value that bytes of JSON hold.
    ///
    /// - Throws: where they are no JSON, or that of another type.
    package static func decode<Value: Decodable>(
        _ type: Value.Type = Value.self, from bytes: some Sequence<UInt8>
    ) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}
