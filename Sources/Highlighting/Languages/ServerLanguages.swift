/// Settings of servers, and recipes that build things.
extension Languages {
    static let servers = [nginx, apache, caddy, dockerfile, makefile, cmake]

    private static let nginx = Language(
        "nginx", "nginxconf", "nginx-conf",
        rules: .init(
            delimiters: [
                .comment("#", .afterSpace), .text("\"", nil, escape: "\\", .notInWord),
                .text("'", nil, escape: "\\", .notInWord),
            ],
            sigils: [Sigil("$", single: "0123456789", braces: true)],
            words: [.values("on off")], numbers: .whole, inner: "-./:@%+~^", command: .keyword,
            commandStarts: "{};"))

    private static let apache = Language(
        "apache", "apacheconf", "htaccess", "httpd",
        rules: .init(
            delimiters: [.comment("#", .afterSpace), .string("\"", nil, escape: "\\", .notInWord)],
            sigils: [Sigil("%", braces: true), Sigil("$", single: "0123456789", braces: true)],
            words: [.values("on off all none any granted denied")], numbers: .whole, inner: "-./:@+",
            ignoresCase: true, command: .keyword))

    private static let caddy = Language(
        "caddy", "caddyfile", "haproxy", "dovecot", "exim", "unbound", "rspamd", "lighttpd",
        rules: .init(
            delimiters: [
                .comment("#", .afterSpace), .text("\"", nil, escape: "\\", .notInWord),
                .text("`", nil, escape: nil, .notInWord),
            ],
            sigils: [Sigil("$", braces: true), Sigil("@", inner: "-")],
            words: [.values("on off yes no true false")], numbers: .whole, inner: "-./:%+*_",
            command: .keyword, commandStarts: "{}"))

    private static let dockerfile = Language(
        "dockerfile", "docker", "containerfile",
        rules: .init(
            delimiters: [.comment("#", .lineStart), .string("\""), .string("'")],
            sigils: [Sigil("$", single: "@*#?0123456789", braces: true)],
            numbers: .whole, inner: "-./:@%+~,", command: .keyword, textMark: Array("<<".utf8)))

    private static let makefile = Language(
        "makefile", "make", "mk", "gnumake", "just", "justfile",
        rules: .init(
            lines: .makefile,
            delimiters: [
                .comment("#", .afterSpace), .string("\"", nil, escape: "\\", .notInWord),
                .string("'", nil, escape: nil, .notInWord),
            ],
            sigils: [Sigil("$", single: "@<^*?+%$", braces: true, parentheses: true)],
            words: [
                .keywords(
                    "ifeq ifneq ifdef ifndef else endif include define endef export unexport override vpath")
            ],
            numbers: .whole, inner: "-./:@%+~,"))

    private static let cmake = Language(
        "cmake", "meson",
        rules: .init(
            delimiters: [.comment("#"), .text("\""), .text("'")], sigils: [Sigil("$", braces: true)],
            words: [
                .keywords(
                    """
                    if elseif else endif foreach endforeach while endwhile function endfunction macro
                    endmacro return set include
                    """),
                .values("ON OFF TRUE FALSE true false"),
            ]))
}
