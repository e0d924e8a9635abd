extension NewComment {
    /// A number that tells one content from another when the same idempotency key comes twice: 64-bit FNV-1a
    /// over every field. It is stored, so it must never change.
    public var fingerprint: Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        for field in [content, authorName ?? "\u{0}", replyTo?.description ?? "\u{0}"] {
            field.utf8.forEach(mix)
            // No field holds this byte, so fields can't run into one another.
            mix(0xFF)
        }
        return Int64(bitPattern: hash)
    }
}
