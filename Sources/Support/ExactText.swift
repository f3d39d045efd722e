/// A text that is equal to another only byte for byte, for keys of memos: a `String` also equals one that writes its accents
/// in another way, such as `é` as one character or as two.
package struct ExactText: Hashable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static func == (a: ExactText, b: ExactText) -> Bool {
        a.text.utf8.span.isSame(as: b.text.utf8.span)
    }

    // Equal bytes are equal texts, so they have one hash.
    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
