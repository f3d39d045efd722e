import Foundation
import Synchronization

/// A web server from Debian, with the rules that the tool prints for a site, on a port of loopback.
package final class WebServer: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case nginx, caddy, apache
        /// Whether it can say how many tokens a twin has.
        package var countsTokens: Bool { self != .apache }
        /// Whether its rules see every field of a header that is there twice; nginx does so from 1.23 on.
        package var readsRepeatedHeaders: Bool { self != .nginx }
    }

    package struct NotStarted: Error, CustomStringConvertible {
        package var description: String

        package init(description: String) { self.description = description }
    }

    package let kind: Kind
    package let port: Int
    /// Scheme and host.
    private let origin: String
    private let folder: String
    private let process = Mutex<Process?>(nil)

    /// - Parameters:
    ///   - site: a site that was built into its `Public` folder.
    ///   - certificate: files of a certificate and its key, to serve HTTPS with.
    package init(_ kind: Kind, site: String, certificate: (chain: String, key: String)? = nil) async throws {
        self.kind = kind
        origin = certificate == nil ? "http://127.0.0.1" : "https://127.0.0.1"
        folder = NSTemporaryDirectory() + "guides-host-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for _ in 0..<4 {
            let port = Self.nextPort()
            let rules = try await Self.rules(kind, site: site, port: port, certificate)
            if let process = try await Self.start(kind, rules, "\(origin):\(port)", port, folder) {
                self.port = port
                self.process.withLock { $0 = process }
                return
            }
        }
        let words = (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? ""
        throw NotStarted(description: "\(kind) did not start; .ci/setup tests installs it. It said: \(words)")
    }

    /// An nginx with a configuration of its own.
    ///
    /// - Parameters:
    ///   - http: what is within `http`; `PORT` is the port, and `FOLDER` a folder of its own.
    ///   - files: what is in that folder, by name.
    package init(http: String, files: [String: String] = [:]) async throws {
        kind = .nginx
        origin = "http://127.0.0.1"
        folder = NSTemporaryDirectory() + "guides-host-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        }
        for _ in 0..<4 {
            let port = Self.nextPort()
            let rules = http.replacing("PORT", with: String(port)).replacing("FOLDER", with: folder)
            if let process = try await Self.start(.nginx, rules, "\(origin):\(port)", port, folder) {
                self.port = port
                self.process.withLock { $0 = process }
                return
            }
        }
        throw NotStarted(description: (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "")
    }

    package var address: String { "\(origin):\(port)" }

    deinit {
        process.withLock { process in
            process?.terminate()
            process?.waitUntilExit()
        }
        try? FileManager.default.removeItem(atPath: folder)
    }

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
        _ kind: Kind, site: String, port: Int, _ certificate: (chain: String, key: String)? = nil
    ) async throws -> String {
        let process = Process()
        process.executableURL = tool
        process.arguments =
            [
                "host", kind.rawValue, "--site", site, "--listen", "127.0.0.1:\(port)",
            ] + (certificate.map { ["--certificate", $0.chain, "--key", $0.key] } ?? [])
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw NotStarted(description: "guides host \(kind) failed")
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func start(
        _ kind: Kind, _ rules: String, _ address: String, _ port: Int, _ folder: String
    ) async throws
        -> Process?
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
                Listen 127.0.0.1:\(port)
                Include \(folder)/rules.conf
                """
            arguments = ["apache2", "-f", folder + "/main.conf", "-D", "FOREGROUND"]
        }
        try main.write(toFile: folder + "/main.conf", atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        // Threads of a test run block signals, and what they start inherits that; httpd would never end.
        process.arguments =
            [
                "perl", "-MPOSIX", "-e",
                "sigprocmask(SIG_SETMASK, POSIX::SigSet->new); exec @ARGV or exit 127", "--",
            ]
            + arguments
        process.environment = [
            "PATH": (ProcessInfo.processInfo.environment["PATH"] ?? "") + ":/usr/sbin:/sbin",
            "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder, "HOME": folder,
        ]
        let log = folder + "/words"
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        let words = FileHandle(forWritingAtPath: log)
        process.standardOutput = words
        process.standardError = words
        process.standardInput = FileHandle.nullDevice
        try process.run()
        Children.add(process.processIdentifier)
        for _ in 0..<500 {
            guard process.isRunning else {
                let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
                try? said.write(toFile: folder + "/log", atomically: true, encoding: .utf8)
                return nil
            }
            if (try? await HTTPExchange.ask(address, "/robots.txt")) != nil { return process }
            try await Task.sleep(for: .milliseconds(20))
        }
        process.terminate()
        return nil
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

/// The tool, as `swift build` made it beside the tests.
package let tool = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("guides")
