import ArgumentParser

/// `--certificate` and `--key`: the files with which a host serves a site by HTTPS.
struct CertificateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Certificate file with its chain, for HTTPS. (default: none, for plain HTTP)",
            valueName: "file"), completion: .file())
    var certificate: String?

    @Option(help: ArgumentHelp("Key file of the certificate.", valueName: "file"), completion: .file())
    var key: String?

    func validate() throws {
        if (certificate == nil) != (key == nil) {
            throw ValidationError("give --certificate and --key together, or neither")
        }
    }

    /// Both files; nil for plain HTTP.
    var files: (chain: String, key: String)? {
        guard let certificate, let key else { return nil }
        return (certificate, key)
    }
}
