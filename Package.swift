// swift-tools-version: 6.1
import PackageDescription

// One release build serves both the tests and the tool, so that nothing is compiled twice; it keeps what the language itself
// checks: bounds, overflow, preconditions and exclusive access.
let tested: [SwiftSetting] = [.unsafeFlags(["-enable-testing"], .when(configuration: .release))]

// Debug builds are optimized too, since tests spoil thousands of twins.
let hot: [SwiftSetting] =
    tested + [
        // A span says by its type whose bytes it reads; where a property or an initializer hands one on, that still takes
        // this setting.
        .enableExperimentalFeature("Lifetimes"),
        .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
        .unsafeFlags(["-O"], .when(configuration: .debug)),
    ]

/// A floor of the house: a target that may import the targets below it, and no other. `make structure` holds that, since the
/// compiler also finds modules that are not named here, once they are built.
func floor(_ name: String, on below: [Target.Dependency], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: below, resources: resources, swiftSettings: hot)
}

/// Tests of some targets. They are compiled for a few minutes of running, so compiling them fast matters more.
func tests(_ name: String, of targets: [Target.Dependency]) -> Target {
    .testTarget(
        name: name, dependencies: targets + ["TestSupport"],
        swiftSettings: [.unsafeFlags(["-Onone"], .when(configuration: .release))])
}

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
]
let reading: [Target.Dependency] = [
    "Support", "Words", "Markdown", "Findings", "Content", "Library", "Theming", "Checks", "Analysis",
]
let rendering: [Target.Dependency] = reading + ["Rendering"]
let checking: [Target.Dependency] = rendering + ["Search", "OutputChecks"]
let all: [Target.Dependency] = checking + ["Publishing", "Hosts", "Comparison", "Fixing", "Reports"]

let package = Package(
    name: "guides",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    ],
    targets: [
        .systemLibrary(
            name: "CCMarkGFM", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CDuktape", providers: [.apt(["duktape-dev"])]),
        .systemLibrary(name: "CIconv"),
        .systemLibrary(name: "CIDN2", providers: [.apt(["libidn2-dev"])]),
        .systemLibrary(name: "CUTF8Proc", providers: [.apt(["libutf8proc-dev"])]),
        .systemLibrary(name: "CHunspell", providers: [.apt(["libhunspell-dev"])]),
        .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "CArena", dependencies: ["CCMarkGFM"]),
        .target(name: "CCurl"),
        .target(name: "CDNS"),
        .target(name: "CGNU"),
        .target(name: "Script", dependencies: ["CDuktape", "Support"], swiftSettings: tested),
        .target(name: "DefaultTheme", resources: [.embedInCode("Templates")]),

        // Floors, from the ground up; the guide `architecture` of the documentation says what each holds.
        floor("Support", on: ["CCrypto", "CGNU", "CIconv", "CIDN2", "CUTF8Proc"]),
        floor("Words", on: ["CHunspell", "Support"]),
        floor("Highlighting", on: ["Support"]),
        floor("Markdown", on: ["CArena", "CCMarkGFM", "Support"]),
        floor("Findings", on: ["Support"]),
        floor(
            "Content", on: ["CYAML", "Findings", "Markdown", "Support", "Words"],
            resources: [.embedInCode("Strings")]),
        floor("Library", on: ["Content", "Findings", "Markdown", "Support", "Words"]),
        floor("Theming", on: ["Content", "DefaultTheme", "Findings", "Markdown", "Support"]),
        floor("Records", on: ["DefaultTheme", "Script", "Support"]),
        floor(
            "Checks",
            on: ["Content", "Findings", "Library", "Markdown", "Records", "Script", "Support", "Words"]),
        floor(
            "Analysis",
            on: ["Checks", "Content", "Findings", "Library", "Markdown", "Support", "Theming", "Words"]),
        floor("Rendering", on: reading + ["Highlighting"], resources: [.embedInCode("Schemas")]),
        floor("Starter", on: rendering, resources: [.embedInCode("Site")]),
        floor("Importing", on: rendering),
        floor("Search", on: rendering + ["Script"]),
        floor("OutputChecks", on: rendering + ["Search"]),
        floor("Hosts", on: rendering, resources: [.embedInCode("Templates")]),
        floor("Publishing", on: checking + ["Hosts"]),
        floor("Comparison", on: checking),
        floor("Fixing", on: checking + ["Comparison"]),
        floor("Reports", on: checking + ["Comparison", "Hosts", "Importing", "Publishing", "Records"]),
        .target(
            name: "LinkProbe",
            dependencies: ["CCurl", "Checks", "Content", "Findings", "Markdown", "Support"],
            swiftSettings: tested),
        .target(
            name: "Lookups", dependencies: ["CCrypto", "CDNS", "LinkProbe", "Records", "Support"],
            swiftSettings: tested),
        .target(
            name: "Preview",
            dependencies: all + nio + [
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
            ],
            resources: [.embedInCode("Client")],
            swiftSettings: tested
        ),
        .executableTarget(
            name: "guides",
            dependencies: all + [
                "Importing", "LinkProbe", "Lookups", "Preview", "Records", "Starter", argumentParser,
            ],
            swiftSettings: tested),

        .target(name: "TestSupport", dependencies: ["CCurl"] + all, path: "Tests/Support"),
        tests("PageTests", of: all + ["Script", "Starter", "guides"]),
        tests("HighlightingTests", of: ["Highlighting", "Support"]),
        tests("MarkdownTests", of: ["CCMarkGFM", "Library", "Markdown", "Support", "Words"]),
        tests("SiteTests", of: all + ["Highlighting", "Importing", "Records", "Starter", "guides"]),
        tests("PreviewTests", of: all + nio + ["Preview", "guides"]),
        tests("HostTests", of: all + ["guides"]),
        tests("LinkProbeTests", of: all + nio + ["LinkProbe", "guides"]),
        tests("LookupTests", of: all + ["Lookups", "Records", "guides"]),
    ],
    swiftLanguageModes: [.v6]
)
