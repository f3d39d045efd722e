import Glibc

/// A refusal of the disk, with the file's name and advice: `cannot open Content: Permission denied. …`.
package struct DiskError: Error, Sendable, CustomStringConvertible {
    /// The file or folder.
    var path: String
    /// The refused action, after `cannot`: `read`, `create the folder`.
    var action: String
    /// The system's error number (errno).
    package var code: Int32
    /// The reason and advice, where the system's own words would not tell.
    var explanation: String?

    package init(_ path: String, _ action: String, code: Int32 = errno) {
        self.path = path
        self.action = action
        self.code = code
    }

    /// - Parameter explanation: whole sentences, of which the first follows a colon.
    package init(_ path: String, _ action: String, code: Int32, because explanation: String) {
        self.init(path, action, code: code)
        self.explanation = explanation
    }

    package var description: String {
        "cannot \(action) \(path): \(explanation ?? "\(reason). \(advice)")"
    }

    /// The system's own words.
    package var reason: String { String(cString: strerror(code)) }

    private var advice: String {
        switch code {
        case ENOSPC, EDQUOT: "Free some disk space and try again."
        case EACCES, EPERM, EROFS: "Give this user the right to do so, or choose another folder."
        case ENOENT: "Check the path."
        case EEXIST: "Choose another name, or move the file away."
        case EMFILE, ENFILE: "Raise the limit on open files (ulimit -n)."
        default: "Check that path, and try again."
        }
    }
}
