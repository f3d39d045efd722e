/// The difference of two texts as `diff -u` writes it.
package enum UnifiedDiff {
    private static let context = 3

    /// - Parameters:
    ///   - name: the file's path, for the head.
    ///   - former: the path that it had before, where it was moved.
    package static func text(
        _ before: [UInt8], _ after: [UInt8], name: String, formerly former: String? = nil
    ) -> String {
        let old = lines(before)
        let new = lines(after)
        let steps = steps(old, new)
        var hunks = ""
        var at = 0
        while let start = steps[at...].firstIndex(where: { $0.kind != " " }) {
            // A hunk goes on while no more than twice the context separates two changes.
            var end = start
            var next = start
            while let more = steps[next...].firstIndex(where: { $0.kind != " " }), more - end <= 2 * context {
                end = more + 1
                next = more + 1
                if next >= steps.count { break }
            }
            let range = max(at, start - context)..<min(steps.count, end + context)
            hunks += hunk(steps[range])
            at = range.upperBound
            if at >= steps.count { break }
        }
        // As git does it: a tab ends a name with spaces.
        func head(_ name: String) -> String { name.contains(" ") ? name + "\t" : name }
        return hunks.isEmpty ? "" : "--- a/\(head(former ?? name))\n+++ b/\(head(name))\n\(hunks)"
    }

    private struct Step {
        var kind: Character
        /// With its line end. Bytes, since texts that look alike are equal as `String`.
        var line: [UInt8]
        /// Its number in each text, from 1.
        var old: Int
        var new: Int
    }

    private static func hunk(_ steps: ArraySlice<Step>) -> String {
        guard let first = steps.first else { return "" }
        let old = steps.count { $0.kind != "+" }
        let new = steps.count { $0.kind != "-" }
        var text =
            "@@ -\(old == 0 ? first.old - 1 : first.old),\(old) +\(new == 0 ? first.new - 1 : first.new),\(new) @@\n"
        for step in steps {
            text.append(step.kind)
            text += String(decoding: step.line, as: UTF8.self)
            if step.line.last != 10 { text += "\n\\ No newline at end of file\n" }
        }
        return text
    }

    private static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var from = 0
        for (index, byte) in bytes.enumerated() where byte == 10 {
            lines.append(Array(bytes[from...index]))
            from = index + 1
        }
        if from < bytes.count { lines.append(Array(bytes[from...])) }
        return lines
    }

    /// Lines to keep, remove and insert, by the standard library's own difference (Myers).
    private static func steps(_ old: [[UInt8]], _ new: [[UInt8]]) -> [Step] {
        let difference = new.difference(from: old)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var steps: [Step] = []
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if i < old.count, removed.contains(i) {
                steps.append(Step(kind: "-", line: old[i], old: i + 1, new: j + 1))
                i += 1
            } else if j < new.count, inserted.contains(j) {
                steps.append(Step(kind: "+", line: new[j], old: i + 1, new: j + 1))
                j += 1
            } else {
                steps.append(Step(kind: " ", line: old[i], old: i + 1, new: j + 1))
                i += 1
                j += 1
            }
        }
        return steps
    }
}
