/// Shells, and what is written like them.
extension Languages {
    static let shells = [shell, console, powershell, batch]

    private static let shellRules = Language.Rules(
        delimiters: [
            .comment("#", .afterSpace),
            .text("'", nil, escape: nil, .notInWord), .text("\"", nil, escape: "\\", .notInWord),
            .text("$'", "'"), .text("`", nil, escape: "\\"),
        ],
        sigils: [Sigil("$", single: "@*#?-$!0123456789", braces: true)],
        words: [
            .prefixes("if then else elif while until do ! time exec sudo doas env command nohup"),
            .keywords(
                """
                fi done case esac for in select function return exit break continue shift local export
                readonly declare typeset unset set source alias trap eval
                """),
        ],
        numbers: .whole, inner: "-./:@%+~,", command: .name, commandStarts: "|;&(", textMark: Array("<<".utf8)
    )

    private static let shell = Language(
        "sh", "bash", "shell", "zsh", "ksh", "dash", "ash", "fish", "shellscript", rules: shellRules)

    /// Commands after a prompt, and what they print.
    private static let console = Language(
        "console", "shell-session", "shellsession", "terminal", "bash-session", "session", "sh-session",
        rules: {
            var rules = shellRules
            rules.lines = .console
            return rules
        }())

    private static let powershell = Language(
        "powershell", "pwsh", "ps1", "ps", "posh",
        rules: .init(
            delimiters: [
                .comment("<#", "#>"), .comment("#", .afterSpace),
                .text("@'", "'@", escape: nil), .text("@\"", "\"@", escape: nil),
                .text("'", nil, escape: nil, .notInWord), .text("\"", nil, escape: "`", .notInWord),
            ],
            sigils: [Sigil("$", inner: ":", single: "_?$^", braces: true), Sigil("@")],
            words: [
                .prefixes("if elseif else while do until try catch finally return process begin end"),
                .keywords(
                    """
                    foreach for switch function filter param throw trap break continue exit in class enum
                    using workflow import-module
                    """),
            ],
            numbers: .whole, inner: "-.:\\", ignoresCase: true, command: .name, commandStarts: "|;&({="))

    private static let batch = Language(
        "bat", "batch", "cmd", "dos",
        rules: .init(
            delimiters: [
                .comment("::", .lineStart), .comment("rem ", .lineStart), .comment("REM ", .lineStart),
                .string("\"", escape: nil), .part(.variable, "%", "%"),
            ],
            words: [
                .prefixes("else do"),
                .keywords(
                    """
                    if not exist for in goto call exit set setlocal endlocal echo pause shift errorlevel
                    """),
            ],
            numbers: .whole, inner: "-./:\\", ignoresCase: true, command: .name, commandStarts: "|&(@"))
}
