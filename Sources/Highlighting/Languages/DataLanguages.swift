/// Languages of data and settings, and queries.
extension Languages {
    static let data = [json, yaml, toml, ini, sql, graphql, diff, hcl]

    private static let json = Language(
        "json", "jsonc", "json5", "jsonl", "ndjson", "jsonld", "webmanifest",
        rules: .init(
            delimiters: [.comment("//"), .comment("/*", "*/"), .string("\""), .string("'")],
            words: [.values("true false null")], stringKeys: true))

    private static let yaml = Language(
        "yaml", "yml", "eyaml",
        rules: .init(
            lines: .yaml,
            delimiters: [
                .comment("#", .afterSpace), .text("\"", nil, escape: "\\", .afterSpace),
                .text("'", nil, escape: nil, .afterSpace),
            ],
            sigils: [Sigil("&"), Sigil("*"), Sigil("!", inner: "!/-")],
            words: [.values("true false null True False Null yes no on off")],
            numbers: .whole, wholeValues: true, inner: "-./:@%+~\\"))

    private static let toml = Language(
        "toml", "tml",
        rules: .init(
            lines: .keys,
            delimiters: [
                .comment("#"), .text("\"\"\""), .text("'''", escape: nil), .string("\""),
                .string("'", escape: nil),
            ],
            words: [.values("true false inf nan")], numbers: .whole, wholeValues: true, inner: "-.:+"))

    /// Settings in lines: `key = value`.
    private static let ini = Language(
        "ini", "cfg", "conf", "config", "properties", "env", "dotenv", "systemd", "service", "editorconfig",
        "gitconfig", "desktop",
        rules: .init(
            lines: .keys,
            delimiters: [
                .comment("#", .afterSpace), .comment(";", .lineStart),
                .string("\"", nil, escape: "\\", .notInWord),
                .string("'", nil, escape: nil, .notInWord),
            ],
            sigils: [Sigil("$", braces: true)],
            words: [.values("true false yes no on off none null")], numbers: .whole, wholeValues: true,
            inner: "-.:/@%+", ignoresCase: true))

    private static let sql = Language(
        "sql", "mysql", "mariadb", "postgres", "postgresql", "psql", "sqlite", "plsql", "tsql",
        rules: .init(
            delimiters: [
                .comment("--"), .comment("/*", "*/"), .text("'", escape: nil), .part(.name, "\"", "\""),
                .part(.name, "`", "`"),
            ],
            sigils: [Sigil("@"), Sigil(":"), Sigil("$", single: "0123456789")],
            words: [
                .keywords(
                    """
                    add after all alter analyze and any as asc backup before begin between by cascade case
                    cast check collate column commit conflict constraint create cross current_date database
                    default delete desc describe distinct do drop else end escape except exists explain
                    extract fetch first for foreign from full function grant group having if ilike in index
                    inner insert intersect interval into is join key last lateral left like limit
                    materialized natural not nothing nulls of offset on only or order outer over partition
                    primary procedure recursive references rename replace restrict returning revoke right
                    rollback row rows schema select set show table temporary then to transaction trigger
                    truncate union unique update use using values vacuum view when where window with bigint
                    bigserial binary blob boolean bytea char character date datetime decimal double float
                    int integer json jsonb numeric precision real serial smallint text time timestamp
                    timestamptz tinyint uuid varchar varying auto_increment
                    """),
                .values("true false null"),
            ],
            ignoresCase: true))

    private static let graphql = Language(
        "graphql", "gql",
        rules: .init(
            delimiters: [.comment("#"), .text("\"\"\""), .string("\"")], sigils: [Sigil("$"), Sigil("@")],
            words: [
                .definers(
                    """
                    type interface union enum input scalar fragment query mutation subscription directive
                    """),
                .keywords("extend implements on repeatable schema"),
                .values("true false null"),
            ]))

    private static let diff = Language("diff", "patch", "udiff", rules: .init(lines: .diff))

    private static let hcl = Language(
        "hcl", "terraform", "tf", "nomad", "nix",
        rules: .init(
            lines: .keys,
            delimiters: [
                .comment("#"), .comment("//"), .comment("/*", "*/"), .string("\""), .text("''", escape: nil),
            ],
            words: [
                .keywords(
                    """
                    resource data provider variable output module locals terraform backend dynamic for in if
                    else let with inherit import rec then
                    """),
                .values("true false null"),
            ],
            inner: "-"))
}
