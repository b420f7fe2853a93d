package llmbench.timeline;

/**
 * A call of a tool that a model asks for, whole.
 *
 * @param id by which its result is given back; empty where the server gave none
 * @param name of the function
 * @param arguments as the model wrote them: JSON, as a rule
 */
public record ToolCall(String id, String name, String arguments) {}
