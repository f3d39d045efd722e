import Foundation
import Support

/// A folder of a test's own, removed with the value.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        path = "\(TestRun.folder)/\(UUID().uuidString)"
        try Disk.makeFolder(path)
    }

    deinit { Disk.removeTree(path) }
}
