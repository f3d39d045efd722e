/// Languages with the braces and comments of C.
extension Languages {
    static let cFamily = [
        c, cpp, cSharp, java, kotlin, scala, go, rust, swift, dart, javascript, typescript, protobuf,
    ]

    private static let comments: [Delimiter] = [.comment("//"), .comment("/*", "*/")]
    private static let nestingComments: [Delimiter] = [.comment("//"), .comment("/*", "*/", nests: true)]
    private static let strings: [Delimiter] = [.string("\""), .string("'")]

    private static let cWords = """
        break case const continue default do else enum extern for goto if inline register restrict return
        sizeof static struct switch typedef union volatile while char double float int long short signed
        unsigned void bool size_t ssize_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t
        _Bool _Static_assert
        """

    private static let c = Language(
        "c", "h", "arduino",
        rules: .init(
            delimiters: comments + strings, sigils: [Sigil("#", .keyword, atLineStart: true)],
            words: [.keywords(cWords), .values("NULL true false")]))

    private static let cpp = Language(
        "cpp", "c++", "cc", "cxx", "hpp", "h++", "hxx", "objc", "objectivec",
        rules: .init(
            delimiters: comments + [.text("R\"(", ")\"", escape: nil), .string("\""), .character],
            sigils: [Sigil("#", .keyword, atLineStart: true)],
            words: [
                .definers("class namespace"),
                .keywords(
                    """
                    \(cWords) alignas alignof auto catch co_await co_return co_yield concept consteval
                    constexpr constinit const_cast decltype delete dynamic_cast explicit export final friend
                    import module mutable new noexcept operator override private protected public
                    reinterpret_cast requires static_assert static_cast template this thread_local throw try
                    typeid typename using virtual wchar_t
                    """),
                .values("NULL nullptr true false"),
            ]))

    private static let cSharp = Language(
        "csharp", "c#", "cs", "dotnet",
        rules: .init(
            delimiters: comments + [
                .text("\"\"\"", escape: nil), .text("@\"", "\"", escape: nil), .string("\""), .string("'"),
            ],
            sigils: [Sigil("#", .keyword, atLineStart: true)],
            words: [
                .definers("class interface namespace record"),
                .keywords(
                    """
                    abstract as async await base bool break byte case catch char checked const continue
                    decimal default delegate do double dynamic else enum event explicit extern finally fixed
                    float for foreach get goto if implicit in init int internal is lock long nameof new
                    object operator out override params partial private protected public readonly ref
                    required return sbyte sealed set short sizeof stackalloc static string struct switch
                    this throw try typeof uint ulong unchecked unsafe ushort using var virtual void volatile
                    when where while with yield
                    """),
                .values("true false null"),
            ]))

    private static let java = Language(
        "java", "jsp", "groovy", "gradle",
        rules: .init(
            delimiters: comments + [.text("\"\"\""), .text("'''"), .string("\""), .string("'")],
            sigils: [Sigil("@", inner: ".")],
            words: [
                .definers("class interface enum record"),
                .keywords(
                    """
                    abstract assert boolean break byte case catch char const continue def default do double
                    else extends final finally float for goto if implements import instanceof int long
                    native new non-sealed package permits private protected public return sealed short
                    static strictfp super switch synchronized this throw throws transient try var void
                    volatile while yield
                    """),
                .values("true false null"),
            ]))

    private static let kotlin = Language(
        "kotlin", "kt", "kts",
        rules: .init(
            delimiters: nestingComments + [.text("\"\"\"", escape: nil), .string("\""), .string("'")],
            sigils: [Sigil("@", inner: ".")],
            words: [
                .definers("fun class interface object"),
                .keywords(
                    """
                    abstract actual annotation as break by catch companion const constructor continue
                    crossinline data do else enum expect external final finally for get if import in infix
                    init inline inner internal is lateinit noinline open operator out override package
                    private protected public reified return sealed set super suspend tailrec this throw try
                    typealias val var vararg when where while
                    """),
                .values("true false null"),
            ]))

    private static let scala = Language(
        "scala", "sc", "sbt",
        rules: .init(
            delimiters: nestingComments + [.text("\"\"\"", escape: nil), .string("\""), .character],
            sigils: [Sigil("@", inner: ".")],
            words: [
                .definers("def class object trait enum"),
                .keywords(
                    """
                    abstract case catch do else extends extension final finally for given if implicit import
                    lazy match new override package private protected return sealed super then this throw
                    try type using val var while with yield
                    """),
                .values("true false null None"),
            ]))

    private static let go = Language(
        "go", "golang",
        rules: .init(
            delimiters: comments + [.text("`", escape: nil), .string("\""), .string("'")],
            words: [
                .definers("func type"),
                .keywords(
                    """
                    break case chan const continue default defer else fallthrough for go goto if import
                    interface map package range return select struct switch var any bool byte error float32
                    float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr
                    """),
                .values("true false nil iota"),
            ]))

    private static let rust = Language(
        "rust", "rs",
        rules: .init(
            delimiters: nestingComments + [
                .part(.variable, "#[", "]"), .part(.variable, "#![", "]"),
                .text("r##\"", "\"##", escape: nil),
                .text("r#\"", "\"#", escape: nil), .text("r\"", "\"", escape: nil), .text("\""), .character,
            ],
            sigils: [Sigil("'")],
            words: [
                .definers("fn struct enum trait mod union"),
                .keywords(
                    """
                    as async await break const continue crate dyn else extern for if impl in let loop match
                    move mut pub ref return self Self static super type unsafe use where while bool char f32
                    f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize
                    """),
                .values("true false None"),
            ]))

    private static let swift = Language(
        "swift", "swiftinterface",
        rules: .init(
            delimiters: nestingComments + [
                .text("#\"\"\"", "\"\"\"#", escape: nil), .string("#\"", "\"#", escape: nil), .text("\"\"\""),
                .string("\""),
            ],
            sigils: [Sigil("@"), Sigil("#", .keyword)],
            words: [
                .definers("func class struct enum protocol actor extension macro typealias"),
                .keywords(
                    """
                    any as associatedtype async await borrowing break case catch consuming continue
                    convenience default defer deinit didSet do dynamic else fallthrough fileprivate final
                    for get guard if import in indirect infix init inout internal is isolated lazy let
                    mutating nonisolated nonmutating open operator optional override package postfix
                    precedencegroup prefix private public repeat required rethrows return self Self sending
                    set some static subscript super switch throw throws try unowned var weak where while
                    willSet yield
                    """),
                .values("true false nil"),
            ]))

    private static let dart = Language(
        "dart", "flutter",
        rules: .init(
            delimiters: nestingComments + [.text("\"\"\""), .text("'''")] + strings,
            sigils: [Sigil("@", inner: ".")],
            words: [
                .definers("class enum mixin extension"),
                .keywords(
                    """
                    abstract as assert async await base bool break case catch const continue covariant
                    default deferred do double dynamic else export extends external factory final finally
                    for get hide if implements import in int interface is late library new num on operator
                    part required rethrow return sealed set show static String super switch sync this throw
                    try typedef var void when while with yield
                    """),
                .values("true false null"),
            ]))

    private static let scriptWords = """
        as async await break case catch const continue debugger default delete do else export extends
        finally for from get if import in instanceof let new of return set static super switch this throw
        try typeof var void while with yield
        """
    private static let scriptValues = "true false null undefined NaN Infinity"
    private static let scriptDelimiters = comments + strings + [.text("`")]

    private static let javascript = Language(
        "javascript", "js", "jsx", "mjs", "cjs", "node", "ecmascript",
        rules: .init(
            delimiters: scriptDelimiters, sigils: [Sigil("@"), Sigil("#")],
            words: [
                .definers("function class"), .keywords(scriptWords), .values(scriptValues),
            ],
            inner: "$", regularExpressions: true))

    private static let typescript = Language(
        "typescript", "ts", "tsx", "mts", "cts",
        rules: .init(
            delimiters: scriptDelimiters, sigils: [Sigil("@"), Sigil("#")],
            words: [
                .definers("function class interface enum namespace type"),
                .keywords(
                    """
                    \(scriptWords) abstract any asserts bigint boolean declare implements infer is keyof
                    module never number object override private protected public readonly satisfies string
                    symbol unique unknown
                    """),
                .values(scriptValues),
            ],
            inner: "$", regularExpressions: true))

    private static let protobuf = Language(
        "protobuf", "proto", "proto3", "thrift",
        rules: .init(
            delimiters: comments + strings,
            words: [
                .definers("message service enum rpc"),
                .keywords(
                    """
                    extend extensions import map oneof option optional package public repeated required
                    reserved returns stream syntax to bool bytes double fixed32 fixed64 float int32 int64
                    sint32 sint64 string uint32 uint64
                    """),
                .values("true false"),
            ]))
}
