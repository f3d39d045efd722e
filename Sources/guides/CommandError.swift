/// An error of a command's own, which ends it with 2: something that was named and is not there, with advice.
struct CommandError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
