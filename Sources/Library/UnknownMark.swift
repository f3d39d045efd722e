import Findings
import Markdown
import Support

/// Findings about marks that stand for nothing.
enum UnknownMark {
    /// Why a file is not included.
    enum Reason { case missing, loop, tooDeep, tooLarge, tooMany, allTooLarge, notAlone }

    static func value(_ mark: Mark, in source: SourceText, _ file: String, _ values: [String: String])
        -> Finding
    {
        let near = Nearest.match(mark.name, among: Array(values.keys))
        return finding(
            .contentUnknownValue, mark, in: source, file,
            "no value is named \"\(MessageText.name(mark.name))\"",
            help: near.map { "did you mean \($0)?" }
                ?? "add it to `values` in site.yml, or put the text between backticks",
            near.map { "{{value: \($0)}}" })
    }

    /// The finding for a value with which the text would be too large.
    static func tooLarge(_ mark: Mark, in source: SourceText, _ file: String) -> Finding {
        finding(
            .contentUnknownValue, mark, in: source, file,
            "with this value the text is larger than a guide may be",
            help: "use shorter values, or split the guide")
    }

    /// The finding for a value with a backtick in code, which it would end.
    static func endsCode(_ mark: Mark, in source: SourceText, _ file: String) -> Finding {
        finding(
            .contentUnknownValue, mark, in: source, file,
            "the value of \(MessageText.name(mark.name)) has a backtick, which would end the code here",
            help: "take the value out of the code, or write the text itself")
    }

    static func include(
        _ mark: Mark, _ reason: Reason, in source: SourceText, _ file: String, _ names: [String]
    )
        -> Finding
    {
        let name = MessageText.name(mark.name)
        switch reason {
        case .missing:
            let near = Nearest.match(mark.name, among: names)
            return finding(
                .contentUnknownInclude, mark, in: source, file,
                "no file in Content/includes is named \"\(name)\"",
                help: near.map { "did you mean \($0)?" }
                    ?? "add the file to Content/includes; its name must end in .md",
                near.map { "{{include: \($0)}}" })
        case .loop:
            return finding(
                .contentUnknownInclude, mark, in: source, file,
                "\"\(name)\" includes itself, directly or through others",
                help: "remove this line, or the one that leads back here")
        case .tooDeep:
            return finding(
                .contentUnknownInclude, mark, in: source, file,
                "files are included within each other more than \(BodyComposer.mostNested) levels deep",
                help: "include the file from the guide itself")
        case .tooLarge:
            return finding(
                .contentUnknownInclude, mark, in: source, file,
                "with \"\(name)\" the text is larger than a guide may be",
                help: "include less, or split the guide")
        case .tooMany:
            return finding(
                .contentUnknownInclude, mark, in: source, file,
                "more than \(BodyComposer.mostIncludes) files are put into this text",
                help: "include fewer, or split the guide")
        case .allTooLarge:
            return finding(
                .contentUnknownInclude, mark, in: source, file,
                "the included files of this site have more than \(BodyComposer.largestIncludes >> 20) MB in all",
                help: "include less in files that are included themselves")
        case .notAlone:
            return finding(
                .contentUnknownInclude, mark, in: source, file, "an include needs a line of its own",
                help: "put it on its own line")
        }
    }

    private static func finding(
        _ check: CheckID, _ mark: Mark, in source: SourceText, _ file: String, _ message: String,
        help: String,
        _ replacement: String? = nil
    ) -> Finding {
        Finding(
            check, file: file, at: source.location(of: mark.range.lowerBound),
            to: source.location(of: mark.range.upperBound), message, help: help,
            fix: replacement.map { Fix([Fix.Edit(source, mark.range, $0)], isSafe: false) })
    }
}
