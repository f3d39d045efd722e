import Foundation
import Testing

@testable import Checks
@testable import Content
@testable import Findings
@testable import Library
@testable import Publishing
@testable import Rendering
@testable import Support
@testable import Theming

/// The repository's folder.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

/// The tool, as `swift build` made it beside the tests.
let tool = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent(
    "guides")

/// A site in a folder of its own, removed with the value.
final class TemporarySite {
    let path: String

    /// - Parameter files: more files by their path; those of `Content/guides` may leave that folder out.
    init(_ files: [String: String] = [:], templates: Bool = true) throws {
        path = NSTemporaryDirectory() + "guides-test-\(UUID().uuidString)"
        try Disk.makeFolder(path + "/Content/guides")
        if templates {
            try FileManager.default.copyItem(atPath: repository + "/Templates", toPath: path + "/Templates")
        }
        try write("Content/site.yml", Self.settings)
        for (file, text) in files { try write(file, text) }
    }

    deinit { Disk.removeTree(path) }

    static let settings = """
        name: Test Guides
        summary: Guides for a test.
        base-url: https://example.org
        keywords: [site keyword]
        agent-notes: [A note of the site.]
        categories:
          - {id: one, title: Category One, summary: The first.}
          - {id: two, title: Category Two, agent-notes: [A note of the category.]}

        """

    /// A guide's file with a front matter and `body`.
    static func guide(_ title: String, category: String = "one", more: String = "", _ body: String) -> String
    {
        """
        ---
        title: "\(title)"
        summary: "What \(title) is about, notwithstanding all characteristics."
        category: \(category)
        \(more)
        ---

        \(body)
        """
    }

    private func location(_ file: String) -> String {
        let isWhole = file.hasPrefix("Content/") || file.hasPrefix("Templates/") || file.hasPrefix("Public/")
        return "\(path)/" + (isWhole ? file : "Content/guides/\(file)")
    }

    func write(_ file: String, _ text: String) throws { try write(file, Array(text.utf8)) }

    func write(_ file: String, _ bytes: [UInt8]) throws {
        let location = location(file)
        try Disk.makeFolder(String(location[..<location.lastIndex(of: "/")!]))
        try Disk.removeFile(location)
        try Disk.writeNew(bytes, to: location)
    }

    func remove(_ file: String) throws { try Disk.removeFile(location(file)) }

    func read(_ file: String) throws -> String {
        String(decoding: try Disk.read(location(file)), as: UTF8.self)
    }

    /// Builds the site into its `Public` folder.
    @discardableResult
    func build(_ change: (inout Build) -> Void = { _ in }) async throws -> Build.Report {
        var build = Build()
        build.options.site = path
        change(&build)
        return try await build.run()
    }

    /// The library of the site, without building it.
    func library(jobs: Int = 1) async throws -> Library {
        let tree = try ContentTree(site: path)
        let content = try await SiteContent.read(tree, site: path, withDrafts: false, jobs: jobs)
        return try await makeLibrary(content, jobs: jobs)
    }

    func theme() async throws -> Theme {
        let tree = try ContentTree(site: path)
        let content = try await SiteContent.read(tree, site: path, withDrafts: false, jobs: 1)
        return Theme.load(tree, site: path, content: content)
    }

    /// All published files with their bytes.
    func published(_ folder: String = "Public") throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        func walk(_ path: String, _ relative: String) throws {
            for name in try Disk.names(in: path) {
                let inner = relative.isEmpty ? name : "\(relative)/\(name)"
                if Disk.status("\(path)/\(name)")?.kind == .folder {
                    try walk("\(path)/\(name)", inner)
                } else {
                    files[inner] = try Disk.read("\(path)/\(name)")
                }
            }
        }
        let root = folder.hasPrefix("/") ? folder : "\(path)/\(folder)"
        if Disk.status(root) != nil { try walk(root, "") }
        return files
    }
}

/// Parses and links content in the order in which it is given.
func makeLibrary(_ content: SiteContent, jobs: Int = 1) async throws -> Library {
    let lexicon = Lexicon(content.terms, titles: content.guides.map(\.frontMatter.title.text))
    let reader = GuideReader(lexicon, keepsWords: false)
    let parsed = content.guides.map { reader.read($0, committed: nil) }
    return try await Library(
        content: content, settings: 0, guides: parsed.map(\.guide), vectors: parsed.map(\.vector), jobs: jobs,
        directory: RenderedDirectory(theme: nil))
}

/// What is found in one guide by itself.
func findings(ofGuide source: SiteContent.GuideSource, in content: SiteContent) -> [Finding] {
    let lexicon = Lexicon(content.terms, titles: [source.frontMatter.title.text])
    let parsed = GuideReader(lexicon, keepsWords: false).read(source, committed: nil)
    guard let text = parsed.text else { return source.findings }
    let context = CheckContext(parsed.guide, text, site: content.site, lexicon: lexicon, today: nil)
    return source.findings + Checks.findings(in: context)
}

/// Numbers that are the same in each run.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Runs the real tool and returns its exit code and words.
func run(_ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]) throws -> (
    code: Int32, output: String, error: String
) {
    let process = Process()
    process.executableURL = tool
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = Pipe()
    let error = Pipe()
    process.standardOutput = output
    process.standardError = error
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let words = output.fileHandleForReading.readDataToEndOfFile()
    let complaints = error.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
        process.terminationStatus, String(decoding: words, as: UTF8.self),
        String(decoding: complaints, as: UTF8.self)
    )
}
