/// The types of a descriptor set.
public enum Schema {}
