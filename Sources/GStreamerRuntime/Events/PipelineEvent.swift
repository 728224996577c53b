/// What a running pipeline reports. Texts never hold a secret of the graph.
public enum PipelineEvent: Hashable, Sendable {
    /// The whole pipeline changed its state.
    case stateChanged(from: PipelineState, to: PipelineState)
    case error(PipelineFailure)
    case warning(PipelineFailure)
    /// Every sink has seen the end.
    case endOfStream
    /// An element's latency changed; the pipeline has redistributed it.
    case latencyChanged
    case qualityOfService(QualityOfService)
    /// A message particular to an element; `fields` is its structure as text.
    case elementMessage(element: String, name: String, fields: String)
}
