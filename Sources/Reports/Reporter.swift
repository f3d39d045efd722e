/// A format of the result of `guides check`: text for people, or a format that other programs read.
package protocol Reporter {
    /// The pieces of a report, in the order in which they are printed.
    ///
    /// - Throws: where the result cannot be put into the format.
    func report(on result: CheckResult) throws -> [ReportPiece]
}
