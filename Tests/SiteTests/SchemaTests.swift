import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Findings
@testable import Support

/// The JSON Schemas of the files that writers edit refuse what the tool refuses, and nothing else.
@Suite(.timeLimit(.minutes(15))) struct SchemaTests {
    /// Reads lines of JSON, `{"schema": …, "text": …}`, and prints a line for each: what a validator says of the YAML text,
    /// read by the rules of YAML 1.2 as language servers read it.
    private static let validator = #"""
        import json, re, sys, yaml
        from jsonschema import Draft7Validator, FormatChecker
        class Core(yaml.SafeLoader):
            pass
        Core.yaml_implicit_resolvers = {}
        for tag, pattern, first in [
            ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"), ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
            ("int", r"[-+]?[0-9]+", "-+0123456789"), ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
        ]:
            Core.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile("^(?:" + pattern + ")$"), list(first))
        schemas = {}
        for line in sys.stdin:
            case = json.loads(line)
            name = case["schema"]
            if name not in schemas:
                schema = json.load(open(name))
                Draft7Validator.check_schema(schema)
                schemas[name] = Draft7Validator(schema, format_checker=FormatChecker())
            value = yaml.load(case["text"], Loader=Core)
            errors = sorted(error.message for error in schemas[name].iter_errors(value))
            print(json.dumps(errors[0][:300] if errors else ""))
        """#

    private struct Case: Encodable {
        var schema: String
        var text: String
    }

    /// What the validator says of each text, in order: empty where it is valid.
    private static func validate(_ texts: [String], _ schema: JSONSchema) throws -> [String] {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/schema.json"
        try Disk.writeNew(Array(try schema.text().utf8), to: path)
        try Disk.writeNew(Array(validator.utf8), to: "\(folder.path)/validate.py")
        let lines = try texts.map {
            String(decoding: try JSON.encode(Case(schema: path, text: $0)), as: UTF8.self) + "\n"
        }
        try Disk.writeNew(Array(lines.joined().utf8), to: "\(folder.path)/cases")
        let result = try shell("python3 validate.py <cases", in: folder.path)
        let answers = try result.output.split(separator: "\n").map {
            try JSON.decode(String.self, from: $0.utf8)
        }
        try #require(answers.count == texts.count, "\(result.error)")
        return answers
    }

    /// What the tool finds wrong with the form of a text, be it at error or not.
    private static func faults(_ text: String, _ schema: JSONSchema) throws -> [String] {
        let source = SourceText(Array(text.utf8))
        let value = try YAML.read(source, 0..<source.bytes.count)
        var findings: [Finding] = []
        switch schema {
        case .frontMatter: _ = FrontMatter(value, file: "a.md", findings: &findings)
        case .site: _ = Site(value, findings: &findings)
        case .terms: _ = Term.read(value, findings: &findings)
        case .queries: _ = Query.read(value, findings: &findings)
        }
        return findings.filter { $0.severity == .error }.map { "\($0.id): \($0.message)" }
    }

    /// This repository's own files.
    @Test func ownFilesAreValid() throws {
        let guides = "\(repository)/Content/guides"
        let fronts = try Disk.names(in: guides).filter { $0.hasSuffix(".md") }.map { name in
            let text = String(decoding: try Disk.read("\(guides)/\(name)"), as: UTF8.self)
            return String(text.components(separatedBy: "\n---\n")[0].dropFirst(4)) + "\n"
        }
        #expect(try Self.validate(fronts, .frontMatter).allSatisfy(\.isEmpty))
        for schema in [JSONSchema.site, .terms, .queries] {
            let text = String(
                decoding: try Disk.read("\(repository)/Content/\(schema.rawValue).yml"), as: UTF8.self)
            #expect(try Self.validate([text], schema) == [""])
        }
    }

    /// Values of every kind, in one line of YAML.
    private static let values = [
        "", "text", "'quoted'", "''", "' '", "180", "-3", "'12'", "1.5", "true", "'true'", "yes", "no",
        "null", "~",
        "2026-11-20", "2026-02-30", "20261120", "[]", "[a]", "[a, 2, true]", "[[a]]", "['']", "[null]",
        "[{a: b}]", "{}",
        "{a: b}", "https://example.com", "https://example.com/x", "ftp://example.com", "/help", "/Help",
        "a-b", "a--b",
        "'https://example.com/{path}'", "many", "none", "dns", "open", "error", "off",
    ]

    /// Texts in which each key, within others too, has each value, is missing, or has another name.
    private static func variants(_ schema: JSONSchema) -> [String] {
        let (shape, isList): (MappingShape, Bool) =
            switch schema {
            case .frontMatter: (.frontMatter, false)
            case .site: (.settings, false)
            case .terms: (.term, true)
            case .queries: (.query, true)
            }
        return variants(of: shape).map { "\(isList ? "- " : "")\($0)\n" } + ["[]\n", "[a]\n", "{a: b}\n"]
    }

    private static func variants(of shape: MappingShape) -> [String] {
        let usual =
            shape.alternatives.isEmpty ? shape.keys.filter(\.isRequired).map(\.name) : shape.alternatives[0]
        func plain(_ name: String) -> String {
            guard let key = shape.keys.first(where: { $0.name == name }) else { return "text" }
            return switch key.value {
            case .text(_, let pattern): pattern?.contains("://") == true ? "https://example.com" : "text"
            case .choice(let names, _): names[0]
            case .list: "[]"
            default: "text"
            }
        }
        func mapping(_ entries: [(String, String)]) -> String {
            "{\(entries.map { "\($0.0): \($0.1)" }.joined(separator: ", "))}"
        }
        let entries = usual.map { ($0, plain($0)) }
        var all = [mapping(entries), mapping(entries + [("unknown", "x")])]
        for key in shape.keys {
            let others = entries.filter { $0.0 != key.name }
            var values = Self.values
            switch key.value {
            case .list(let inner): values += variants(of: inner).map { "[\($0)]" }
            case .mapping(let inner): values += variants(of: inner)
            default: break
            }
            all.append(mapping(others))
            all += values.map { mapping(others + [(key.name, $0)]) }
        }
        for group in shape.alternatives {
            all += [
                mapping(group.map { ($0, "text") }),
                mapping(shape.alternatives.joined().map { ($0, "text") }),
            ]
        }
        if shape.others != nil {
            for name in (shape.otherNames ?? ["text"]).prefix(3) + ["nothing-of-this-name"] {
                all += Self.values.map { mapping([(name, $0)]) }
            }
        }
        return all
    }

    @Test(arguments: JSONSchema.allCases) func refusesWhatTheToolRefuses(_ schema: JSONSchema) throws {
        let texts = Self.variants(schema)
        var refused = 0
        for (text, error) in zip(texts, try Self.validate(texts, schema)) {
            let faults = try Self.faults(text, schema)
            refused += faults.isEmpty ? 0 : 1
            #expect(faults.isEmpty == error.isEmpty, "\(text)schema: \(error)\ntool: \(faults)")
        }
        #expect(refused > 20 && refused < texts.count, "\(refused) of \(texts.count)")
    }

    /// Each key says what it is for, and nothing is said of a key that is not there.
    @Test func everyKeyIsExplained() throws {
        let tables: [(MappingShape, [String: String])] = [
            (.frontMatter, KeyNotes.frontMatter), (.settings, KeyNotes.settings), (.term, KeyNotes.term),
            (.query, KeyNotes.query),
        ]
        for (shape, notes) in tables {
            #expect(Set(notes.keys) == Set(Self.paths(shape, "")))
        }
    }

    private static func paths(_ shape: MappingShape, _ path: String) -> [String] {
        shape.keys.flatMap { key in
            let own = path + key.name
            return switch key.value {
            case _ where key.present != nil: [own]
            case .list(let inner), .mapping(let inner): [own] + paths(inner, own + ".")
            default: [own]
            }
        }
    }
}
