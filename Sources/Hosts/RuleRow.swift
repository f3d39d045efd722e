/// Lines that templates repeat, such as one for each redirect.
package enum RuleRow {
    package struct Redirect: Sendable {
        package let from: RuleText
        package let to: RuleText
    }

    /// A header of answers.
    package struct Header: Sendable {
        package let name: RuleText
        package let value: RuleText

        /// Headers of every answer, as servers set them.
        package static var security: [Header] {
            ServingPolicy.securityHeaders.map { Header(name: .own($0.0), value: .quoted($0.1)) }
        }
    }

    /// The number of tokens of a twin.
    package struct Tokens: Sendable {
        package let path: RuleText
        package let count: RuleText
    }

    /// A media type, of files with one ending, such as `"image/png"` and `png`.
    package struct MediaType: Sendable {
        package let type: RuleText
        package let ending: RuleText

        /// All of them, with types in quotes.
        package static var all: [MediaType] {
            ServingPolicy.mediaTypes.map { MediaType(type: .quoted($0.type), ending: .own($0.ending)) }
        }
    }

    /// A pattern of `Accept`, and the weight that it finds, as the host writes it.
    package struct Weight: Sendable {
        package let pattern: RuleText
        package let weight: RuleText
    }
}
