/// The named and numbered characters of markdown, decoded by cmark itself.
package enum Entity {
    /// The text of an entity such as `&amp;`; nil where it is none.
    package static func text(of name: ArraySlice<UInt8>) -> String? {
        Unescaping.decode(Array(name)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Count of the bytes that the entity `name` stands for; nil where it is not one that `text` starts with.
    static func length(of name: ArraySlice<UInt8>, matching text: ArraySlice<UInt8>) -> Int? {
        guard let decoded = Unescaping.decode(Array(name)), decoded != Array(name), text.starts(with: decoded)
        else { return nil }
        return decoded.count
    }
}
