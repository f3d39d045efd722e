/// The words of an issue as plain text, read from the very HTML that its page shows.
package struct IssueText: Sendable, Hashable {
    /// The first paragraph: what a checker saw. Empty where the issue opens with something else.
    package var signal = ""
    /// The items of its ordered lists, in order.
    package var steps: [String] = []
    /// Offset of its section in the page's body.
    package var start = 0
    /// The bytes of the page's body below its heading.
    package var html = 0..<0
    /// The end of the first paragraph there, where it has a signal.
    package var endOfSignal = 0
}
