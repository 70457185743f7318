/** The id of one wish of a person. A command that is delivered twice carries the same one. */
export const newRequestId = () => crypto.randomUUID();
