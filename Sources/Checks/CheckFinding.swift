import Findings
import Support

extension Finding {
    /// A finding of a check.
    package init(
        _ check: any Check.Type, file: String, at location: SourceLocation, to end: SourceLocation? = nil,
        _ message: String,
        help: String = "", severity: Severity? = nil, fix: Fix? = nil
    ) {
        self.init(
            check.check, file: file, at: location, to: end, message, help: help, severity: severity, fix: fix)
    }
}
