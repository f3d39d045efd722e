import HTTPTypes

extension HTTPField.Name {
    static let host = Self("Host") ?? .origin
    static let link = Self("Link") ?? .location
    static let secFetchSite = Self("Sec-Fetch-Site") ?? .origin
    static let secFetchMode = Self("Sec-Fetch-Mode") ?? .origin
    static let guidesToken = Self("X-Guides-Token") ?? .authorization
}
