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
}
