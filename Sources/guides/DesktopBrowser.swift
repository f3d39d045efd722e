import Foundation

/// The browser that the desktop opens addresses with.
enum DesktopBrowser {
    /// Opens an address with `xdg-open` (freedesktop.org); false where there is none, or it opens nothing.
    static func open(_ address: String) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["xdg-open", address]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
