extension TemporarySite {
    /// The body of a guide with two issues, the first of which leans on other parts: a definition and a footnote.
    package static let twoIssues = """
        Before all headings.

        | a | b |
        | - | - |
        | 1 | 2 |

        ## Fix Common Issues

        ### Missing Record

        The checker saw no record at [the host][host], as said above.[^1]

        1. Publish the record, see [the standard][rfc].
        2. Run `dig` again and see the record.

        [rfc]: https://example.com/rfc

        ### Wrong Record

        The checker saw `v=x1`.

        1. Fix it.
           - A part.
        2. Look again that the record is right.

        [host]: https://example.com/host

        [^1]: A note.
        """
}
