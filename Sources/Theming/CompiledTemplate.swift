import Content
import Support

/// A template with all that it includes, as steps: fixed bytes, slots for a page's values, and jumps over what is not shown.
///
/// What is the same on all pages is put in once; after that a page is a matter of copying bytes.
package struct CompiledTemplate: Sendable {
    private enum Step: Sendable {
        case bytes(Range<Int>)
        /// The index of a value among the page's values.
        case slot(Int, isEscaped: Bool)
        /// Goes on at another step unless the value is there, or, in an inverted section, unless it is missing.
        case unless(UInt64, isInverted: Bool, to: Int)
    }

    /// The content of a slot.
    package enum Value {
        case text(String)
        case bytes([UInt8])
        case buffer(ByteWriter)
    }

    private let fixed: [UInt8]
    private let steps: [Step]
    /// Names in the template that no page has.
    let unknown: Set<String>

    /// - Parameters:
    ///   - name: the template.
    ///   - shared: what is the same on all pages.
    init?(_ name: TemplateName, of templates: [String: Template], shared: SharedValues) {
        guard let template = templates[name.rawValue] else { return nil }
        var compiler = Compiler(values: name.values, shared: shared)
        compiler.compile(template, among: templates)
        (fixed, steps, unknown) = (compiler.fixed.bytes, compiler.steps, compiler.unknown)
    }

    /// Writes the page.
    ///
    /// - Parameter present: which values this page has, as their bits.
    package func append(_ values: [Value], present: UInt64, to out: ByteWriter) {
        var number = 0
        while number < steps.count {
            switch steps[number] {
            case .bytes(let range): out.append(fixed[range])
            case .slot(let slot, let isEscaped):
                if present & (1 << UInt64(slot)) != 0 { Self.append(values[slot], isEscaped, to: out) }
            case .unless(let bit, let isInverted, let end):
                if (present & bit == 0) != isInverted {
                    number = end
                    continue
                }
            }
            number += 1
        }
    }

    private static func append(_ value: Value, _ isEscaped: Bool, to out: ByteWriter) {
        switch (value, isEscaped) {
        case (.text(let text), true): HTMLEscaping.appendText(text, to: out)
        case (.text(let text), false): out.append(text)
        case (.bytes(let bytes), true): HTMLEscaping.appendText(bytes, to: out)
        case (.bytes(let bytes), false): out.append(bytes)
        case (.buffer(let buffer), true): HTMLEscaping.appendText(buffer, to: out)
        case (.buffer(let buffer), false): out.append(buffer)
        }
    }

    /// Makes the steps of a template.
    private struct Compiler {
        /// A template that is being compiled, and its next tag.
        private struct Frame {
            var template: Template
            var next = 0
        }

        /// A section that is open, and the step that jumps over it; nil for one that all pages show.
        private struct Section {
            var step: Int?
            /// The value of `{{.}}` in it.
            var item: Content?
            /// The rest of a string, after the section.
            var rest: ArraySlice<StringText.Piece> = []
        }

        /// What a name means.
        private enum Content {
            case slot(TemplateValue)
            case shared(String)
            case string(StringText)
        }

        private let values: [String: TemplateValue]
        private let shared: SharedValues
        let fixed = ByteWriter()
        private(set) var steps: [Step] = []
        private(set) var unknown: Set<String> = []
        private var sections: [Section] = []
        /// The step to which the last jump leads, before which bytes must not be joined to others.
        private var target = 0

        init(values: [TemplateValue], shared: SharedValues) {
            self.values = Dictionary(uniqueKeysWithValues: values.map { ($0.name, $0) })
            self.shared = shared
        }

        /// Without recursion, since a chain of partials may be as long as there are templates. None includes itself, which is
        /// found before.
        mutating func compile(_ template: Template, among templates: [String: Template]) {
            var frames = [Frame(template: template)]
            while let frame = frames.last {
                let template = frame.template
                guard frame.next < template.tags.count else {
                    add(template.bytes[template.rest])
                    frames.removeLast()
                    continue
                }
                let tag = template.tags[frame.next]
                frames[frames.count - 1].next += 1
                add(template.bytes[tag.text])
                switch tag.kind {
                case .value(let isEscaped): show(content(tag.name), isEscaped: isEscaped)
                case .section(let isInverted, let end):
                    if !open(content(tag.name), isInverted: isInverted) {
                        // The text before its end is not shown either.
                        frames[frames.count - 1].next = end + 1
                    }
                case .end: close()
                case .partial:
                    if let partial = templates[tag.name] { frames.append(Frame(template: partial)) }
                case .nothing: break
                }
            }
        }

        private mutating func content(_ name: String) -> Content? {
            if name == "." { return sections.last { $0.item != nil }?.item }
            if let value = values[name] { return .slot(value) }
            if let value = shared[name] { return .shared(value) }
            if let string = shared.string(named: name) { return .string(string) }
            if !SharedValues.has(name) { unknown.insert(name) }
            return nil
        }

        private mutating func show(_ content: Content?, isEscaped: Bool) {
            switch content {
            case .slot(let value): steps.append(.slot(value.rawValue, isEscaped: isEscaped))
            case .shared(let text) where isEscaped: add(Array(HTMLEscaping.text(text).utf8)[...])
            case .shared(let text): add(Array(text.utf8)[...])
            case .string(let string): show(string.pieces[...])
            case nil: break
            }
        }

        /// Shows a part of a string, escaped, since a site may give it. Its placeholders are values.
        private mutating func show(_ pieces: ArraySlice<StringText.Piece>) {
            for piece in pieces {
                switch piece {
                case .words(let words): add(Array(HTMLEscaping.text(words).utf8)[...])
                case .placeholder(let name):
                    let value = values[name].map(Content.slot) ?? shared[name].map(Content.shared)
                    show(value, isEscaped: true)
                }
            }
        }

        /// Starts a section; false where no page shows it. What is in that of a string has the place of its placeholder.
        private mutating func open(_ content: Content?, isInverted: Bool) -> Bool {
            switch content {
            case .slot(let value):
                sections.append(Section(step: steps.count, item: isInverted ? nil : content))
                steps.append(.unless(value.bit, isInverted: isInverted, to: 0))
            case .string(let string):
                guard !isInverted else { return false }
                let place = string.placeholder
                show(string.pieces[..<place])
                sections.append(Section(rest: string.pieces[place...].dropFirst()))
            case .shared, nil:
                guard (content == nil) == isInverted else { return false }
                sections.append(Section(step: nil, item: content))
            }
            return true
        }

        private mutating func close() {
            guard let section = sections.popLast() else { return }
            show(section.rest)
            guard let step = section.step,
                case .unless(let bit, let isInverted, _) = steps[step]
            else { return }
            steps[step] = .unless(bit, isInverted: isInverted, to: steps.count)
            target = steps.count
        }

        private mutating func add(_ text: ArraySlice<UInt8>) {
            guard !text.isEmpty else { return }
            let start = fixed.count
            fixed.append(text)
            if case .bytes(let range) = steps.last, target < steps.count {
                steps[steps.count - 1] = .bytes(range.lowerBound..<fixed.count)
            } else {
                steps.append(.bytes(start..<fixed.count))
            }
        }
    }
}
