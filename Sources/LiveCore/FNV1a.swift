/// The 64-bit hash FNV-1a: the same on every machine and in every version, which Swift's own is not.
struct FNV1a {
    /// Of what has been mixed in so far.
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func mix(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
}
