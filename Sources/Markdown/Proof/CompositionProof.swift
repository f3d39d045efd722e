import Support

extension Proof {
    /// Compares the text that page and twin are made of with the author's file: every byte of it is there, but for comments,
    /// ids behind headings, and marks in whose place the text is that they stand for.
    ///
    /// - Parameter values: the texts that `{{value: name}}` stands for.
    package func compareComposition(_ composition: Composition, _ twin: Twin, values: [String: String])
        -> Difference?
    {
        var proven: Set<ObjectIdentifier> = []
        guard let fault = composition.fault(values: values, proven: &proven) else { return nil }
        let line = twin.bytes.bytes[..<twin.body.lowerBound].count { $0 == 10 } + 1
        return Difference(part: .source, line: line, expected: fault.expected, found: fault.found)
    }
}

extension Composition {
    /// What the composed text has otherwise than the author's file calls for; nil where it is as it has to be.
    ///
    /// - Parameter proven: the included files that are as they have to be.
    func fault(values: [String: String], proven: inout Set<ObjectIdentifier>) -> (
        expected: String, found: String
    )? {
        var at = 0
        var from = 0
        func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes.prefix(60), as: UTF8.self) }
        for change in changes {
            let kept = written.bytes[from..<max(from, change.range.lowerBound)]
            let wanted = written.bytes[change.range]
            guard change.range.lowerBound >= from, source.bytes[at...].starts(with: kept) else {
                return (text(kept), text(source.bytes[at...]))
            }
            at += kept.count
            guard change.isAllowed(wanted, in: written, values: values) else {
                return (text(wanted), text(change.replacement[...]))
            }
            let expected = change.expected(wanted)
            guard source.bytes[at...].starts(with: expected) else {
                return (text(expected[...]), text(source.bytes[at...]))
            }
            if case .include(let included, _, _) = change.kind,
                proven.insert(ObjectIdentifier(included)).inserted,
                let fault = included.fault(values: values, proven: &proven)
            {
                return fault
            }
            at += expected.count
            from = change.range.upperBound
        }
        guard source.bytes[at...].elementsEqual(written.bytes[from...]) else {
            return (text(written.bytes[from...]), text(source.bytes[at...]))
        }
        return nil
    }
}

extension Composition.Change {
    /// Whether the bytes that it replaces are what its kind may replace, and are replaced by what they stand for.
    ///
    /// - Parameter written: the author's file.
    fileprivate func isAllowed(
        _ wanted: ArraySlice<UInt8>, in written: SourceText, values: [String: String]
    ) -> Bool {
        func isSpace(_ byte: UInt8) -> Bool { byte.isSpaceOrTab || byte == 10 }
        let inner = wanted.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
        func isMark(_ kind: String, _ name: String) -> Bool {
            inner.filter { !isSpace($0) }.elementsEqual("{{\(kind):\(name)}}".utf8)
        }
        switch kind {
        case .comment:
            let text = Array(inner)
            let end = text.span.position(of: "-->", in: min(4, text.count)..<text.count)
            return text.starts(with: "<!--".utf8) && end == text.count - 3
                && (replacement.isEmpty || replacement == [10])
        case .id(let id): return inner.elementsEqual("{#\(id)}".utf8) && replacement.isEmpty
        case .value(let name, let context):
            guard isMark("value", name), let value = values[name] else { return false }
            return [true, false].contains {
                replacement == Composition.text(of: value, in: context, startsLine: $0)
            }
        case .include(let included, let name, let prefix):
            let line = written.line(written.lineIndex(of: range.lowerBound)).lowerBound
            return isMark("include", name) && replacement.isEmpty
                && included.files.first.map { $0 == name || $0.hasSuffix("/\(name)") } ?? false
                && written.bytes[line..<range.lowerBound].elementsEqual(prefix)
        }
    }

    /// The bytes that belong in the place of those that it replaces.
    fileprivate func expected(_ wanted: ArraySlice<UInt8>) -> [UInt8] {
        guard case .include(let included, _, let prefix) = kind else { return replacement }
        var text: [UInt8] = []
        let body = included.source.bytes[included.body]
        for (number, line) in body.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            if number > 0 {
                text.append(10)
                text += Composition.prefix(prefix, ofEmptyLine: line.isEmpty)
            }
            text += line
        }
        if wanted.last == 10 { text.append(10) }
        return text
    }
}
