import Findings
import Markdown
import Support

extension SiteContent {
    /// Reads a guide's file, and cuts it into its parts.
    static func readGuide(_ file: ContentTree.File, site folder: String, _ naming: Naming)
        -> GuideSource
    {
        let slug = naming.slug(of: ContentTree.pathInGuides(of: file.path) ?? file.path)
        var guide = GuideSource(slug: slug, file: file.path)
        if !naming.isValid(slug) {
            guide.findings.append(Slug.finding(ofGuide: slug, in: file.path, naming))
        }
        guard file.stamp.size <= largestGuide else {
            guide.refuse(
                UnreadableFile.tooLarge(Int(file.stamp.size), largest: largestGuide, file: file.path))
            return guide
        }
        let bytes: [UInt8]
        do throws(DiskError) {
            bytes = try Disk.read("\(folder)/\(file.path)")
        } catch {
            guide.refuse(UnreadableFile.finding(error, file: file.path))
            return guide
        }
        if let finding = UnreadableFile.finding(bytes, file: file.path, largest: largestGuide) {
            guide.refuse(finding)
            return guide
        }
        // What is made of it has one kind of line end. Lines and columns stay those of the file, and `Fixer` writes its
        // own.
        guide.source = SourceText(LineEnds.unified(bytes))
        guide.findings += InvisibleCharacter.controls(in: guide.source, file: file.path)
        let split = FrontMatterSplit(guide.source)
        guide.body = split.body
        guide.mayInclude = guide.source.bytes.span.position(of: "include:", in: split.body) != nil
        guide.readFrontMatter(split)
        if let shape = CostlyShape.find(in: guide.source, guide.body) {
            guide.refuse(shape.finding(in: guide.source, file: file.path))
            guide.body = guide.source.bytes.count..<guide.source.bytes.count
            guide.frontMatter = FrontMatter()
        }
        // They are found again when the guide is parsed, so that those of all guides are not kept until then.
        guide.source.forgetLines()
        return guide
    }
}

extension SiteContent.GuideSource {
    /// Notes why the file cannot be read as a guide.
    fileprivate mutating func refuse(_ finding: Finding) {
        findings.append(finding)
        isReadable = false
    }

    fileprivate mutating func readFrontMatter(_ split: FrontMatterSplit) {
        guard let range = split.yaml, !split.isUnclosed else {
            refuse(YAMLFault.finding(split, in: source, file: file))
            return
        }
        guard range.count <= SiteContent.largestFrontMatter else {
            refuse(UnreadableFile.tooLarge(range.count, largest: SiteContent.largestFrontMatter, file: file))
            return
        }
        do throws(YAML.Failure) {
            let value = try YAML.read(source, range)
            if case .scalar = value {
                let failure = YAML.Failure(
                    message: "it has no keys", location: value.location,
                    help: "write one `key: value` per line",
                    cause: .syntax)
                refuse(YAMLFault.finding(failure, in: source, range, file: file))
                return
            }
            frontMatter = FrontMatter(value, file: file, findings: &findings)
        } catch {
            // Of characters that no YAML may hold, there are findings already.
            guard error.cause != .character else {
                isReadable = false
                return
            }
            refuse(YAMLFault.finding(error, in: source, range, file: file))
        }
    }
}

extension SiteContent.GuideSource {
    /// Whether another reading of the same file found the same.
    func isSame(as other: SiteContent.GuideSource) -> Bool {
        source.bytes == other.source.bytes && findings == other.findings
            && file.utf8.elementsEqual(other.file.utf8)
    }
}
