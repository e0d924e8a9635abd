/// A generator whose numbers a test can have again (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// The same seed gives the same numbers.
    public init(seed: UInt64) { state = seed }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension SeededGenerator {
    /// A text of up to `count` scalars of every plane, rich in what needs escaping and in what acts unseen.
    public mutating func text(upTo count: Int) -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...count, using: &self) { scalars.append(scalar()) }
        return String(scalars)
    }

    /// A character out of one of the ranges that writers and readers treat apart.
    public mutating func scalar() -> Unicode.Scalar {
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0x20...0x7E, 0x00...0x1F, 0x7F...0x9F, 0xA0...0x7FF, 0x200B...0x206F, 0x800...0xD7FF,
            0xE000...0xFFFF, 0x1F300...0x1F6FF, 0xE0000...0xE01EF, 0x1_0000...0x10_FFFF,
        ]
        let value = UInt32.random(in: ranges.randomElement(using: &self) ?? 0x20...0x7E, using: &self)
        return Unicode.Scalar(value) ?? "?"
    }
}
