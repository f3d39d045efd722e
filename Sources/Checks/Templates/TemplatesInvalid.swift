import Findings

/// A template that is missing, cannot be read as mustache, or uses a name that does not exist.
enum TemplatesInvalid: Check {
    static let check = CheckID.templatesInvalid
    static let finds =
        "A template that is missing, cannot be read as mustache, or uses a name that does not exist."
    static let why =
        "A template that cannot be read makes no page, and an unknown name shows nothing."
    static let examples = [
        Example(
            .described, bad: "{{#updated}} without {{/updated}}",
            good: "{{#updated}}Updated {{updated}}{{/updated}}")
    ]
}
