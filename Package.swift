// swift-tools-version: 6.1
import PackageDescription

// Buffers are classes that one worker owns; asking at each byte whether someone else holds them costs a tenth of a build.
// Debug builds, and so all tests, keep asking; but they are optimized, since tests spoil thousands of twins.
let hot: [SwiftSetting] = [
    .unsafeFlags(
        ["-enforce-exclusivity=unchecked", "-cross-module-optimization"], .when(configuration: .release)),
    .unsafeFlags(["-O"], .when(configuration: .debug)),
]

let package = Package(
    name: "guides",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CCMarkGFM",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]
        ),
        .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CDuktape", providers: [.apt(["duktape-dev"])]),
        .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CIconv"),
        .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "Script", dependencies: ["CDuktape"]),
        .target(name: "DefaultTheme", resources: [.embedInCode("Templates")]),
        .target(name: "CArena", dependencies: ["CCMarkGFM"]),
        .target(name: "Markdown", dependencies: ["CCMarkGFM", "CArena"], swiftSettings: hot),
        .target(
            name: "GuideKit",
            dependencies: [
                "CCrypto", "CYAML", "DefaultTheme", "Markdown", "Script",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            swiftSettings: hot
        ),
        .target(
            name: "LinkProbe",
            dependencies: ["CCurl", "CIconv", "GuideKit", "Markdown"]
        ),
        .target(
            name: "Preview",
            dependencies: [
                "GuideKit", "Markdown",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            resources: [.embedInCode("Client")]
        ),
        .executableTarget(
            name: "guides",
            dependencies: [
                "GuideKit", "LinkProbe", "Markdown", "Preview",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .target(
            name: "TestSupport",
            dependencies: ["CCurl", "GuideKit"],
            path: "Tests/Support"
        ),
        .testTarget(
            name: "PageTests",
            dependencies: [
                "GuideKit", "Markdown", "Script", "TestSupport", "guides",
            ]
        ),
        .testTarget(name: "MarkdownTests", dependencies: ["Markdown"]),
        .testTarget(name: "GuideKitTests", dependencies: ["GuideKit", "Markdown", "guides"]),
        .testTarget(
            name: "PreviewTests",
            dependencies: [
                "GuideKit", "Preview", "TestSupport", "guides",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        .testTarget(
            name: "HostTests",
            dependencies: ["GuideKit", "Markdown", "TestSupport", "guides"]
        ),
        .testTarget(
            name: "LinkProbeTests",
            dependencies: [
                "GuideKit", "LinkProbe", "Markdown", "TestSupport", "guides",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
