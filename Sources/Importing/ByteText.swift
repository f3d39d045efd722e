import Support

/// Texts compared and cut by their bytes: Swift's own functions compare whole characters, of which a mark that follows a
/// `#` or a `:` would be a part.
extension StringProtocol {
    func begins(_ prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }

    func ends(_ suffix: String) -> Bool {
        let count = suffix.utf8.count
        return utf8.count >= count && utf8.suffix(count).elementsEqual(suffix.utf8)
    }

    /// The text after a prefix: `b` of `ab` after `a`; nil where it does not begin so.
    func after(_ prefix: String) -> String? {
        begins(prefix) ? String(self[utf8.index(startIndex, offsetBy: prefix.utf8.count)...]) : nil
    }

    /// The text without white space of ASCII at either end.
    var trimmed: String {
        var text = String(self).utf8[...]
        while let last = text.last, last.isWhiteSpace { text.removeLast() }
        return String(Substring(text.drop(while: \.isWhiteSpace)))
    }

    /// The text without white space of ASCII at its end.
    var trimmedAtEnd: String {
        var text = String(self).utf8[...]
        while let last = text.last, last.isWhiteSpace { text.removeLast() }
        return String(Substring(text))
    }

    /// Where a text of ASCII is, by bytes.
    func position(of text: String, from start: Index? = nil) -> Index? {
        guard let first = text.utf8.first else { return nil }
        var rest = utf8[(start ?? startIndex)...]
        while let index = rest.firstIndex(of: first) {
            rest = rest[index...]
            if rest.starts(with: text.utf8) { return index }
            rest = rest.dropFirst()
        }
        return nil
    }

    /// The texts before and after the first `mark`; nil where it is not there.
    func cut(at mark: String) -> (before: String, after: String)? {
        guard let index = position(of: mark) else { return nil }
        let next = utf8.index(index, offsetBy: mark.utf8.count)
        return (String(self[..<index]), String(self[next...]))
    }

    /// The text without quotes around it, `"a"` or `'a'`.
    var unquoted: String {
        guard let first = utf8.first, first == 34 || first == 39, utf8.count > 1,
            utf8.suffix(1).first == first
        else {
            return String(self)
        }
        return String(dropFirst().dropLast())
    }

    /// Count of the columns of white space at its start; a tab leads to the next multiple of four.
    var indent: Int {
        var columns = 0
        for byte in utf8 {
            if byte == 32 { columns += 1 } else if byte == 9 { columns += 4 - columns % 4 } else { break }
        }
        return columns
    }

    var isBlank: Bool { utf8.allSatisfy(\.isWhiteSpace) }

    /// The text without `columns` columns of white space at its start, or without all that there are.
    func dropping(columns: Int) -> String {
        var (at, seen) = (startIndex, 0)
        while seen < columns, at < endIndex {
            let byte = utf8[at]
            if byte == 32 {
                seen += 1
            } else if byte == 9 {
                seen += 4 - seen % 4
            } else {
                break
            }
            at = utf8.index(after: at)
        }
        return String(repeating: " ", count: Swift.max(0, seen - columns)) + self[at...]
    }

    /// The part of a path after its last slash.
    var fileName: String { String(split(separator: "/").last ?? "") }

    /// The folder of a path, empty for none: `a/b` of `a/b/c.md`.
    var folder: String {
        let path = String(self)
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return String(path[..<slash])
    }

    /// The part of a file's name after its last dot, in lower case: `md`.
    var ending: String {
        let name = fileName
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "" }
        return name[name.utf8.index(after: dot)...].lowercased()
    }

    /// A path without its ending: `a/b` of `a/b.md`.
    var withoutEnding: String {
        let ending = self.ending
        return ending.isEmpty ? String(self) : String(dropLast(ending.count + 1))
    }
}

extension UInt8 {
    /// Space, tab and the line ends.
    var isWhiteSpace: Bool { self == 32 || (9...13).contains(self) }
}

/// Paths within a folder, with `/` between the parts.
enum RelativePath {
    /// `a/c.png` of `../c.png` in `a/b`; nil where it leads out of the folder.
    static func resolve(_ path: some StringProtocol, in folder: String) -> String? {
        var parts = path.begins("/") ? [] : folder.split(separator: "/").map(String.init)
        for part in path.split(separator: "/") where part != "." {
            guard part == ".." else {
                parts.append(String(part))
                continue
            }
            guard parts.popLast() != nil else { return nil }
        }
        return parts.joined(separator: "/")
    }

    static func join(_ folder: String, _ name: String) -> String {
        folder.isEmpty ? name : "\(folder)/\(name)"
    }

    /// The way from a folder to a file of the same root: `../c.png` from `a/b` to `a/c.png`.
    static func from(_ folder: String, to path: String) -> String {
        let (own, other) = (folder.split(separator: "/"), path.split(separator: "/"))
        var shared = 0
        while shared < own.count, shared < other.count - 1, own[shared] == other[shared] { shared += 1 }
        return String(repeating: "../", count: own.count - shared)
            + other[shared...].joined(separator: "/")
    }
}
