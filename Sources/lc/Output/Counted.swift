/// Numbers with what they count.
enum Counted {
    /// `1 comment`, `2 comments`
    static func comments(_ count: some CustomStringConvertible) -> String {
        let number = "\(count)"
        return number == "1" ? "1 comment" : "\(number) comments"
    }
}
