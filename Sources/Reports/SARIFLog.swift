import Analysis
import Findings
import OutputChecks
import Support

/// A log file of SARIF 2.1.0 (OASIS).
struct SARIFLog: Encodable {
    struct Text: Encodable {
        var text: String
        var markdown: String?
    }

    struct Run: Encodable {
        var tool: Tool
        var columnKind = "unicodeCodePoints"
        var results: [Result]
    }

    struct Tool: Encodable {
        var driver: Driver
    }

    struct Driver: Encodable {
        var name = "guides"
        var rules: [Rule]
    }

    /// A check (section 3.49).
    struct Rule: Encodable {
        struct Configuration: Encodable {
            var level: String
        }

        var id: String
        var shortDescription: Text
        var fullDescription: Text
        var help: Text
        var helpUri: String?
        var defaultConfiguration: Configuration
    }

    /// A finding (section 3.27).
    struct Result: Encodable {
        var ruleId: String
        var ruleIndex: Int
        var level: String
        var message: Text
        var locations: [Location]
        var partialFingerprints: [String: String]
        var fixes: [FixEntry]?
    }

    struct Location: Encodable {
        var physicalLocation: PhysicalLocation?
        var logicalLocations: [Logical]?
    }

    /// A place that is in no file (section 3.33).
    struct Logical: Encodable {
        var fullyQualifiedName: String
        var kind: String
    }

    struct PhysicalLocation: Encodable {
        var artifactLocation: Artifact
        var region: Region
    }

    struct Artifact: Encodable {
        var uri: String
        var uriBaseId = "SRCROOT"
    }

    struct Region: Encodable {
        var startLine: Int
        var startColumn: Int
        var endLine: Int?
        var endColumn: Int?

        init(_ start: SourceLocation, _ end: SourceLocation?) {
            startLine = Int(start.line)
            startColumn = Int(start.column)
            endLine = end.map { Int($0.line) }
            endColumn = end.map { Int($0.column) }
        }
    }

    struct FixEntry: Encodable {
        struct Change: Encodable {
            struct Replacement: Encodable {
                var deletedRegion: Region
                var insertedContent: Text
            }

            var artifactLocation: Artifact
            var replacements: [Replacement]
        }

        var description: Text
        var artifactChanges: [Change]
    }

    private enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case version, runs
    }

    private var schema = "https://json.schemastore.org/sarif-2.1.0.json"
    private var version = "2.1.0"
    private var runs: [Run]

    init(rules: [Rule], results: [Result]) {
        runs = [Run(tool: Tool(driver: Driver(rules: rules)), results: results)]
    }

    /// - Parameters:
    ///   - site: the site's folder.
    ///   - prefix: what comes before a file's path where the site is not the root of its repository; empty or ending in
    ///     a slash.
    init(_ findings: [Finding], site: String, _ reading: AnalyzedSite? = nil, prefix: String) {
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
                fixes: finding.reportedFix.flatMap { fix in
                    // The format has no fix that moves a file.
                    fix.edits.isEmpty
                        ? nil
                        : [
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
        self.init(rules: ids.compactMap(Self.rule), results: results)
    }

    private static func rule(_ id: String) -> Rule? {
        guard let check = CheckCatalog.named(id) else { return nil }
        let help = "\(check.finds) \(check.why)"
        return Rule(
            id: id, shortDescription: Text(text: check.finds), fullDescription: Text(text: help),
            help: Text(text: help, markdown: CheckText.markdown(check)), helpUri: helpAddress(help),
            defaultConfiguration: Rule.Configuration(level: check.severity.rawValue))
    }

    /// The help itself as an address (RFC 2397): it can be opened anywhere and is true of this very version of the
    /// tool.
    private static func helpAddress(_ text: String) -> String {
        "data:text/plain;charset=utf-8," + PercentEncoding.encode(text, .component)
    }

    /// A path as a relative reference (RFC 3986 section 4.2).
    private static func uri(_ path: String) -> String {
        let encoded = PercentEncoding.encode(path, .path)
        // A colon in the first segment would end a scheme.
        let first = encoded.prefix { $0 != "/" }
        return String(first.replacingBytes(":", with: "%3A") + encoded[first.endIndex...])
    }

    func text() throws -> String { try MachineText.json(self) }
}
