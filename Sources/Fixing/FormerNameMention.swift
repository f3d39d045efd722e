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
    ///   - name: the slug that the guide had.
    ///   - reading: the site after the guide was renamed.
    static func all(of name: String, in reading: AnalyzedSite) -> [FormerNameMention] {
        let library = reading.library
        let unread = reading.content.unreadFiles.union(
            library.guides.filter { !$0.isReadable }.map(\.file))
        let files = Set(reading.content.texts.keys).union(library.guides.map(\.file)).union(unread)
        return files.sorted().filter { $0 != AddressHistory.file }.flatMap { file in
            guard let bytes = try? Disk.read("\(reading.site)/\(file)") else { return [FormerNameMention]() }
            let aliases = library.index(ofFile: file).map { library.aliases(of: library.guides[$0]) } ?? []
            // The name is among the aliases to stay.
            let own = aliases.filter { $0.name == name }.map { Int($0.written.location.line) }
            return mentions(
                of: name, at: library.addresses.page(name), in: file, bytes, isUnread: unread.contains(file)
            ).filter { !own.contains($0.line) }
        }
    }

    /// - Parameter address: the page's, such as `/guides/ssl`.
    private static func mentions(
        of name: String, at address: String, in file: String, _ bytes: [UInt8], isUnread: Bool
    ) -> [FormerNameMention] {
        if TextEncoding(of: bytes)?.isWide == true {
            let what = "this file could not be read; check whether it names \(name)"
            return [FormerNameMention(file: file, line: 1, what: what)]
        }
        let what =
            isUnread
            ? "this file could not be read, and the line may name \(name)" : "the line still says \(name)"
        let source = SourceText(bytes)
        return source.lineStarts.indices.compactMap { number in
            let text = String(decoding: bytes[source.line(number)], as: UTF8.self)
            let plain = PercentEncoding.decode(text) ?? text
            let isNamed =
                holds("\(name).md", in: plain) || holds(address, in: plain)
                || (isUnread && holds(name, in: plain))
            return isNamed ? FormerNameMention(file: file, line: number + 1, what: what) : nil
        }
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
