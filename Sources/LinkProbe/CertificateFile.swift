import Support

/// The certificates that this system trusts.
///
/// libcurl knows the place of the system where it was built. That is Debian's for a packaged tool, which also runs on others.
package enum CertificateFile {
    /// The places: Debian, Arch and NixOS; Fedora and Red Hat, older and newer releases; openSUSE; Alpine.
    static let usual = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem",
    ]

    /// The file of this system, such as `/etc/ssl/certs/ca-certificates.crt`; nil where none is there, and libcurl's own
    /// place counts.
    package static let current = first(of: usual)

    /// The first of some paths at which a file is.
    static func first(of paths: [String]) -> String? {
        paths.first { Disk.status($0, followsLinks: true)?.kind == .file }
    }
}
