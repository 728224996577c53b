internal import CProcessShims

/// The command line as the process list shows it.
public enum ProcessArguments {
    /// Overwrites what follows each of `options`, for values that nobody else may read. To be called early in `main`, after
    /// `CommandLine.arguments` was read: until then anybody on the machine can see them.
    public static func mask(after options: [String]) {
        for option in options { sluice_mask_argument_after(option) }
    }

    /// Overwrites these arguments themselves.
    public static func mask(_ arguments: [String]) {
        for argument in arguments { sluice_mask_argument(argument) }
    }
}
