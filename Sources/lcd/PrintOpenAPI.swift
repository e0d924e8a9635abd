import ArgumentParser
import Foundation
import LiveServer

/// `lcd openapi`
struct PrintOpenAPI: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", abstract: "Print the HTTP contract, in OpenAPI 3.1.")

    func run() {
        FileHandle.standardOutput.write(Data(OpenAPI.document))
    }
}
