/// The messages, enums and services of LiveKit's package `livekit`, and those of the recorder that preceded egress.
public enum LiveKit {}

/// The package `rpc`: what livekit-server, egress and ingress ask of each other over the service bus.
public enum RPC {}

/// The package `internal` of psrpc: the envelopes of the service bus.
public enum PSRPC {}
