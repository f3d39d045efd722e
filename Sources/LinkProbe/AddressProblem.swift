/// The reason why an address cannot be requested.
enum AddressProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// It does not start with `http://` or `https://` and a host.
    case notWeb
    case badHost
    case badPort(String)

    var description: String {
        switch self {
        case .notWeb: "it does not start with https:// and a host"
        case .badHost: "no host can have this name"
        case .badPort(let port): "there is no port \(port): ports go from 1 to 65535"
        }
    }
}
