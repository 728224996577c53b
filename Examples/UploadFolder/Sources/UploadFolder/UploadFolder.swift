// Moves the files of a folder to a bucket: `UploadFolder FOLDER BUCKET`, with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY set,
// AWS_DEFAULT_REGION if need be, and S3_ENDPOINT for a store that is not Amazon's. When it is killed, or the store is out of
// order, start it again: it goes on where it was. What the store does not take within an hour goes to the folder BACKUP_FOLDER,
// if that is set.
import Cryptography
import Foundation
import ObjectStorage

let environment = ProcessInfo.processInfo.environment
guard CommandLine.arguments.count == 3, let key = environment["AWS_ACCESS_KEY_ID"],
    let secret = environment["AWS_SECRET_ACCESS_KEY"]
else {
    print("usage: UploadFolder FOLDER BUCKET, with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY set")
    exit(2)
}
let folder = URL(fileURLWithPath: CommandLine.arguments[1])
let journals = folder.appending(path: ".uploads").path
var options = S3Options(accessKey: key, secret: Secret(secret), bucket: CommandLine.arguments[2])
options.region = environment["AWS_DEFAULT_REGION"] ?? ""
options.endpoint = environment["S3_ENDPOINT"] ?? ""
do {
    let bucket = UploadDestination("bucket", try StorageOptions.s3(options).makeStore())
    try await bucket.store.check()
    let backup = try environment["BACKUP_FOLDER"].map {
        UploadDestination("backup", try StorageOptions.local(path: $0).makeStore())
    }

    let recovery = UploadRecovery(journals: journals) { name in [bucket, backup].compactMap(\.self).first { $0.name == name } }
    for upload in await recovery.run() { print("recovered: \(upload.key): \(text(upload.result))") }

    let queue = UploadQueue(bucket, backup: backup, journals: journals)
    let progress = Task {
        for await progress in queue.progressUpdates() {
            print("\(progress.storedBytes) bytes sent, \(progress.waitingBytes) wait, \(progress.retries) retries")
        }
    }
    var uploads: [Upload] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where !name.hasPrefix(".") {
        let file = folder.appending(path: name)
        guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
        uploads.append(try await queue.upload(UploadFile(path: file.path, key: name)))
    }
    await queue.finish()
    await progress.value
    for upload in uploads {
        do { print("\(upload.key): \(text(.success(try await upload.stored)))") } catch { print("\(upload.key): \(error)") }
    }
} catch {
    print("not uploaded: \(error)")
    exit(1)
}

func text(_ result: Result<StoredUpload, UploadError>) -> String {
    switch result {
    case .success(let stored): "\(stored.size) bytes at \(stored.location)"
    case .failure(let error): "\(error)"
    }
}
