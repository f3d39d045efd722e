import Support

extension Document {
    /// An issue: a heading of level 3 in the section that holds issues, with what is below it. `IssueRule` says where it ends.
    package struct Issue: Sendable, Hashable {
        // Issues are kept for all guides at once, so their offsets are kept small.
        private var smallHeading: UInt32
        private var smallBlocks: Range<UInt32>
        private var smallBody: Range<UInt32>

        init(heading: Int, blocks: Range<Int>, body: Range<Int>) {
            smallHeading = UInt32(heading)
            smallBlocks = UInt32(blocks.lowerBound)..<UInt32(blocks.upperBound)
            smallBody = UInt32(body.lowerBound)..<UInt32(body.upperBound)
        }

        /// Index of its heading in `headings`.
        package var heading: Int { Int(smallHeading) }
        /// Indices in `blocks` of what is below its heading, blocks within blocks included.
        package var blocks: Range<Int> { Int(smallBlocks.lowerBound)..<Int(smallBlocks.upperBound) }
        /// Bytes of the file from the end of its heading through the end of its last block.
        package var body: Range<Int> { Int(smallBody.lowerBound)..<Int(smallBody.upperBound) }
    }
}

extension Document.Issue: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(small: heading)
        writer.write(blocks)
        writer.write(body)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        self.init(heading: try reader.small32(), blocks: try reader.range32(), body: try reader.range32())
    }
}
