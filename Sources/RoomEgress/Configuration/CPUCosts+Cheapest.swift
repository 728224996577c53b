import JobScheduler

extension CPUCosts {
    /// Why a node of `cores` could take no egress at all, not even the cheapest there is and with nothing else running; nil
    /// when there is one that it could take.
    func refusalOfCheapest(cores: Double) -> AdmissionRefusal? {
        let sound = CostEstimate.page(.serviceDefaults, hasVideo: false, outputs: 1)
        let picture = CostEstimate.page(.serviceDefaults, hasVideo: true, outputs: 1)
        let kinds: [(Kind, Double)] = [
            (.audioWeb, sound), (.audioRoomComposite, sound), (.web, picture), (.roomComposite, picture),
        ]
        let cheapest = kinds.map { cost(of: $0, estimate: $1) }.min { $0.cpu < $1.cpu }
        return cheapest.flatMap { Admission<String>(limits: limits(cores: cores)).refusalWhenIdle(of: $0) }
    }
}
