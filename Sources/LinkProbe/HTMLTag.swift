/// A start tag, or an end tag.
struct HTMLTag {
    /// In small letters.
    var name: [UInt8]
    var isEnd = false
    /// Names in small letters; values as they are written, with their entities.
    var attributes: [(name: [UInt8], value: ArraySlice<UInt8>)] = []

    func `is`(_ name: String) -> Bool { self.name.elementsEqual(name.utf8) }

    /// The value of the first attribute of a name.
    subscript(name: String) -> ArraySlice<UInt8>? {
        attributes.first { $0.name.elementsEqual(name.utf8) }?.value
    }
}
