import Foundation
import TestSupport
import Testing

/// Certificates made for a test.
enum TestCertificate {
    static func make(name: String) throws -> (certificate: String, key: String) {
        let folder = try TemporaryFolder()
        let (key, certificate) = (folder.path + "/key.pem", folder.path + "/cert.pem")
        let made = try Program.run([
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=\(name)",
            "-addext", "subjectAltName=DNS:\(name)", "-keyout", key, "-out", certificate,
        ])
        try #require(made.code == 0, "\(made.error)")
        return (
            try String(contentsOfFile: certificate, encoding: .utf8),
            try String(contentsOfFile: key, encoding: .utf8)
        )
    }
}
