import Foundation
import Support
import Testing

/// Files in `Tests/Fixtures` that hold what was found right before. `make golden` writes them again.
package enum Golden {
    package static let isUpdated = ProcessInfo.processInfo.environment["GUIDES_UPDATE_GOLDEN"] != nil

    /// Text without the hashes in names of assets, so that an edit of a style or a script changes no golden file.
    package static func withoutHashes(_ text: String) -> String {
        // Unicode has no word boundary between the dot of `.a0…` and the letters around it (UAX #29, WB6).
        let hash = /\b[0-9a-f]{12}\.(css|js|json|png|svg)/.wordBoundaryKind(.simple)
        return text.replacing(hash) { "HASH.\($0.output.1)" }
    }

    /// Holds texts to the golden files of a folder, or writes those.
    ///
    /// - Parameters:
    ///   - texts: by the name of their file.
    ///   - folder: below `Tests/Fixtures`, such as `golden-edits`.
    package static func compare(_ texts: [String: String], with folder: String) throws {
        let folder = "\(repository)/Tests/Fixtures/\(folder)"
        if isUpdated {
            Disk.removeTree(folder)
            try Disk.makeFolder(folder)
            for (name, text) in texts { try Disk.writeNew(Array(text.utf8), to: "\(folder)/\(name)") }
            return
        }
        #expect(try Set(Disk.names(in: folder)) == Set(texts.keys))
        for (name, text) in texts {
            let expected = String(decoding: try Disk.read("\(folder)/\(name)"), as: UTF8.self)
            if text != expected {
                Issue.record(
                    "\(folder)/\(name):\n\(difference(from: expected, to: text).joined(separator: "\n"))")
            }
        }
    }

    /// The lines that go and come between two texts, with `-` and `+`; a long list of JSON is read entry by entry.
    package static func difference(from old: String, to new: String) -> [String] {
        func lines(_ text: String) -> [String] {
            text.replacing("],[", with: "],\n[").replacing("},{", with: "},\n{").lines
        }
        return lines(new).difference(from: lines(old)).map { change in
            switch change {
            case .insert(_, let line, _): "+" + line
            case .remove(_, let line, _): "-" + line
            }
        }
    }

    /// A part of a golden file that holds what is tried as well, as in
    ///
    ///     %% a link without a text
    ///     See [](tls.md).
    ///     =>
    ///     Content/guides/example.md:7:5: warning: …
    package struct Entry {
        package var name: String
        /// The lines between the name and `=>`.
        package var input: [String] = []
        /// The lines after it, which `make golden` writes.
        package var said: [String] = []
    }

    /// Holds each entry of a file to what is said of it now, or writes that.
    ///
    /// - Parameters:
    ///   - path: below `Tests/Fixtures`, such as `golden-cases/links.txt`.
    ///   - say: what is said of an entry, line by line.
    package static func compare(_ path: String, _ say: (Entry) async throws -> [String]) async throws {
        let location = "\(repository)/Tests/Fixtures/\(path)"
        let (heading, entries) = entries(String(decoding: try Disk.read(location), as: UTF8.self))
        #expect(Set(entries.map(\.name)).count == entries.count, "\(path): two entries have the same name")
        var written = heading
        for entry in entries {
            let said = withoutLastEmpty(try await say(entry).map(escaped))
            let expected = withoutLastEmpty(entry.said)
            if !isUpdated, said != expected {
                let difference = difference(
                    from: expected.joined(separator: "\n"), to: said.joined(separator: "\n"))
                Issue.record("\(path), \(entry.name):\n\(difference.joined(separator: "\n"))")
            }
            written += ["%% \(entry.name)"] + entry.input + ["=>"] + said + [""]
        }
        guard isUpdated else { return }
        try Disk.removeFile(location)
        try Disk.writeNew(Array(written.joined(separator: "\n").utf8), to: location)
    }

    private static func entries(_ text: String) -> (heading: [String], entries: [Entry]) {
        var heading: [String] = []
        var entries: [Entry] = []
        var isInput = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("%% ") {
                entries.append(Entry(name: String(line.dropFirst(3))))
                isInput = true
            } else if entries.isEmpty {
                heading.append(line)
            } else if line == "=>", isInput {
                isInput = false
            } else if isInput {
                entries[entries.count - 1].input.append(line)
            } else {
                entries[entries.count - 1].said.append(line)
            }
        }
        return (heading, entries)
    }

    private static func withoutLastEmpty(_ lines: [String]) -> [String] {
        Array(lines.reversed().drop { $0.isEmpty }.reversed())
    }

    /// A text with its invisible characters but line ends as `\u{200B}`.
    package static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            let kind = scalar.properties.generalCategory
            return scalar != "\n" && (kind == .control || kind == .format)
                ? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" : String(scalar)
        }.joined()
    }
}
