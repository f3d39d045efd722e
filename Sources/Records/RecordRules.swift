import DefaultTheme
import Script
import Support
import Synchronization

/// The rules for DNS records of email: `Templates/assets/records.js`, the very file that browsers run.
///
/// All threads share one engine, in which each waits for the others; there are few records in a site.
package final class RecordRules: Sendable {
    package static let shared = RecordRules()

    /// The name of the script among the assets.
    package static let asset = "records.js"

    private let script = Mutex<Script?>(nil)

    private init() {}

    /// The kind of a record, such as `spf`, by its version tag or, where it has none, by its type; nil for any other text.
    ///
    /// - Parameter type: such as `TXT` or `MX`.
    package func kind(of text: String, type: String = "TXT") throws(Script.Failure) -> String? {
        let kind: String? = try value("guidesRecords.kindOf(type, '', text)", ["text": text, "type": type])
        return kind
    }

    /// What is wrong with a record.
    ///
    /// - Parameters:
    ///   - kind: such as `spf`.
    ///   - isExample: whether placeholders such as `…` and `<your-key>` stand for anything.
    package func parse(_ text: String, as kind: String, isExample: Bool) throws(Script.Failure)
        -> RecordFaults
    {
        try value(
            "guidesRecords.parse(kind, text, {placeholders: \(isExample)})", ["text": text, "kind": kind])
    }

    /// Every state in which the check of a domain can end but `fine`, by its name, such as `dmarc/missing`.
    package func states() throws(Script.Failure) -> [String: RecordState] {
        try value("guidesRecords.states", [:])
    }

    /// The kinds of records that the check of a domain looks at, such as `spf`, in the order in which to fix them.
    package func kinds() throws(Script.Failure) -> [String] { try value("guidesRecords.kinds", [:]) }

    /// What is known of a domain by some answers, and what is still to be asked.
    func evaluate<Value: Decodable & Sendable>(
        _ request: DiagnosisRequest, _ answers: [String: RecordAnswer]
    ) throws -> Value {
        let texts = [
            "request": String(decoding: try JSON.encode(request), as: UTF8.self),
            "answers": String(decoding: try JSON.encode(answers), as: UTF8.self),
        ]
        return try value("guidesRecords.evaluate(JSON.parse(request), JSON.parse(answers))", texts)
    }

    /// The domain that a text means: a name, an address of a mailbox or of a page.
    package func domain(of text: String) throws -> DomainName {
        // Letters beyond ASCII are turned before, label by label.
        let ascii = InternationalHost.ascii(text) ?? text
        return try value("guidesRecords.domainOf(text, function (name) { return name; })", ["text": ascii])
    }

    /// Why a list of selectors cannot be looked up; nil where it can. The reason quotes what was typed.
    package func fault(inSelectors selectors: [String]) throws -> String? {
        let text = String(decoding: try JSON.encode(selectors), as: UTF8.self)
        return try value("guidesRecords.selectorsFault(JSON.parse(text))", ["text": text])
    }

    /// The value of an expression over some texts.
    private func value<Value: Decodable & Sendable>(_ expression: String, _ texts: [String: String])
        throws(Script.Failure) -> Value
    {
        let json = script.withLock { script -> Result<String, Script.Failure> in
            do throws(Script.Failure) {
                if script == nil { script = try Script(Self.source) }
                guard let known = script else { return .success("null") }
                for (name, text) in texts { known.set(name, to: text) }
                return .success(try known.value(of: "JSON.stringify(\(expression))"))
            } catch {
                return .failure(error)
            }
        }
        let text: String
        switch json {
        case .success(let found): text = found
        case .failure(let failure): throw failure
        }
        guard let value = try? JSON.decode(Value.self, from: text.utf8) else {
            throw Script.Failure(description: "\(Self.asset) gave an unexpected value")
        }
        return value
    }

    private static var source: String {
        String(decoding: DefaultTheme.assets[asset] ?? [], as: UTF8.self)
    }
}

/// A domain that a user named.
package struct DomainName: Decodable, Sendable {
    /// In ASCII and small letters; nil where the text names none.
    package let domain: String?
    /// The selector of a DKIM key that the text names.
    package let selector: String?
    /// Why the text names none, in a sentence.
    package let fault: String?
}

/// What is wrong with a record.
package struct RecordFaults: Decodable, Sendable {
    package let faults: [Fault]
    /// What is over a limit that the record alone shows.
    package let limits: [Fault]

    /// A fault, and where it is.
    package struct Fault: Decodable, Sendable {
        /// A stable short name, such as `unknown-mechanism`.
        package let id: String
        /// Offsets in the record, in units of UTF-16.
        package let start: Int
        package let end: Int
        /// What is wrong and what is right, in one sentence.
        package let text: String
        /// `note` for what is out of date and works.
        let severity: String?

        /// Whether the record works all the same.
        package var isNote: Bool { severity == "note" }
    }
}

/// A state in which the check of a domain can end.
package struct RecordState: Decodable, Sendable {
    /// Such as `dmarc`.
    package let kind: String
    /// What was found, in a few words, such as `No SPF record`.
    package let text: String
    private let optional: Bool?

    /// Whether mail works as well without what it asks for.
    package var isOptional: Bool { optional ?? false }

    private enum CodingKeys: String, CodingKey {
        case kind, text
        case optional = "isOptional"
    }
}
