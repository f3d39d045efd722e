import Markdown

/// Characters that no reader sees.
package enum HiddenText: GuideCheck {
    package static let id = "agents/hidden-text"
    package static let severity = Severity.error
    package static let finds =
        "Zero-width, bidi-override or otherwise invisible characters in anything that is published."
    package static let why =
        "They carry text past a reader’s eyes to an agent, and break names and commands that are copied."
    package static let examples = [
        Example(bad: "Type `dig⟦​ example.com`.", good: "Type `dig example.com`.")
    ]

    package static func run(_ reading: GuideReading) -> [Finding] {
        var findings = findings(in: reading.document.source, file: reading.file)
        // Entities, which the file shows and the page does not.
        for run in reading.document.runs where run.context.contains(.escaped) {
            let letters = Array(reading.document.letters(run))
            for (offset, name) in find(in: letters, from: []) {
                let place = reading.document.place(of: offset, in: run)
                guard !findings.contains(where: { $0.place == place }) else { continue }
                findings.append(
                    Finding(
                        self, file: reading.file, at: place,
                        "here an entity stands for a character that nobody sees: \(name)", help: "remove it"))
            }
        }
        return findings
    }

    /// Those of any file.
    static func findings(in source: SourceText, file: String) -> [Finding] {
        find(in: source.bytes, from: FrontMatterSplit.byteOrderMark).map { offset, name in
            let place = source.place(of: offset)
            let end = Place(line: Int(place.line), column: Int(place.column) + 1)
            return Finding(
                self, file: file, at: place, to: end, "here stands a character that nobody sees: \(name)",
                help: "remove it", fix: Fix.safe(place, end, ""))
        }
    }

    /// Invisible characters, by their offset.
    static func find(in bytes: [UInt8], from allowedStart: [UInt8]) -> [(Int, String)] {
        var found: [(Int, String)] = []
        var index = bytes.starts(with: allowedStart) ? allowedStart.count : 0
        bytes.withUnsafeBufferPointer { view in
            while index < view.count {
                let byte = view[index]
                if byte < 0xC2 {
                    index += 1
                    continue
                }
                let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
                guard index + length <= view.count else { return }
                var value = UInt32(byte & (0xFF >> UInt8(length + 1)))
                for next in 1..<length { value = value << 6 | UInt32(view[index + next] & 0x3F) }
                let before: UInt8 = index > 0 ? view[index - 1] : 32
                let after: UInt8 = index + length < view.count ? view[index + length] : 32
                if let name = name(value, amongPlain: before < 128 && after < 128) {
                    found.append((index, name))
                }
                index += length
            }
        }
        return found
    }

    /// - Parameter amongPlain: whether ASCII stands on both sides. Joiners, direction marks, embeddings and isolates have
    ///   their work to do in other scripts; overrides have none.
    private static func name(_ value: UInt32, amongPlain: Bool) -> String? {
        switch value {
        case 0x200C...0x200F, 0x202A...0x202C, 0x2066...0x2069: if !amongPlain { return nil }
        case 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x202D, 0x202E,
            0x2060...0x2065, 0x206A...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xE0000...0xE007F:
            break
        default: return nil
        }
        return "U+" + String(value, radix: 16, uppercase: true)
    }
}
