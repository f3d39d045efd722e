import Script
import Support

/// What is asked about a domain.
package struct DiagnosisRequest: Encodable, Sendable {
    /// In ASCII and small letters, such as `example.com`.
    package var domain: String
    /// Selectors of DKIM keys; where there are none, a short list is tried.
    package var selectors: [String]
    /// The kinds to look at, such as `mta-sts`; nil for all.
    package var only: [String]?
    package var can: Abilities
    /// Addresses whose names are looked up, besides those of the mail servers.
    package var addresses: [String] = []

    /// What the asking side can do.
    package struct Abilities: Encodable, Sendable {
        /// Whether it reads the policy file of MTA-STS.
        package var policyFile: Bool
        /// Whether it connects to mail servers.
        package var connect: Bool
        /// Whether answers say that DNSSEC was validated.
        package var dnssec: Bool

        package init(policyFile: Bool, connect: Bool, dnssec: Bool) {
            self.policyFile = policyFile
            self.connect = connect
            self.dnssec = dnssec
        }
    }

    package init(domain: String, selectors: [String], only: [String]?, can: Abilities) {
        self.domain = domain
        self.selectors = selectors
        self.only = only
        self.can = can
    }
}

/// What a question was answered with, as `records.js` reads it. All texts are hostile.
package struct RecordAnswer: Codable, Sendable, Equatable {
    /// How a question ended.
    package enum Status: String, Codable, Sendable {
        /// With records, without one of this type, and without any of this name.
        case ok, nodata, nxdomain
        /// Without an answer that counts: the server failed, did not answer in time, or refused; the signatures of DNSSEC are wrong;
        /// the message cannot be read.
        case servfail, timeout, refused, bogus, malformed
        /// It cannot be asked from here.
        case unverifiable
    }

    package var status: Status
    package var records: [String]
    /// The names that the one that was asked for is an alias of.
    package var aliases: [String]
    /// Whether DNSSEC was validated; nil where that is not known.
    package var secure: Bool?
    /// The text of a policy file, and its media type.
    package var text: String?
    package var type: String?

    package init(
        status: Status, records: [String] = [], aliases: [String] = [], secure: Bool? = nil,
        text: String? = nil, type: String? = nil
    ) {
        self.status = status
        self.records = records
        self.aliases = aliases
        self.secure = secure
        self.text = text
        self.type = type
    }
}

/// A result of the check of a domain.
package struct DiagnosisResult: Codable, Sendable, Equatable {
    /// How it ended.
    package enum State: String, Codable, Sendable {
        case fine, issue, unverifiable, failed, skipped, pending
    }

    /// The kind of record, such as `dmarc`.
    package let kind: String
    /// The name that was looked at.
    package let name: String
    package let state: State
    /// The state of `RecordRules.states`, where it is an issue.
    package let id: String?
    /// What was asked, such as `TXT _dmarc.example.com`.
    package let question: String?
    package let answer: [String]
    /// The evidence, in a sentence.
    package let detail: String?
    /// The state to fix first.
    package let after: String?
}

/// The check of one domain: it asks until nothing is open. The rules have a limit of questions.
package struct Diagnosis: Sendable {
    /// What is found by now, and what is to be asked for more.
    private struct Step: Decodable, Sendable {
        let needs: [String]
        let results: [DiagnosisResult]
    }

    /// The results, in the order in which to fix what is wrong.
    package let results: [DiagnosisResult]

    /// - Parameters:
    ///   - most: how many questions are asked at once.
    ///   - ask: answers a question, such as `TXT example.com`, `POLICY example.com` or `SMTP mail.example.com`.
    package init(
        _ request: DiagnosisRequest, most: Int = 6, ask: @escaping @Sendable (String) async -> RecordAnswer
    ) async throws {
        var answers: [String: RecordAnswer] = [:]
        var asked: Set<String> = []
        while true {
            let step: Step = try RecordRules.shared.evaluate(request, answers)
            let open = step.needs.filter { !asked.contains($0) }
            guard !open.isEmpty else {
                results = step.results
                return
            }
            asked.formUnion(open)
            for start in stride(from: open.startIndex, to: open.endIndex, by: most) {
                let part = open[start..<min(start + most, open.endIndex)]
                try Task.checkCancellation()
                let found = await withTaskGroup(of: (String, RecordAnswer).self) { group in
                    for question in part { group.addTask { (question, await ask(question)) } }
                    return await group.reduce(into: [(String, RecordAnswer)]()) { $0.append($1) }
                }
                for (question, answer) in found { answers[question] = answer }
            }
        }
    }
}
