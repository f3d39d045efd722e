import Support
import Theming

/// The text of a file of rules, with mustache tags in the places of values.
struct RuleTemplate: Sendable {
    private let template: Template

    /// - Parameter source: a template of the tool's own, such as `Templates/nginx.conf`.
    init(_ source: [UInt8]) { template = Template(source) }

    /// The rules.
    ///
    /// - Parameter values: one for each name in the template. Tests hold that there are no others.
    func filled(with values: RuleValues) -> String {
        let out = ByteWriter()
        append(template.tags.indices, in: [values], to: out)
        out.append(template.bytes[template.rest])
        return out.text
    }

    /// Writes a stretch of the template. Rules are no HTML: each value brings the escape of its host.
    ///
    /// - Parameter context: the values, those of the inner sections last.
    private func append(_ tags: Range<Int>, in context: [RuleValues], to out: ByteWriter) {
        var number = tags.lowerBound
        while number < tags.upperBound {
            let tag = template.tags[number]
            out.append(template.bytes[tag.text])
            number += 1
            let value = context.last { $0[tag.name] != nil }?[tag.name]
            switch tag.kind {
            case .value: if case .text(let text) = value { out.append(text.text) }
            case .section(false, let end) where value?.isTable == true && holdsValues(number..<end):
                if case .table(let names, let rows) = value {
                    append(number..<end, names: names, rows, in: context, to: out)
                }
                number = end + 1
            case .section(let isInverted, let end):
                let rows = value?.rows ?? []
                for row in isInverted ? (rows.isEmpty ? [[:]] : []) : rows {
                    append(number..<end, in: context + [row], to: out)
                    out.append(template.bytes[template.tags[end].text])
                }
                number = end + 1
            case .end, .partial, .nothing: break
            }
        }
    }
}

extension RuleTemplate {
    /// Whether a section has no other within it.
    private func holdsValues(_ tags: Range<Int>) -> Bool {
        template.tags[tags].allSatisfy { tag in
            if case .value = tag.kind { true } else { false }
        }
    }

    /// Writes a section once for each row of a table, in which values are found by their place.
    private func append(
        _ tags: Range<Int>, names: [String], _ rows: RuleRows, in context: [RuleValues],
        to out: ByteWriter
    ) {
        let columns = tags.map { tag -> (column: Int?, outer: String) in
            let name = template.tags[tag].name
            guard case .text(let text) = context.last(where: { $0[name] != nil })?[name] else {
                return (names.firstIndex(of: name), "")
            }
            return (names.firstIndex(of: name), text.text)
        }
        for number in 0..<rows.count {
            let row = rows.row(number)
            for (tag, value) in zip(tags, columns) {
                out.append(template.bytes[template.tags[tag].text])
                out.append(value.column.map { row[$0].text } ?? value.outer)
            }
            out.append(template.bytes[template.tags[tags.upperBound].text])
        }
    }
}

/// Values of a rule template, by the names of its tags, such as `site.root`.
typealias RuleValues = [String: RuleValue]

/// The rows of a table: each is made when it is written, since those of a large site would fill the memory.
struct RuleRows: Sendable {
    let count: Int
    let row: @Sendable (Int) -> [RuleText]

    /// - Parameter row: the texts of an item.
    init<Item: Sendable>(_ items: [Item], _ row: @escaping @Sendable (Item) -> [RuleText]) {
        count = items.count
        self.row = { row(items[$0]) }
    }
}

/// What a tag of a rule template is replaced with.
enum RuleValue: Sendable {
    case text(RuleText)
    /// A section that is shown once for each, with its own values.
    case rows([RuleValues])
    /// The same for many rows, each with one text for each of the names.
    case table(names: [String], RuleRows)

    /// A section that is shown or not.
    static func flag(_ isShown: Bool) -> RuleValue { .rows(isShown ? [[:]] : []) }

    /// A section that shows a text by the name of the section, where there is one.
    static func optional(_ name: String, _ text: RuleText?) -> RuleValue {
        .rows(text.map { [[name: .text($0)]] } ?? [])
    }

    fileprivate var isTable: Bool { if case .table = self { true } else { false } }

    /// The rows of a section; a text has none.
    fileprivate var rows: [RuleValues] {
        switch self {
        case .text: []
        case .rows(let rows): rows
        case .table(let names, let rows):
            (0..<rows.count).map { number in
                let row = rows.row(number).map(RuleValue.text)
                return Dictionary(zip(names, row), uniquingKeysWith: { first, _ in first })
            }
        }
    }
}

extension RuleValue {
    static func own(_ text: String) -> RuleValue { .text(.own(text)) }
    static func number(_ number: Int) -> RuleValue { .text(.number(number)) }
    static func quoted(_ text: String) -> RuleValue { .text(.quoted(text)) }
    static func withinQuotes(_ text: String) -> RuleValue { .text(.withinQuotes(text)) }
    static func line(_ text: String) -> RuleValue { .text(.line(text)) }
    static func address(_ text: String) -> RuleValue { .text(.address(text)) }
}
