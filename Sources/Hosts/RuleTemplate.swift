import Mustache

/// The text of a file of rules, with mustache tags in the places of values.
struct RuleTemplate: Sendable {
    private let template: MustacheTemplate

    /// - Parameter source: a template of the tool's own, such as `Templates/nginx.conf`. Tests render each of them, so
    ///   one that mustache cannot read never gets as far as a user.
    init(_ source: [UInt8]) {
        // Rules are no HTML: each value brings the escape of its host.
        let text = "{{% CONTENT_TYPE:TEXT}}\n" + String(decoding: source, as: UTF8.self)
        do {
            template = try MustacheTemplate(string: text)
        } catch {
            preconditionFailure("a rule template cannot be read: \(error)")
        }
    }

    /// - Parameter values: a structure whose properties are what the tags name: `RuleText`, `Bool` for sections, arrays
    ///   of further structures.
    func filled<Values: Sendable>(with values: Values) -> String { template.render(values) }
}
