import Foundation

extension Browser.Page {
    /// axe-core as PyPI carries it, see `.ci/setup`.
    private static let axe = try? String(
        contentsOfFile: repository + "/.build-tools/axe.min.js", encoding: .utf8)

    /// What axe-core finds on the page against WCAG 2.2 AA and its own good practice, one line for each place.
    ///
    /// - Throws: `Browser.Failure` where axe-core is missing.
    package func accessibilityFaults() async throws -> String {
        guard let axe = Self.axe else {
            throw Browser.Failure(description: "axe-core is missing; `.ci/setup tests` installs it")
        }
        _ = try await text(axe + "; ''")
        return try await text(
            """
            axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
              .then((found) => found.violations.flatMap((rule) => rule.nodes.map((node) =>
                `${rule.id}: ${node.target} ${node.failureSummary}`)).join('\\n'))
            """)
    }
}
