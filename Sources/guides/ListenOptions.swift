import ArgumentParser

/// `--port` and `--host`: where the preview listens.
struct ListenOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: ArgumentHelp("Port to listen on.", valueName: "port"))
    var port = 8080

    @Option(
        help: ArgumentHelp(
            "Address to listen on. Any address other than loopback opens the preview to other machines.",
            valueName: "address"))
    var host = "127.0.0.1"

    func validate() throws {
        guard (1...65535).contains(port) else {
            throw ValidationError("--port must be a number from 1 to 65535")
        }
    }
}
