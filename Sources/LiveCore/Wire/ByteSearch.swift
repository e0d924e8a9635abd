#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension Slice<UnsafeRawBufferPointer> {
    /// How far from the start a byte is; nil when it is not there.
    func offset(of byte: UInt8) -> Int? {
        let region = UnsafeRawBufferPointer(rebasing: self)
        guard let base = region.baseAddress, let found = memchr(base, Int32(byte), region.count) else { return nil }
        return UnsafeRawPointer(found) - base
    }

    /// What follows a text that this begins with; nil when it does not.
    func part(after text: StaticString) -> Self? {
        let start = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        return starts(with: start) ? dropFirst(start.count) : nil
    }

    /// The id that this begins with, in decimal digits, and what follows; nil when it begins with none.
    func decimal() -> (id: EventID, rest: Self)? {
        let digits = prefix { (0x30...0x39).contains($0) }
        return EventID(UnsafeRawBufferPointer(rebasing: digits).assumingMemoryBound(to: UInt8.self)).map { id in
            (id, self[digits.endIndex...])
        }
    }
}
