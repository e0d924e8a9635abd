import ArgumentParser
import LiveCore
import LiveSQLite

/// `lcd backup`
struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy everything that is kept into a file, while the server runs or not.",
        discussion: """
            The copy is of one moment: every comment that was acknowledged before is in it. The file is replaced only \
            when the whole copy has reached the disk. The secret that tokens are signed with is not in it: copy \
            DIR/secret once, and guard it better than this.
            """)

    @Argument(help: "Where to.", completion: .file())
    var file: String

    @OptionGroup var place: PlaceOptions

    func run() throws {
        let database = DatabaseFile(path: DataFolder.database(in: try place.folder()))
        guard database.exists else { throw Failure("\(database.path): there is no such file") }
        do {
            try database.copy(to: file)
        } catch {
            throw Failure("can't copy \(database.path) to \(file): \(error)")
        }
    }
}

/// `lcd restore`
struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a copy that lcd backup made into the data folder.",
        discussion: """
            No server may run on the folder. The copy is looked through first. A secret that the folder has stays; \
            where there is none, the next start makes one, and tokens of the old one are no longer good.
            """)

    @Argument(help: "The copy.", completion: .file())
    var file: String

    @Flag(help: "Replace the comments that the folder holds.")
    var force = false

    @OptionGroup var place: PlaceOptions

    func run() throws {
        let copy = DatabaseFile(path: file)
        guard copy.exists else { throw Failure("\(file): there is no such file") }
        try check(copy)
        let folder = try DataFolder(place.folder())
        defer { folder.unlock() }
        let database = DatabaseFile(path: folder.database)
        guard force || !database.exists else {
            throw Failure("\(database.path): there are comments already; --force replaces them")
        }
        do {
            database.settle()
            try copy.copy(to: database.path)
        } catch {
            throw Failure("can't copy \(file) to \(database.path): \(error)")
        }
    }

    private func check(_ copy: DatabaseFile) throws {
        do {
            let flaws = try copy.examine().filter { $0.state == .bad }
            guard flaws.isEmpty else {
                throw Failure("\(file): \(flaws.map(\.message).joined(separator: "; "))", status: .badData)
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure("\(file): it can't be read as a copy: \(error)", status: .badData)
        }
    }
}
