/// Languages of scripts.
extension Languages {
    static let scripts = [python, ruby, php, perl, lua, r, elixir, haskell]

    private static let python = Language(
        "python", "py", "python3", "py3", "pyi", "pycon",
        rules: .init(
            delimiters: [.comment("#"), .text("\"\"\""), .text("'''"), .string("\""), .string("'")],
            sigils: [Sigil("@", inner: ".", atLineStart: true)],
            words: [
                .definers("def class"),
                .keywords(
                    """
                    and as assert async await break case continue del elif else except finally for from
                    global if import in is lambda match nonlocal not or pass raise return try while with
                    yield
                    """),
                .values("True False None"),
            ]))

    private static let ruby = Language(
        "ruby", "rb", "irb", "gemfile",
        rules: .init(
            delimiters: [
                .comment("#", .afterSpace), .comment("=begin", "\n=end", .lineStart), .text("\""),
                .text("'", nil, escape: "\\", .notInWord), .text("`"),
            ],
            sigils: [Sigil("@"), Sigil("$"), Sigil(":", .number)],
            words: [
                .definers("def class module"),
                .keywords(
                    """
                    alias and begin break case defined do else elsif end ensure for if in next not or redo
                    rescue retry return self super then undef unless until when while yield require
                    require_relative include attr_accessor attr_reader attr_writer raise
                    """),
                .values("true false nil"),
            ],
            textMark: Array("<<".utf8), regularExpressions: true))

    private static let php = Language(
        "php", "php3", "php7", "php8",
        rules: .init(
            delimiters: [
                .comment("//"), .comment("/*", "*/"), .part(.variable, "#[", "]"), .comment("#"), .text("\""),
                .text("'"),
            ],
            sigils: [Sigil("$")],
            words: [
                .definers("function class interface trait enum namespace"),
                .keywords(
                    """
                    abstract and array as break case catch clone const continue declare default do echo else
                    elseif empty exit extends final finally fn for foreach global goto if implements include
                    include_once instanceof insteadof isset list match new or print private protected public
                    readonly require require_once return static switch throw try unset use var while xor
                    yield int string bool float void mixed self php
                    """),
                .values("true false null TRUE FALSE NULL"),
            ],
            textMark: Array("<<<".utf8)))

    private static let perl = Language(
        "perl", "pl", "pm",
        rules: .init(
            delimiters: [
                .comment("#", .afterSpace), .comment("=pod", "\n=cut", .lineStart),
                .comment("=head", "\n=cut", .lineStart), .text("\""),
                .text("'", nil, escape: "\\", .notInWord), .text("`"),
            ],
            sigils: [
                Sigil("$", inner: ":", single: "_!@/0123456789&", braces: true), Sigil("@", single: "_"),
            ],
            words: [
                .definers("sub package"),
                .keywords(
                    """
                    and bless cmp continue defined delete die do each else elsif eq eval exists for foreach
                    ge goto gt if keys last le local lt my ne next no not or our print push qw redo ref
                    require return say shift state unless until use values wantarray warn while x xor
                    """),
                .values("undef"),
            ],
            textMark: Array("<<".utf8), regularExpressions: true))

    private static let lua = Language(
        "lua", "luau",
        rules: .init(
            delimiters: [
                .comment("--[==[", "]==]"), .comment("--[=[", "]=]"), .comment("--[[", "]]"), .comment("--"),
                .text("[==[", "]==]", escape: nil), .text("[=[", "]=]", escape: nil),
                .text("[[", "]]", escape: nil), .string("\""), .string("'"),
            ],
            words: [
                .definers("function"),
                .keywords(
                    """
                    and break do else elseif end for goto if in local not or repeat return then until while
                    """),
                .values("true false nil"),
            ]))

    private static let r = Language(
        "r", "rscript", "rlang",
        rules: .init(
            delimiters: [.comment("#"), .text("\""), .text("'"), .part(.name, "`", "`")],
            words: [
                .keywords("break else for function if in library next repeat require return source while"),
                .values("TRUE FALSE NULL NA NaN Inf T F"),
            ],
            inner: "."))

    private static let elixir = Language(
        "elixir", "ex", "exs",
        rules: .init(
            delimiters: [.comment("#"), .text("\"\"\""), .text("'''"), .text("\""), .string("'")],
            sigils: [Sigil("@"), Sigil(":", .number)],
            words: [
                .definers("def defp defmodule defmacro defstruct defprotocol defimpl"),
                .keywords(
                    """
                    after alias and case catch cond do else end fn for if import in not or quote raise
                    receive require rescue try unless unquote use when with
                    """),
                .values("true false nil"),
            ]))

    private static let haskell = Language(
        "haskell", "hs",
        rules: .init(
            delimiters: [.comment("{-", "-}", nests: true), .comment("--"), .string("\""), .character],
            words: [
                .keywords(
                    """
                    case class data default deriving do else foreign if import in infix infixl infixr
                    instance let module newtype of qualified then type where
                    """),
                .values("True False Nothing"),
            ],
            inner: "'"))
}
