import Findings

/// A template that is missing, cannot be read as mustache, or names what does not exist.
package enum TemplatesInvalid: Check {
    package static let check = CheckID.templatesInvalid
    package static let finds =
        "A template that is missing, cannot be read as mustache, or names what does not exist."
    package static let why =
        "A template that cannot be read makes no page, and an unknown name shows nothing."
    package static let examples = [
        Example(
            .described, bad: "{{#updated}} without {{/updated}}",
            good: "{{#updated}}Updated {{updated}}{{/updated}}")
    ]
}
