import Support

/// A text with the spot where it is.
package struct Placed: Sendable, Hashable {
    package var text: String
    package var place: Place
    /// Right after its last character; nil where that is not known.
    package var end: Place?

    package init(text: String, place: Place, end: Place? = nil) {
        self.text = text
        self.place = place
        self.end = end
    }

    /// A day with the spot where it is.
    package struct Day: Sendable, Hashable {
        package var day: Support.Day
        package var place: Place

        package init(day: Support.Day, place: Place) {
            self.day = day
            self.place = place
        }
    }
}
