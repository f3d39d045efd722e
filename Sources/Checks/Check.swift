import Content
import Findings
import Library

/// A check: its id, how much its findings weigh, what it finds and why, with examples. One a file.
///
/// An id is stable: it is in findings, in `site.yml` and in documentation.
package protocol Check: Sendable {
    static var check: CheckID { get }
    /// The faults that it finds, in one sentence.
    static var finds: String { get }
    /// Why that matters to a reader, an agent or an editor.
    static var why: String { get }
    static var examples: [Example] { get }
}

extension Check {
    package static var id: String { check.name }
    package static var severity: Severity { check.severity }
}

/// A check that needs one guide alone. It runs while the guide's document is at hand, and its findings are kept with
/// the guide.
protocol GuideCheck: Check {
    static func run(_ context: CheckContext) -> [Finding]
}

/// A check that needs one guide and what it leads to: its findings stay as they are while those do.
protocol LinkCheck: Check {
    /// - Parameter index: the guide; nil for links outside of guides: in settings, terms and templates.
    static func run(_ library: Library, of index: Int?) -> [Finding]
}

/// A check of what is in no guide: the texts of settings and terms.
protocol SettingsCheck: Check {
    static func run(_ content: SiteContent, _ style: HouseStyle) -> [Finding]
}

/// A check that needs all guides.
package protocol LibraryCheck: Check {
    static func run(_ library: Library) -> [Finding]
}
