import Library
import Theming

extension OutputKind {
    /// The theme's assets. Their names change with their bytes, so that no link to one lasts.
    static let assets = OutputKind(
        "assets", reserves: ["assets"],
        mayMake: { path, shape in path.hasPrefix(shape.addresses.output(shape.addresses.page("assets"), "/"))
        },
        .ofLibrary { _, theme, _ in theme.assets })
}
