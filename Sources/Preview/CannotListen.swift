import Glibc
import NIOCore
import NIOPosix

extension PreviewServer {
    /// The error of a server whose address cannot be listened on.
    struct CannotListen: Error, CustomStringConvertible {
        var options: Options
        var reason: any Error
        /// The next port that is free; nil where that is not known, or where no other program has the port.
        var free: Int?

        var description: String {
            switch (reason as? IOError)?.errnoCode {
            case EADDRINUSE:
                "another program already listens on \(options.address). "
                    + (free.map { "Port \($0) is free: add --port \($0)." } ?? "Choose another with --port.")
            case EADDRNOTAVAIL:
                "this machine does not have the address \(options.host). Give one of its own with --host, or 0.0.0.0 for all."
            case EACCES:
                "this user may not listen on port \(options.port). Choose one from 1024 with --port."
            case let code?:
                "this machine cannot listen on \(options.address): \(String(cString: strerror(code))). Check --host and --port."
            // Every other reason is about the name, before there is a socket.
            case nil:
                "the host \(options.host) cannot be resolved. Give an address of this machine with --host, such as 127.0.0.1."
            }
        }
    }

    /// The first port after one that can be listened on; nil where none of the next hundred can.
    static func free(after port: Int, host: String) async -> Int? {
        for candidate in (port + 1)..<min(port + 101, 65536) {
            let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            guard let channel = try? await bootstrap.bind(host: host, port: candidate).get() else { continue }
            try? await channel.close()
            return candidate
        }
        return nil
    }
}
