import Support

extension Proof {
    /// The finished twin as it is to be published, with what is known of it.
    ///
    /// The buffers are those that it was written into, and belong to the code that wrote it.
    package struct Twin {
        package var bytes: ByteWriter
        /// The first byte of its markdown: what is before it is front matter, which is no markdown.
        package var start: Int
        /// The twin's body, in `bytes`.
        package var body: Range<Int>
        /// Count of the blocks before the body, and after it.
        var blocksBefore: Int
        var blocksAfter: Int
        /// The HTML that those blocks amount to.
        var frame: ByteWriter

        package init(
            bytes: ByteWriter, start: Int = 0, body: Range<Int>, blocksBefore: Int, blocksAfter: Int,
            frame: ByteWriter
        ) {
            self.bytes = bytes
            self.start = start
            self.body = body
            self.blocksBefore = blocksBefore
            self.blocksAfter = blocksAfter
            self.frame = frame
        }
    }
}
