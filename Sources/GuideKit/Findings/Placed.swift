import Markdown

/// A text with the spot where it is.
package struct Placed: Sendable, Hashable {
    package var text: String
    package var place: Place
    /// Right after its last character; nil where that is not known.
    package var end: Place?

    /// A day with the spot where it is.
    package struct Day: Sendable, Hashable {
        package var day: GuideKit.Day
        package var place: Place
    }
}
