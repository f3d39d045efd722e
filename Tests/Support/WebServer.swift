import Foundation
import Glibc
import Support
import Synchronization

/// A web server from Debian, with the rules that the tool prints for a site, on a port of loopback.
package final class WebServer: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case nginx, caddy, apache
        /// Whether its rules see every field of a header that is there twice; nginx does so from 1.23 on.
        package var readsRepeatedHeaders: Bool { self != .nginx }
    }

    package let kind: Kind
    package let port: Int
    /// Scheme and host.
    private let origin: String
    private let folder: TemporaryFolder
    private let program: Program

    /// - Parameters:
    ///   - site: a site that was built into its `Public` folder.
    ///   - certificate: files of a certificate and its key, to serve HTTPS with.
    ///
    /// - Parameters:
    ///   - listen: what it listens on, without a port, such as `127.0.0.1`; nothing for a port alone.
    ///   - host: where it is asked.
    package init(
        _ kind: Kind, site: String, certificate: (chain: String, key: String)? = nil,
        listen: String = "127.0.0.1",
        host: String = "127.0.0.1"
    ) async throws {
        self.kind = kind
        origin = (certificate == nil ? "http://" : "https://") + host
        folder = try TemporaryFolder()
        (port, program) = try await Self.start(kind, origin, folder.path) { port in
            try Self.rules(kind, site: site, listen: "\(listen):\(port)", certificate)
        }
    }

    /// An nginx with a configuration of its own.
    ///
    /// - Parameters:
    ///   - http: what is within `http`; `PORT` is the port, and `FOLDER` a folder of its own.
    ///   - files: what is in that folder, by name.
    package init(http: String, files: [String: String] = [:]) async throws {
        kind = .nginx
        origin = "http://127.0.0.1"
        let folder = try TemporaryFolder()
        self.folder = folder
        for (name, text) in files { try Disk.writeNew(Array(text.utf8), to: "\(folder.path)/\(name)") }
        (port, program) = try await Self.start(.nginx, origin, folder.path) { port in
            http.replacing("PORT", with: String(port)).replacing("FOLDER", with: folder.path)
        }
    }

    package var address: String { "\(origin):\(port)" }

    deinit { program.end() }

    /// Each server of a run has a port of its own: some servers share one without a word.
    private static let ports = Mutex(Int.random(in: 12000..<19000))

    package static func nextPort() -> Int {
        ports.withLock { port in
            port += 1
            return port
        }
    }

    /// As `guides host` prints them.
    package static func rules(
        _ kind: Kind, site: String, listen: String, _ certificate: (chain: String, key: String)? = nil
    ) throws -> String {
        let result = try run(
            ["host", kind.rawValue, "--site", site, "--listen", listen]
                + (certificate.map { ["--certificate", $0.chain, "--key", $0.key] } ?? []))
        guard result.code == 0 else { throw Program.Failure("guides host: \(result.error)") }
        return result.output
    }

    /// Starts a server on a port that nobody has, and waits until it answers.
    private static func start(
        _ kind: Kind, _ origin: String, _ folder: String, _ rules: (_ port: Int) throws -> String
    ) async throws -> (port: Int, program: Program) {
        var words = ""
        for _ in 0..<4 {
            let port = nextPort()
            let program = try start(kind, rules(port), origin, port, folder)
            for _ in 0..<500 where program.isRunning {
                if (try? await HTTPExchange.ask("\(origin):\(port)", "/robots.txt")) != nil {
                    return (port, program)
                }
                try await Task.sleep(for: .milliseconds(20))
            }
            let log = (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? ""
            words = program.output + program.error + log
        }
        throw Program.Failure("\(kind) did not start. It said: \(words)")
    }

    private static func start(_ kind: Kind, _ rules: String, _ origin: String, _ port: Int, _ folder: String)
        throws
        -> Program
    {
        let isRoot = geteuid() == 0
        let main: String
        let arguments: [String]
        try rules.write(toFile: folder + "/rules.conf", atomically: true, encoding: .utf8)
        switch kind {
        case .nginx:
            let places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
                "\($0)_temp_path \(folder)/\($0);"
            }
            main = """
                \(isRoot ? "user root;" : "")
                daemon off;
                pid \(folder)/pid;
                error_log \(folder)/log;
                events {}
                http { access_log off; \(places.joined(separator: " ")) include \(folder)/rules.conf; }
                """
            arguments = ["nginx", "-c", folder + "/main.conf", "-p", folder, "-e", folder + "/log"]
        case .caddy:
            main = "{\n\tadmin off\n\tauto_https off\n}\nimport \(folder)/rules.conf\n"
            arguments = ["caddy", "run", "--config", folder + "/main.conf", "--adapter", "caddyfile"]
        case .apache:
            let modules = [
                "mpm_event", "authz_core", "rewrite", "headers", "mime", "setenvif", "deflate", "filter",
                "dir", "socache_shmcb", "ssl",
            ]
            main = """
                \(modules.map { "LoadModule \($0)_module /usr/lib/apache2/modules/mod_\($0).so" }.joined(separator: "\n"))
                \(isRoot ? "User nobody\nGroup nogroup" : "")
                ServerRoot \(folder)
                PidFile \(folder)/pid
                DefaultRuntimeDir \(folder)
                ErrorLog \(folder)/log
                TypesConfig /dev/null
                ServerName localhost
                Listen \(origin.dropFirst(origin.hasPrefix("https") ? 8 : 7)):\(port)
                Include \(folder)/rules.conf
                """
            arguments = ["apache2", "-f", folder + "/main.conf", "-D", "FOREGROUND"]
        }
        try main.write(toFile: folder + "/main.conf", atomically: true, encoding: .utf8)
        return try Program(
            arguments,
            environment: ["XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder, "HOME": folder])
    }

    package typealias Answer = HTTPExchange.Answer

    /// One request, whose redirects are not followed. A `Location` of this server is given without its origin.
    package func ask(
        _ path: String, method: String = "GET", accept: String? = nil, _ headers: [String: String] = [:]
    )
        async throws -> Answer
    {
        var headers = headers
        if let accept { headers["Accept"] = accept }
        var answer = try await HTTPExchange.ask(
            address, path, method: method, headers: headers.map { ($0, $1) })
        if let location = answer.headers["location"], location.hasPrefix(address + "/") {
            answer.headers["location"] = String(location.dropFirst(address.utf8.count))
        }
        return answer
    }
}
