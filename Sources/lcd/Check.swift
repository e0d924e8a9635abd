import ArgumentParser
import Foundation
import LiveCore
import LiveSQLite

/// `lcd check`
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look for what is wrong with the settings, the data folder and what is kept there.",
        discussion: """
            Changes nothing, and shows no secret; the server may run meanwhile. The exit status is 1 when something \
            does not work.
            """)

    @Flag(help: "Print a JSON object for each finding.")
    var json = false

    @Flag(help: "Don't read all comments, which takes as long as the disk takes for it.")
    var quick = false

    @OptionGroup var place: PlaceOptions

    func run() throws {
        let findings = findings()
        for finding in findings { print(String(decoding: json ? finding.json : finding.text, as: UTF8.self)) }
        if findings.contains(where: { $0.state == .bad }) { throw ExitCode.failure }
    }

    private func findings() -> [Finding] {
        let settings: Settings
        do {
            settings = try Settings(place)
        } catch {
            return "\(error)".split(separator: "\n").map {
                Finding("settings", .bad, String($0), fix: "mend it; lcd.conf(5) tells of every setting")
            }
        }
        let first = [Finding("settings", .good, "the file and the environment have no mistakes")]
        let folder = FolderCheck(path: settings.data)
        return first + certificate(settings) + folder.findings() + comments(in: settings.data)
    }

    /// Nothing for plain HTTP.
    private func certificate(_ settings: Settings) -> [Finding] {
        do {
            guard let files = try CertificateFiles(settings) else { return [] }
            let life = CertificateFiles.life(of: try files.read())
            let message = "\(files.chain.path) is good until \(life.end)"
            guard life.isShort else { return [Finding("certificate", .good, message)] }
            return [
                Finding(
                    "certificate", life.isOver ? .bad : .poor, message,
                    fix: "renew it, and send the server SIGHUP, as systemctl reload lcd does")
            ]
        } catch {
            return [Finding("certificate", .bad, "\(error)", fix: "mend it; lcd(8) tells of --tls-cert and --tls-key")]
        }
    }

    private func comments(in folder: String) -> [Finding] {
        let database = DatabaseFile(path: DataFolder.database(in: folder))
        guard database.exists else {
            return [Finding("database", .poor, "\(database.path) is not there; the first start makes it")]
        }
        do {
            return try database.examine(thoroughly: !quick)
        } catch {
            return [
                Finding(
                    "database", .bad, "\(database.path): \(error)",
                    fix: access(database.path, R_OK) == 0
                        ? "lcd restore the last backup" : "run lcd check as the user that the server runs as")
            ]
        }
    }
}

/// Looks at the data folder, its disk and the secret in it.
struct FolderCheck {
    let path: String

    func findings() -> [Finding] {
        guard access(path, F_OK) == 0 else {
            return [
                Finding(
                    "folder", .poor, "\(path): \(String(cString: strerror(errno)))", fix: "the first start makes it")
            ]
        }
        return [folder(), secret(), disk()]
    }

    private func folder() -> Finding {
        // A link to a folder is as good as one.
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: target)
        guard attributes?[.type] as? FileAttributeType == .typeDirectory else {
            return Finding("folder", .bad, "\(path) is no folder", fix: "name a folder with --data")
        }
        guard access(path, R_OK | W_OK | X_OK) == 0 else {
            return Finding("folder", .bad, "\(path) can't be written by this user", fix: "run as its owner")
        }
        let mode = attributes?[.posixPermissions] as? Int ?? 0
        return mode & 0o077 == 0
            ? Finding("folder", .good, "\(path) is its owner's alone")
            : Finding("folder", .poor, "\(path) can be entered by others than its owner", fix: "chmod 700 \(path)")
    }

    private func secret() -> Finding {
        let file = DataFolder.secret(in: path)
        guard access(file, F_OK) == 0 || errno != ENOENT else {
            return Finding("secret", .poor, "\(file) is not there; the next start makes one")
        }
        do {
            _ = try SecretFile(path: file).read()
            return Finding("secret", .good, "\(file) is its owner's alone")
        } catch {
            return Finding("secret", .bad, "\(error)", fix: "make it as it should be, or put back a copy of it")
        }
    }

    private func disk() -> Finding {
        var disk = statvfs()
        guard statvfs(path, &disk) == 0 else {
            return Finding("disk", .bad, "\(path): \(String(cString: strerror(errno)))", fix: "look at the disk")
        }
        let free = UInt64(disk.f_bavail) * UInt64(disk.f_frsize)
        let share = disk.f_blocks == 0 ? 100 : disk.f_bavail * 100 / disk.f_blocks
        let message = "\(free >> 20) MB free, \(share) %"
        let fix = "make room; --keep removes old comments, and lcd backup and restore give their room back"
        if free < 100 << 20 { return Finding("disk", .bad, message, fix: fix) }
        return share < 5 ? Finding("disk", .poor, message, fix: fix) : Finding("disk", .good, message)
    }
}
