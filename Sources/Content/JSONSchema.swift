import Support

/// The files whose form editors can check while they are written, each by a JSON Schema (draft 7, which YAML language
/// servers read). The schemas come from the readers of the files, so both know the same keys.
package enum JSONSchema: String, CaseIterable, Sendable {
    case frontMatter = "front-matter"
    case site, terms, queries

    /// The schema, as JSON with a line end.
    package func text() throws -> String {
        var root: [String: JSONNode] = ["$schema": .text("http://json-schema.org/draft-07/schema#")]
        switch self {
        case .frontMatter:
            root["title"] = .text("The front matter of a guide")
            root.merge(JSONNode.mapping(.frontMatter, KeyNotes.frontMatter, "")) { $1 }
        case .site:
            root["title"] = .text("Settings of a site: Content/site.yml")
            root.merge(JSONNode.mapping(.settings, KeyNotes.settings, "")) { $1 }
        case .terms:
            root["title"] = .text("Terms of a site: Content/terms.yml")
            root.merge(JSONNode.list(.term, KeyNotes.term)) { $1 }
        case .queries:
            root["title"] = .text("Queries of a site: Content/queries.yml")
            root.merge(JSONNode.list(.query, KeyNotes.query)) { $1 }
        }
        return String(decoding: try JSON.encode(JSONNode.object(root), .readable), as: UTF8.self) + "\n"
    }
}

/// A value of JSON.
private indirect enum JSONNode: Encodable, Sendable {
    case text(String)
    case number(Int)
    case bool(Bool)
    case nothing
    case list([JSONNode])
    case object([String: JSONNode])

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .bool(let bool): try container.encode(bool)
        case .nothing: try container.encodeNil()
        case .list(let list): try container.encode(list)
        case .object(let object): try container.encode(object)
        }
    }

    static func texts(_ texts: [String]) -> JSONNode { .list(texts.map { .text($0) }) }

    /// A file that is a list of mappings, or empty.
    static func list(_ shape: MappingShape, _ notes: [String: String]) -> [String: JSONNode] {
        ["type": texts(["array", "null"]), "items": .object(mapping(shape, notes, ""))]
    }

    /// - Parameter path: the path of the mapping with a full stop at its end, such as `issues.`.
    static func mapping(_ shape: MappingShape, _ notes: [String: String], _ path: String) -> [String:
        JSONNode]
    {
        var properties: [String: JSONNode] = [:]
        for key in shape.keys {
            var value = self.value(key.value, notes, path + key.name + ".")
            value["description"] = notes[path + key.name].map { .text($0) }
            if let present = key.present {
                value["deprecationMessage"] = .text("Write `\(present)` instead.")
            }
            properties[key.name] = .object(value)
        }
        var all: [String: JSONNode] = ["type": .text("object"), "properties": .object(properties)]
        let required = shape.keys.filter(\.isRequired).map(\.name)
        if !required.isEmpty { all["required"] = texts(required) }
        all["additionalProperties"] = shape.others.map { .object(value($0, notes, path)) } ?? .bool(false)
        if let names = shape.otherNames { all["propertyNames"] = .object(["enum": texts(names)]) }
        if !shape.alternatives.isEmpty {
            all["oneOf"] = .list(shape.alternatives.map { .object(alternative($0, shape.alternatives)) })
        }
        return all
    }

    /// All keys of a group with text, and those of other groups without.
    private static func alternative(_ group: [String], _ all: [[String]]) -> [String: JSONNode] {
        var properties: [String: JSONNode] = [:]
        for name in all.joined() {
            properties[name] = .object(group.contains(name) ? filled : empty)
        }
        return ["required": texts(group), "properties": .object(properties)]
    }

    /// Numbers and `true` are texts too where a text is read.
    private static let filled: [String: JSONNode] = [
        "type": texts(["string", "number", "boolean"]), "pattern": .text(#"\S"#),
    ]

    /// Nothing, or a text without a letter.
    private static let empty: [String: JSONNode] = [
        "type": texts(["string", "null"]), "pattern": .text(#"^\s*$"#),
    ]

    /// The texts that a pattern fits, and the numbers and `true` where it fits those as they are written.
    private static func forms(of pattern: String) -> [JSONNode] {
        let regex = try? Regex(pattern)
        func fits(_ text: String) -> Bool { regex.map { text.firstMatch(of: $0) != nil } ?? false }
        var forms: [[String: JSONNode]] = [["type": .text("string"), "pattern": .text(pattern)]]
        if fits("1.5") {
            forms.append(["type": .text("number")])
        } else if fits("-3") {
            forms.append(["type": .text("integer")])
        } else if fits("12") {
            forms.append(["type": .text("integer"), "minimum": .number(0)])
        }
        if fits("true") { forms.append(["type": .text("boolean")]) }
        return forms.map { .object($0) }
    }

    /// A text that has placeholders, in any order, and no others.
    private static func pattern(of placeholders: [String], needed: [String]) -> String {
        let known = placeholders.map { #"(?!\{\#($0)\})"# }.joined()
        return "^" + needed.map { #"(?=.*\{\#($0)\})"# }.joined()
            + #"(?!.*\#(known)\{[a-z0-9-]+\}).*\S"#
    }

    /// A text with placeholders, or a mapping of its forms.
    private static func string(_ placeholders: [String], hasForms: Bool) -> [String: JSONNode] {
        let text = forms(of: pattern(of: placeholders, needed: placeholders))
        guard hasForms else { return ["anyOf": .list(text)] }
        let byNumber = PluralCategory.allCases.map { category in
            let needed = placeholders.filter { $0 != "count" || !category.mayLackNumber }
            return (
                category.name,
                JSONNode.object(["anyOf": .list(forms(of: pattern(of: placeholders, needed: needed)))])
            )
        }
        let mapping: [String: JSONNode] = [
            "type": .text("object"), "required": texts([PluralCategory.other.name]),
            "properties": .object(Dictionary(uniqueKeysWithValues: byNumber)),
            "additionalProperties": .bool(false),
        ]
        return ["anyOf": .list(text + [.object(mapping)])]
    }

    private static func value(_ value: MappingShape.Value, _ notes: [String: String], _ path: String)
        -> [String: JSONNode]
    {
        switch value {
        case .text(let isFilled, let pattern):
            guard let pattern else {
                return isFilled ? filled : ["type": texts(["string", "number", "boolean", "null"])]
            }
            return ["anyOf": .list(forms(of: pattern) + (isFilled ? [] : [.object(empty)]))]
        case .texts(let pattern):
            let item = pattern.map { ["anyOf": JSONNode.list(forms(of: $0))] } ?? filled
            return ["type": texts(["array", "null"]), "items": .object(item)]
        case .oneOrMoreTexts:
            let several: [String: JSONNode] = [
                "type": .text("array"), "items": .object(filled), "minItems": .number(1),
            ]
            return ["anyOf": .list([.object(filled), .object(several)])]
        case .string(let placeholders, let hasForms):
            return string(placeholders, hasForms: hasForms)
        case .choice(let names, let isFilled):
            let choice: [String: JSONNode] = ["enum": texts(names)]
            return isFilled ? choice : ["anyOf": .list([.object(choice), .object(empty)])]
        case .choices(let names, let orOne):
            let list: [String: JSONNode] = [
                "type": texts(["array", "null"]), "items": .object(["enum": texts(names)]),
            ]
            return orOne
                ? ["anyOf": .list([.object(list), .object(["enum": texts(names)]), .object(empty)])] : list
        case .bool:
            return [
                "enum": .list([.bool(true), .bool(false)] + ["yes", "on", "no", "off"].map { .text($0) })
            ]
        case .positiveInt:
            let number: [String: JSONNode] = [
                "type": .text("integer"), "minimum": .number(1), "maximum": .number(.max),
            ]
            let quoted: [String: JSONNode] = [
                "type": .text("string"), "pattern": .text(#"^\+?0*[1-9][0-9]*$"#),
            ]
            return ["anyOf": .list([.object(number), .object(quoted)])]
        case .int:
            let number: [String: JSONNode] = [
                "type": .text("integer"), "minimum": .number(.min), "maximum": .number(.max),
            ]
            let quoted: [String: JSONNode] = [
                "type": .text("string"), "pattern": .text("^[-+]?[0-9]{1,18}$"),
            ]
            return ["anyOf": .list([.object(number), .object(quoted)])]
        case .day:
            return [
                "type": .text("string"), "format": .text("date"),
                "pattern": .text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
            ]
        case .list(let shape):
            return ["type": texts(["array", "null"]), "items": .object(mapping(shape, notes, path))]
        case .mapping(let shape):
            return mapping(shape, notes, path)
        }
    }
}
