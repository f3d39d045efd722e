import Foundation

/// Certificates made for a test.
enum TestCertificate {
    static func make(name: String) throws -> (certificate: String, key: String) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "guides-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=\(name)",
            "-addext",
            "subjectAltName=DNS:\(name)", "-keyout", folder.path + "/key.pem", "-out",
            folder.path + "/cert.pem",
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return (
            try String(contentsOfFile: folder.path + "/cert.pem", encoding: .utf8),
            try String(contentsOfFile: folder.path + "/key.pem", encoding: .utf8)
        )
    }
}
