import Support

/// The browser that the desktop opens addresses with.
enum DesktopBrowser {
    /// Opens an address with `xdg-open` (freedesktop.org); false where there is none, or it opens nothing.
    static func open(_ address: String) -> Bool {
        (try? ChildProcess(["xdg-open", address], .init()))?.wait() == 0
    }
}
