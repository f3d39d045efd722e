import Analysis
import Findings
import OutputChecks
import Support

/// A log file of SARIF 2.1.0 (OASIS).
package struct SARIFLog: Encodable {
    package struct Text: Encodable {
        package var text: String
        package var markdown: String?
    }

    package struct Run: Encodable {
        package var tool: Tool
        package var columnKind = "unicodeCodePoints"
        package var results: [Result]
    }

    package struct Tool: Encodable {
        package var driver: Driver
    }

    package struct Driver: Encodable {
        package var name = "guides"
        package var rules: [Rule]
    }

    /// A check (section 3.49).
    package struct Rule: Encodable {
        package struct Configuration: Encodable {
            package var level: String
        }

        package var id: String
        package var shortDescription: Text
        package var fullDescription: Text
        package var help: Text
        package var helpUri: String
        package var defaultConfiguration: Configuration
    }

    /// A finding (section 3.27).
    package struct Result: Encodable {
        package var ruleId: String
        package var ruleIndex: Int
        package var level: String
        package var message: Text
        package var locations: [Location]
        package var partialFingerprints: [String: String]
        package var fixes: [FixEntry]?
    }

    package struct Location: Encodable {
        package var physicalLocation: PhysicalLocation
    }

    package struct PhysicalLocation: Encodable {
        package var artifactLocation: Artifact
        package var region: Region
    }

    package struct Artifact: Encodable {
        package var uri: String
        package var uriBaseId = "SRCROOT"
    }

    package struct Region: Encodable {
        package var startLine: Int
        package var startColumn: Int
        package var endLine: Int?
        package var endColumn: Int?

        package init(_ start: SourceLocation, _ end: SourceLocation?) {
            startLine = Int(start.line)
            startColumn = Int(start.column)
            endLine = end.map { Int($0.line) }
            endColumn = end.map { Int($0.column) }
        }
    }

    package struct FixEntry: Encodable {
        package struct Change: Encodable {
            package struct Replacement: Encodable {
                package var deletedRegion: Region
                package var insertedContent: Text
            }

            package var artifactLocation: Artifact
            package var replacements: [Replacement]
        }

        package var description: Text
        package var artifactChanges: [Change]
    }

    private enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case version, runs
    }

    private var schema = "https://json.schemastore.org/sarif-2.1.0.json"
    private var version = "2.1.0"
    private var runs: [Run]

    /// - Parameters:
    ///   - site: the site's folder.
    ///   - prefix: what comes before a file's path where the site is not the root of its repository; empty or ending in
    ///     a slash.
    package init(_ findings: [Finding], site: String, _ reading: AnalyzedSite? = nil, prefix: String) {
        let ids = Set(findings.map(\.id)).sorted()
        let index = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
        var lines = SourceLines(site: site, reading)
        let prints = lines.fingerprints(findings)
        let results = zip(findings, prints).map { finding, print in
            let artifact = Artifact(uri: Self.uri(prefix + finding.file))
            return Result(
                ruleId: finding.id, ruleIndex: index[finding.id] ?? 0, level: finding.severity.rawValue,
                message: Text(
                    text: finding.help.isEmpty ? finding.message : "\(finding.message); \(finding.help)"),
                locations: [
                    Location(
                        physicalLocation: PhysicalLocation(
                            artifactLocation: artifact, region: Region(finding.location, finding.end)))
                ],
                partialFingerprints: ["guidesLine/v1": print],
                fixes: finding.reportedFix.map { fix in
                    [
                        FixEntry(
                            description: Text(text: finding.help.isEmpty ? "fix it" : finding.help),
                            artifactChanges: [
                                FixEntry.Change(
                                    artifactLocation: artifact,
                                    replacements: fix.edits.map {
                                        FixEntry.Change.Replacement(
                                            deletedRegion: Region($0.start, $0.end),
                                            insertedContent: Text(text: $0.text))
                                    })
                            ])
                    ]
                })
        }
        runs = [Run(tool: Tool(driver: Driver(rules: ids.compactMap(Self.rule))), results: results)]
    }

    private static func rule(_ id: String) -> Rule? {
        guard let check = CheckCatalog.named(id) else { return nil }
        let help = "\(check.finds) \(check.why)"
        return Rule(
            id: id, shortDescription: Text(text: check.finds), fullDescription: Text(text: help),
            help: Text(text: help, markdown: CheckText.markdown(check)), helpUri: helpAddress(help),
            defaultConfiguration: Rule.Configuration(level: check.severity.rawValue))
    }

    /// The help itself as an address (RFC 2397): it can be opened anywhere and is true of this very version of the tool.
    private static func helpAddress(_ text: String) -> String {
        "data:text/plain;charset=utf-8," + PercentEncoding.encode(text, .component)
    }

    /// A path as a relative reference (RFC 3986 section 4.2).
    private static func uri(_ path: String) -> String {
        PercentEncoding.encode(path, .path)
    }

    package func text() throws -> String { try MachineText.json(self) }
}
