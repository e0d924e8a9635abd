extension Color {
    /// The nearest colour that a terminal has.
    func reduced(to depth: ColorDepth) -> Color {
        switch depth {
        case .trueColor: return self
        case .none: return .standard
        case .indexed:
            guard let rgb = components else { return self }
            let index = (UInt8(16)...231).min {
                distance(Self.rgb(ofIndex: $0), rgb) < distance(Self.rgb(ofIndex: $1), rgb)
            }
            return .indexed(index ?? 16)
        case .ansi:
            guard self != .standard, index.map({ $0 >= 16 }) ?? true else { return self }
            let rgb = components ?? index.map(Self.rgb(ofIndex:)) ?? (0, 0, 0)
            let nearest = (UInt8(0)..<16).min {
                distance(Self.rgb(ofIndex: $0), rgb) < distance(Self.rgb(ofIndex: $1), rgb)
            }
            return .indexed(nearest ?? 0)
        }
    }

    private func distance(_ left: NamePalette.RGB, _ right: NamePalette.RGB) -> Int {
        func squared(_ a: UInt8, _ b: UInt8) -> Int { (Int(a) - Int(b)) * (Int(a) - Int(b)) }
        return squared(left.red, right.red) + squared(left.green, right.green) + squared(left.blue, right.blue)
    }

    /// What xterm shows for an indexed colour.
    private static func rgb(ofIndex index: UInt8) -> NamePalette.RGB {
        switch index {
        case 0..<16:
            // The bits are red, green and blue; the upper eight are the bright ones.
            let level: UInt8 = index < 8 ? 170 : 255
            return (index & 1 > 0 ? level : 0, index & 2 > 0 ? level : 0, index & 4 > 0 ? level : 0)
        case 16..<232: return NamePalette.components(ofIndex: index)
        default:
            let grey = 8 + (index - 232) * 10
            return (grey, grey, grey)
        }
    }
}
