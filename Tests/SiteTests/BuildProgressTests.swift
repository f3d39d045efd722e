import Support
import Testing

/// The line of a terminal counts only what is counted.
@Suite(.timeLimit(.minutes(15))) struct BuildProgressTests {
    @Test func countsWhatAdvances() {
        let progress = BuildProgress()
        #expect(progress.line == "reading")
        progress.start(.proving, of: 2)
        progress.advance()
        #expect(progress.line == "proving 1 of 2")
        progress.start(.publishing)
        #expect(progress.line == "publishing")
    }
}
