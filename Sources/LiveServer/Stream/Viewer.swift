import LiveCore
import LiveHub

/// What the hub knows of a connection: one post's reader, or several posts' as one.
enum Viewer {
    case one(Reader)
    case several(ReaderGroup)

    /// - Parameter mayStay: see ``Reader``.
    init(_ request: StreamRequest, output: any ReaderOutput, hub: LoopHub, mayStay: (() -> Bool)?) {
        if request.parts.count == 1 {
            let part = request.parts[0]
            self = .one(
                Reader(
                    post: part.post, from: part.start, output: output, maxRate: request.maxRate, mayStay: mayStay))
        } else {
            self = .several(
                ReaderGroup(
                    request.parts.map { ($0.post, $0.start) }, output: output, hub: hub, maxRate: request.maxRate,
                    mayStay: mayStay))
        }
    }

    var posts: [PostID] {
        switch self {
        case .one(let reader): [reader.post]
        case .several(let group): group.posts
        }
    }

    func join(_ hub: LoopHub) {
        switch self {
        case .one(let reader): hub.join(reader)
        case .several(let group): group.join()
        }
    }

    func leave(_ hub: LoopHub) {
        switch self {
        case .one(let reader): hub.leave(reader)
        case .several(let group): group.leave()
        }
    }

    func resume(_ hub: LoopHub) {
        switch self {
        case .one(let reader): hub.resume(reader)
        case .several(let group): group.resume()
        }
    }
}
