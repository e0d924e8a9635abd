import Hummingbird
import HummingbirdCore
import LiveCore

typealias QueryParameters = FlatDictionary<Substring, Substring>

/// Reads parameters, and names the one that is wrong and what is allowed.
extension QueryParameters {
    func eventID(_ name: Substring) throws(Problem) -> EventID? {
        guard let text = self[name] else { return nil }
        guard let id = EventID(text) else { throw .invalidParameter(String(name), allowed: EventID.allowed) }
        return id
    }

    func wholeNumber(_ name: Substring, in range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let text = self[name] else { return nil }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text), range.contains(number)
        else {
            throw .invalidParameter(
                String(name), allowed: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func milliseconds(_ name: Substring) throws(Problem) -> Int64? {
        try wholeNumber(name, in: 0...Int(EventID.max.milliseconds)).map(Int64.init)
    }

    func getAll(_ name: Substring) -> [String] {
        self[values: name].map { String($0) }
    }
}
