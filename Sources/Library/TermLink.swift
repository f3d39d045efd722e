/// A term that becomes a link.
package struct TermLink: Sendable {
    package var guide: Int
    package var mention: Mention

    init(guide: Int, mention: Mention) {
        self.guide = guide
        self.mention = mention
    }
}
