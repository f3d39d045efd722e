import Checks
import Findings
import Rendering
import Support

/// A twin longer than what agents read.
enum StructureTooLong: Check {
    static let check = CheckID.structureTooLong
    static let finds =
        "A twin of more than 50,000 characters; up to 60,000 it is a note."
    static let why =
        "Agents silently cut long texts off, and the end is lost."
    static let examples = [
        Example(
            .described, bad: "A guide of 60,000 characters.",
            good: "Two guides of 30,000 characters that link to each other.")
    ]

    static func finding(_ count: Int, file: String, at location: SourceLocation) -> Finding {
        Finding(
            self, file: file, at: location,
            "the twin has \(count) characters, more than \(GuideRenderer.mostCharacters)",
            help: "make it two guides that link to each other",
            // Agents differ in where they cut, and a few lines are lost at most.
            severity: count * 5 > GuideRenderer.mostCharacters * 6 ? nil : min(check.severity, .note))
    }
}
