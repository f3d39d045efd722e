import Analysis
import Content
import Library
import Support

/// A line that may still mean a guide by the name that it had: in code and the like, where it cannot be told, or in a
/// file that could not be read.
struct FormerNameMention {
    /// Relative to the site, and the line in it, from 1.
    let file: String
    let line: Int
    /// Why to look there, such as `the line still says ssl`.
    let what: String

    /// - Parameters:
    ///   - names: the slugs that guides had.
    ///   - reading: the site after the guides were renamed.
    static func all(of names: [String], in reading: AnalyzedSite) -> [FormerNameMention] {
        let library = reading.library
        let unread = reading.content.unreadFiles.union(
            library.guides.filter { !$0.isReadable }.map(\.file))
        let files = Set(reading.content.texts.keys).union(library.guides.map(\.file)).union(unread)
        return files.sorted().filter { $0 != AddressHistory.file }.flatMap { file in
            guard let bytes = try? Disk.read("\(reading.site)/\(file)") else { return [FormerNameMention]() }
            let aliases = library.index(ofFile: file).map { library.aliases(of: library.guides[$0]) } ?? []
            let isUnread = unread.contains(file)
            if TextEncoding(of: bytes)?.isWide == true {
                return names.map { name in
                    let what = "this file could not be read; check whether it names \(name)"
                    return FormerNameMention(file: file, line: 1, what: what)
                }
            }
            let text = NamingText(bytes, start: library.addresses.page(""), isUnread: isUnread)
            return names.flatMap { name in
                // The name is among the aliases to stay.
                let own = aliases.filter { $0.name == name }.map { Int($0.written.location.line) }
                return text.lines(naming: name, at: library.addresses.page(name)).filter { !own.contains($0) }
                    .map { line in
                        let what =
                            isUnread
                            ? "this file could not be read, and the line may name \(name)"
                            : "the line still says \(name)"
                        return FormerNameMention(file: file, line: line, what: what)
                    }
            }
        }
    }
}

/// The lines of a file that may name guides.
private struct NamingText {
    private let isUnread: Bool
    /// Numbers from 1, and what is on each without percent encoding.
    private let lines: [(number: Int, text: String)]

    /// - Parameters:
    ///   - start: what addresses of guides start with, such as `/guides/`.
    ///   - isUnread: whether the file could not be read, so that any line of it may name one.
    init(_ bytes: [UInt8], start: String, isUnread: Bool) {
        self.isUnread = isUnread
        let source = SourceText(bytes)
        lines = source.lineStarts.indices.compactMap { number in
            let text = String(decoding: bytes[source.line(number)], as: UTF8.self)
            let plain = PercentEncoding.decode(text) ?? text
            return isUnread || plain.contains(".md") || plain.contains(start) ? (number + 1, plain) : nil
        }
    }

    /// The numbers of the lines with a name as that of a file, or with an address.
    func lines(naming name: String, at address: String) -> [Int] {
        lines.filter { line in
            Self.holds("\(name).md", in: line.text) || Self.holds(address, in: line.text)
                || (isUnread && Self.holds(name, in: line.text))
        }.map(\.number)
    }

    /// Whether a text holds a name as a whole: no letter, digit, `-` or `_` before or after it.
    private static func holds(_ name: String, in text: String) -> Bool {
        func isInner(_ byte: UInt8?) -> Bool {
            byte.map { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
                ?? false
        }
        let (bytes, name) = (Array(text.utf8), Array(name.utf8))
        var rest = bytes[...]
        while let found = rest.firstRange(of: name) {
            let before = found.lowerBound > 0 ? bytes[found.lowerBound - 1] : nil
            let after = found.upperBound < bytes.count ? bytes[found.upperBound] : nil
            // An address follows its host.
            if !isInner(name.first) || !isInner(before), !isInner(after) { return true }
            rest = bytes[found.upperBound...]
        }
        return false
    }
}
