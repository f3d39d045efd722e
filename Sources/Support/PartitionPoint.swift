extension RandomAccessCollection where Index == Int {
    /// The first index whose element does not satisfy `isBefore`, in a collection in which all those that do come
    /// first; `endIndex` where all do.
    @inlinable
    package func partitionPoint(_ isBefore: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
