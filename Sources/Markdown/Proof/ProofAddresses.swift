/// The site to whose pages twin addresses lead back.
package struct ProofAddresses: Sendable {
    /// The site's origin without a slash at its end, such as `https://mailrith.com`.
    var origin: [UInt8]
    /// The path of the index, such as `/guides`; empty where the guides are the whole site.
    var path: [UInt8]

    package init(origin: String, path: String) {
        self.origin = Array(origin.utf8)
        self.path = Array(path.utf8)
    }
}
