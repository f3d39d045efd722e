import Findings
import Support

/// A code in `matches` that its registry does not have.
enum IssuesBadCode: GuideCheck {
    static let check = CheckID.issuesBadCode
    static let finds =
        "A code in `matches` that looks like an enhanced status code (RFC 3463) or a TLS reporting result type (RFC 8460) and that the registry does not have."
    static let why =
        "A tool that looks for the code would never find this issue."
    static let examples = [
        Example(
            .head, bad: "issues:\n  - {issue: missing-record, matches: [⟦\"5.7.99\"⟧]}",
            good: "issues:\n  - {issue: missing-record, matches: [\"5.7.1\"]}")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        context.frontMatter.issues.flatMap(\.matches).compactMap { match in
            guard let near = fault(match.text) else { return nil }
            let replacement = near.isEmpty ? nil : Fix.offered(match, "\"\(near)\"")
            return Finding(
                self, file: context.file, at: match.location, to: match.end,
                "the registry has no code \(match.text)",
                help: near.isEmpty ? "look it up in the registry" : "did you mean \(near)?", fix: replacement)
        }
    }

    /// Nil for a known code and for any other text; else the nearest code, or nothing.
    static func fault(_ text: String) -> String? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 3, let kind = Int(parts[0]), (0...9).contains(kind),
            parts[1...].allSatisfy({ Int($0) != nil && $0.count <= 3 })
        {
            let detail = parts[1...].joined(separator: ".")
            guard [2, 4, 5].contains(kind) else { return "" }
            if details.contains(detail) { return nil }
            return Nearest.match(detail, among: details.sorted()).map { "\(kind).\($0)" } ?? ""
        }
        let isToken =
            text.contains("-") && text.utf8.allSatisfy { $0.isASCIILowercase || $0 == UInt8(ascii: "-") }
        guard isToken, results.contains(where: { $0.prefix { $0 != "-" } == text.prefix { $0 != "-" } })
        else {
            return nil
        }
        return results.contains(text) ? nil : Nearest.match(text, among: results.sorted()) ?? ""
    }

    /// Subject and detail of the enhanced status codes: the IANA registry "Simple Mail Transfer Protocol (SMTP)
    /// Enhanced Status Codes" (RFC 5248).
    private static let details: Set<String> = {
        let counts = [
            (0, [0]), (1, Array(0...10)), (2, Array(0...4)), (3, Array(0...6)), (4, Array(0...7)),
            (5, Array(0...6)), (6, Array(0...10)), (7, Array(0...30)),
        ]
        return Set(counts.flatMap { subject, details in details.map { "\(subject).\($0)" } })
    }()

    /// The IANA registry "STARTTLS Validation Result Types" (RFC 8460 section 6.6).
    private static let results: Set<String> = [
        "starttls-not-supported", "certificate-host-mismatch", "certificate-expired", "tlsa-invalid",
        "dnssec-invalid", "dane-required", "certificate-not-trusted", "sts-policy-invalid",
        "sts-webpki-invalid",
        "validation-failure", "sts-policy-fetch-error",
    ]
}
