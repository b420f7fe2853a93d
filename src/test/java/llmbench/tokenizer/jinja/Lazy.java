package llmbench.tokenizer.jinja;

import java.util.Iterator;

/**
 * A generator of Python, as most filters of lists return one: it can be gone through once, and has
 * neither a length nor a text.
 */
record Lazy(Iterator<Object> iterator) {}
