import Content
import Markdown
import Support

/// The files beside the guides.
extension Library {
    /// The picture that the dark theme shows instead of another one, such as `img/panel.dark.png` for `img/panel.png`; nil
    /// where there is none.
    package func darkPicture(of file: String) -> String? {
        guard let dot = file.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        let dark = "\(file[..<dot]).dark\(file[dot...])"
        return pictures[dark] == nil ? nil : dark
    }

    /// A picture that a link leads to, and the one that the dark theme shows instead of it.
    package func pictures(of target: LinkTarget) -> [(file: String, picture: Picture)] {
        guard case .file(let path, _) = target, pictures[path] != nil else { return [] }
        return [path, darkPicture(of: path)].compactMap { file in
            file.flatMap { file in pictures[file].map { (file, $0) } }
        }
    }

    /// The paths of the files that a guide's page shows as pictures.
    package func picturesShown(in index: Int) -> Set<String> {
        var paths: Set<String> = []
        for (link, target) in zip(guides[index].document.links, targets[index]) where link.isImage {
            if case .file(let path, _) = target { paths.insert(path) }
        }
        return paths
    }

    /// Whether a file that is beside the guides is published at an address, such as `/guides/img/dot.svg`.
    package func isBesideGuides(published path: String) -> Bool {
        fileBesideGuides(published: path) != nil
    }

    /// The rights of a file beside the guides in a browser.
    package enum Running: Sendable {
        /// There is nothing to run in it.
        case nothing
        /// It can run, and the site allows that.
        case allowed
        /// It can run, and the site does not allow that.
        case refused
    }

    /// The rights of the file that is published at an address, such as `/guides/demo.html`.
    package func running(published path: String) -> Running {
        guard let file = fileBesideGuides(published: path) else { return .nothing }
        return activeFiles[file] != nil ? .refused : allowedToRun.contains(file) ? .allowed : .nothing
    }

    private func fileBesideGuides(published path: String) -> String? {
        guard path.hasPrefix(addresses.path + "/") else { return nil }
        return resolver.files[String(path.dropFirst(addresses.path.count + 1)).composed]
    }
}
