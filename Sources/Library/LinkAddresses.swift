import Content
import Support

extension Library {
    /// The address of a link of a guide on its page; nil where it leads nowhere.
    ///
    /// - Parameter written: the address as the author wrote it. One on this site that no build makes is kept in page and
    ///   twin, for those who let its finding pass.
    package func pageAddress(_ target: LinkTarget, from index: Int, written: String) -> String? {
        switch target {
        case .guide(let other, let suffix):
            if other == index, suffix.utf8.first == UInt8(ascii: "#") { return suffix }
            return suffix.isEmpty ? pages[other] : pages[other] + suffix
        case .page(let path, let suffix): return path + suffix
        case .issue(let id, let suffix): return addresses.issue(id) + suffix
        case .file(let path, let suffix): return addresses.file(path) + suffix
        case .ownSite(let path): return addresses.onPage(path)
        case .elsewhere(let url): return url
        case .unknownGuide, .unknownFile, .draft:
            return addresses.pathOnSite(of: written).map(addresses.deadPage)
        case .malformed: return nil
        case .dangerous: return ""
        }
    }

    /// The address of a link in a twin: a full one, of markdown where there is any; nil where it leads nowhere.
    package func twinAddress(_ target: LinkTarget, written: String) -> String? {
        switch target {
        case .guide(let other, let suffix): suffix.isEmpty ? twins[other] : twins[other] + suffix
        case .page(let path, let suffix): addresses.twin(of: path) + suffix
        case .issue(let id, let suffix): addresses.twin(of: addresses.issue(id)) + suffix
        case .file(let path, let suffix): addresses.full(addresses.file(path)) + suffix
        case .ownSite(let path): addresses.full(path)
        case .elsewhere(let url): url
        case .unknownGuide, .unknownFile, .draft: addresses.pathOnSite(of: written).map(addresses.full)
        case .malformed, .dangerous: nil
        }
    }
}
