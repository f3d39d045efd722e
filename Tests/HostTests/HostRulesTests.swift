import Foundation
import TestSupport
import Testing

@testable import Hosts
@testable import Support

@Suite(.timeLimit(.minutes(15))) struct HostRulesTests {
    private static let one = HostRules(files: [HostRules.File(name: "a.conf", text: "one\n")])
    private static let two = HostRules(
        files: [HostRules.File(name: "a", text: "one\n"), HostRules.File(name: "b", text: "two\n")])

    private static func inFolder(_ body: (String) throws -> Void) throws {
        let folder = try TemporaryFolder()
        try body(folder.path)
    }

    @Test func printsNamesOfSeveralFiles() {
        #expect(Self.one.printed == "one\n")
        #expect(Self.two.printed == "# file: a\none\n# file: b\ntwo\n")
    }

    @Test func writesOverEarlierRules() throws {
        try Self.inFolder { folder in
            for _ in 0..<2 {
                try Self.one.write(to: folder + "/new/rules.conf")
                try Self.two.write(to: folder + "/new/rules")
            }
            #expect(try Disk.names(in: folder + "/new") == ["rules", "rules.conf"])
            #expect(try Disk.read(folder + "/new/rules.conf") == Array("one\n".utf8))
            #expect(try Disk.names(in: folder + "/new/rules") == ["a", "b"])
            #expect(try Disk.read(folder + "/new/rules/b") == Array("two\n".utf8))
        }
    }

    @Test(arguments: [one, two])
    func replacesNoFolder(_ rules: HostRules) throws {
        try Self.inFolder { folder in
            try Disk.makeFolder(folder + "/rules/a")
            let error = #expect(throws: DiskError.self) {
                try rules.write(to: folder + (rules.files.count > 1 ? "/rules" : "/rules/a"))
            }
            #expect(
                error?.description.hasSuffix("/rules/a: it is not a regular file. Choose another name.")
                    == true)
            #expect(try Disk.names(in: folder + "/rules") == ["a"])
        }
    }
}
