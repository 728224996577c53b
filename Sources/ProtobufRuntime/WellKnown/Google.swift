/// The messages of the package `google.protobuf` that our schemas use. Some have a JSON form of their own.
public enum Google {}
