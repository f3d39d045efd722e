import Findings
import Support

/// Values that are no text: one of a few words, `true` or `false`, a number, a day.
extension MappingReader {
    /// One of a few words.
    mutating func choice<Value: RawRepresentable & CaseIterable>(
        _ key: String, _: Value.Type, isRequired: Bool = false
    ) -> Value? where Value.RawValue == String {
        let names = Value.allCases.map(\.rawValue)
        declare(key, .choice(names, isFilled: isRequired), isRequired: isRequired)
        guard let entry = entry(key) else {
            if isRequired { missing(key) }
            return nil
        }
        guard let given = string(of: entry, isRequired: isRequired) else { return nil }
        return value(given, "`\(key)` is \"\(MessageText.name(given.text))\"")
    }

    /// A list of a few words; nil where the key is missing.
    ///
    /// - Parameters:
    ///   - orOne: whether one word may be there without a list.
    ///   - what: one of them in messages, such as `a kind of file`.
    mutating func choices<Value: RawRepresentable & CaseIterable>(
        _ key: String, _: Value.Type, orOne: Bool = false, what: String
    ) -> [Value]? where Value.RawValue == String {
        declare(key, .choices(Value.allCases.map(\.rawValue), orOne: orOne))
        guard let entry = entry(key), !entry.value.isNothing else { return nil }
        if orOne, case .scalar = entry.value {
            return string(of: entry).flatMap { value($0, "\"\($0.text)\" is not \(what)") }.map { [$0] }
        }
        return strings(of: entry).compactMap { value($0, "\"\($0.text)\" is not \(what)") }
    }

    /// The word that a text is; nil where it is none, which is a finding with this message.
    private mutating func value<Value: RawRepresentable & CaseIterable>(
        _ given: Located, _ message: String
    ) -> Value? where Value.RawValue == String {
        if let value = Value(rawValue: given.text) { return value }
        let names = Value.allCases.map(\.rawValue)
        let near = Nearest.match(given.text, among: names)
        report(
            Finding(
                .contentWrongType, file: file, at: given.location, to: given.end, message,
                help: near.map { "did you mean \($0)?" } ?? "write \(names.joined(separator: ", "))",
                fix: near.flatMap { Fix.offered(given, $0) }))
        return nil
    }

    /// The value of a key, `true` or `false`; nil where the key is missing or has another value, which is a finding.
    mutating func bool(_ key: String) -> Bool? {
        declare(key, .bool)
        guard let entry = entry(key) else { return nil }
        if case .scalar(let scalar) = entry.value, !scalar.isQuoted {
            switch scalar.text {
            case "true", "True", "TRUE", "yes", "on": return true
            case "false", "False", "FALSE", "no", "off": return false
            default: break
            }
        }
        wrongType(entry, .bool)
        return nil
    }

    /// The whole number above 0 of a key; nil where the key is missing or has another value, which is a finding.
    mutating func positiveInt(_ key: String) -> Int? {
        declare(key, .positiveInt)
        return int(key, .number) { $0 > 0 }
    }

    /// The whole number of a key; nil where the key is missing or has another value, which is a finding.
    mutating func int(_ key: String) -> Int? {
        declare(key, .int)
        return int(key, .order) { _ in true }
    }

    private mutating func int(_ key: String, _ expected: Expected, _ isRight: (Int) -> Bool) -> Int? {
        guard let entry = entry(key) else { return nil }
        if case .scalar(let scalar) = entry.value, let number = Int(scalar.text), isRight(number) {
            return number
        }
        wrongType(entry, expected)
        return nil
    }

    /// The day of a key, such as `2026-11-20`; nil where the key is missing or has another value, which is a finding.
    mutating func day(_ key: String) -> Located.Day? {
        declare(key, .day)
        guard let entry = entry(key) else { return nil }
        guard case .scalar(let scalar) = entry.value else {
            wrongType(entry, .day)
            return nil
        }
        guard let day = Day(scalar.text) else {
            report(
                Finding(
                    .contentBadDate, file: file, at: scalar.location,
                    "`\(key)` is \"\(MessageText.name(scalar.text))\", which is not a valid date",
                    help: "write year, month and day: 2026-11-20"))
            return nil
        }
        return Located.Day(day: day, location: scalar.location)
    }
}
