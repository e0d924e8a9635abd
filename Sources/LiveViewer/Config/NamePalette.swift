#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Colours for names that can be read on black and on white.
///
/// A colour of relative luminance 0.18 has a contrast of 4.6 : 1 with both (WCAG 2 asks for 4.5), so true colours are
/// all hues at that luminance, and of the 256 those that come near it are taken.
struct NamePalette: Sendable {
    let styles: [Style]

    init(colors: ColorDepth) {
        styles =
            switch colors {
            case .none: [.plain]
            // Green, cyan, magenta and red are the four that hold on both grounds; bold makes them eight.
            case .ansi:
                [2, 6, 5, 1].flatMap { [Style(.indexed($0)), Style(.indexed($0), .bold)] }
            case .indexed: Self.cube.map { Style(.indexed($0)) }
            case .trueColor: Self.hues.map { Style(.rgb($0.red, $0.green, $0.blue)) }
            }
    }

    /// The style for an author: always the same.
    subscript(author: String) -> Style {
        var hash: UInt32 = 0x811C_9DC5
        for byte in author.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        // The low bits of FNV-1a alone tell like names badly apart.
        hash ^= hash >> 16
        return styles[Int(hash % UInt32(styles.count))]
    }

    typealias RGB = (red: UInt8, green: UInt8, blue: UInt8)

    /// Of the 6 × 6 × 6 cube, what is neither grey nor too dark or too bright.
    private static let cube: [UInt8] = (16..<232).map(UInt8.init).filter { index in
        let color = components(ofIndex: index)
        let (low, high) = (min(color.red, color.green, color.blue), max(color.red, color.green, color.blue))
        return (0.14...0.23).contains(luminance(color)) && Int(high) - Int(low) >= 80
    }

    private static let hues: [RGB] = (0..<36).map { hue(Double($0) * 10) }

    /// Red, green and blue of a colour of the cube.
    static func components(ofIndex index: UInt8) -> RGB {
        let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
        let place = Int(index) - 16
        return (levels[place / 36], levels[place / 6 % 6], levels[place % 6])
    }

    /// Relative luminance as WCAG 2 defines it: 0 for black, 1 for white.
    static func luminance(_ color: RGB) -> Double {
        0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
    }

    private static func linear(_ component: UInt8) -> Double {
        let value = Double(component) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }

    /// The colour of a hue, in degrees, that has the luminance wanted: its lightness is searched for.
    private static func hue(_ degrees: Double) -> RGB {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<20 {
            let middle = (low + high) / 2
            if luminance(rgb(degrees, lightness: middle)) < 0.18 { low = middle } else { high = middle }
        }
        return rgb(degrees, lightness: low)
    }

    /// HSL to RGB with a saturation of 0.7.
    private static func rgb(_ degrees: Double, lightness: Double) -> RGB {
        let chroma = (1 - abs(2 * lightness - 1)) * 0.7
        func component(_ shift: Double) -> UInt8 {
            let place = ((degrees + shift) / 30).truncatingRemainder(dividingBy: 12)
            let weight = max(-1, min(place - 3, 9 - place, 1))
            return UInt8((max(0, min(1, lightness - chroma / 2 * weight)) * 255).rounded())
        }
        return (component(0), component(240), component(120))
    }
}
