/// An error of a command's own, which ends it with 2: something that was asked for and is not there, with a way on.
struct CommandError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
