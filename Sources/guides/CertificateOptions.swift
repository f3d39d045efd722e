import ArgumentParser

/// `--certificate` and `--key`: with what a host serves a site encrypted.
struct CertificateOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A certificate, with its chain; plain HTTP without one.", valueName: "file"))
    var certificate: String?

    @Option(help: ArgumentHelp("The certificate's key.", valueName: "file"))
    var key: String?

    func validate() throws {
        if (certificate == nil) != (key == nil) {
            throw ValidationError("--certificate and --key need each other.")
        }
    }

    /// Both files; nil for plain HTTP.
    var files: (chain: String, key: String)? {
        guard let certificate, let key else { return nil }
        return (certificate, key)
    }
}
