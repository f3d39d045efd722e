import Foundation
import TestSupport
import Testing

extension PageTests {
    /// Every page that is published is valid HTML, says the Nu checker (the validator of the W3C), without an error and
    /// without a warning.
    @Suite struct ValidityTests {
        /// A message of the checker.
        private struct Report: Decodable {
            struct Message: Decodable {
                var url: String?
                var lastLine: Int?
                var type: String
                var subType: String?
                var message: String
            }

            var messages: [Message]
        }

        /// What the checker says of a file or of all HTML files of a folder, one line a message.
        private func messages(_ path: String) throws -> [String] {
            let jar = repository + "/.build-tools/vnu.jar"
            try #require(
                FileManager.default.fileExists(atPath: jar),
                "the Nu checker is missing; `.ci/setup tests` installs it")
            let program = try Program([
                "java", "-Xss8m", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always",
                "--skip-non-html", path,
            ])
            program.wait()
            let data = Data(program.outputBytes)
            return try JSONDecoder().decode(Report.self, from: data).messages.map {
                "\($0.url?.split(separator: "/").last ?? ""):\($0.lastLine ?? 0): \($0.subType ?? $0.type): \($0.message)"
            }
        }

        @Test func allPagesAreValid() async throws {
            var all = [try await PublishedSite.real.value, try await PublishedSite.strained.value]
            for site in PublishedSite.languages.values { all.append(try await site.value) }
            for served in all {
                let found = try messages(served.site.path + "/Public")
                #expect(found == [])
            }
        }

        @Test func theCheckerSeesWhatIsWrong() async throws {
            let page = try await PublishedSite.real.value.site.read("Public/guides/tls.html")
            let folder = try TemporaryFolder()
            let file = folder.path + "/invalid.html"
            try page.replacing("<h1>", with: "<h1 align=\"center\">").replacing("</article>", with: "")
                .write(toFile: file, atomically: true, encoding: .utf8)
            #expect(try messages(file).count > 1)
        }
    }
}
